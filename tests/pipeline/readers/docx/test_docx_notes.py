"""A note follows its reference: it is text of a view where a standing reference calls it."""

from __future__ import annotations

import pytest

from pipeline.readers import read_bytes
from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.revisions import accept, reject
from tests.pipeline.readers.docx.parts import MC, cell, mark, row, run, t, table, text_box
from tests.pipeline.redline.word_xml import act, p, r, word_file


def ref(key: int | str, kind: str = "footnote", more: str = "") -> str:
    return run(f'<w:{kind}Reference {more} w:id="{key}"/>')


def note(key: int | str, *content: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{key}">{p(*content)}</w:{kind}>'


STRUCK = act("del", ref(1))
ADDED = act("ins", ref(1))
NOTE = {"footnotes": note(1, r("note"))}
GONE_ROW = row(cell(p(r("b"), ref(1))), properties=act("del"))
GONE_CELL = cell(p(r("b"), ref(1)), properties=act("cellDel"))

CASES = [
    pytest.param(p(r("a"), ref(1)), NOTE, "a\nnote", "a\nnote", id="standing"),
    pytest.param(p(r("a"), STRUCK), NOTE, "a", "a\nnote", id="struck"),
    pytest.param(p(r("a"), ADDED), NOTE, "a\nnote", "a", id="put in"),
    pytest.param(p(r("a"), act("ins", STRUCK)), NOTE, "a", "a", id="put in and struck"),
    pytest.param(p(r("a"), act("moveFrom", ref(1))), NOTE, "a", "a\nnote", id="moved off"),
    pytest.param(
        p(r("a"), act("moveFrom", ref(1)), act("moveTo", ref(1))),
        NOTE,
        "a\nnote",
        "a\nnote",
        id="moved along",
    ),
    pytest.param(p(r("a"), STRUCK, ref(1)), NOTE, "a\nnote", "a\nnote", id="one of two struck"),
    pytest.param(p(r("a")), NOTE, "a", "a", id="called by nothing"),
    pytest.param(
        table(row(cell(p(r("a")))), GONE_ROW) + p(), NOTE, "a\n", "a\nb\n\nnote", id="struck row"
    ),
    pytest.param(
        table(row(cell(p(r("a"))), GONE_CELL)) + p(), NOTE, "a\n", "a\nb\n\nnote", id="struck cell"
    ),
    pytest.param(
        p(text_box(p(r("a"), ref(1)))), NOTE, "\na\nnote", "\na\nnote", id="called in a text box"
    ),
    pytest.param(
        p(r("a"), mark("begin"), ref(1), mark("end")), NOTE, "a", "a", id="in an instruction"
    ),
    pytest.param(
        p(r("a"), STRUCK, ref(1, "endnote")),
        {**NOTE, "endnotes": note(1, r("end"), kind="endnote")},
        "a\nend",
        "a\nnote\nend",
        id="an endnote has ids of its own",
    ),
    pytest.param(
        p(r("a"), STRUCK),
        {
            "footnotes": note(1, r("note"), ref(2, "endnote")),
            "endnotes": note(2, r("end"), kind="endnote"),
        },
        "a",
        "a\nnote\nend",
        id="called by a struck note",
    ),
    pytest.param(
        p(ref(3), ref(1)),
        {"footnotes": note(1, r("one")) + note(2, r("two")) + note(3, r("three"))},
        "\none\nthree",
        "\none\nthree",
        id="in the order of the part",
    ),
]


@pytest.mark.parametrize(("body", "others", "final", "original"), CASES)
def test_a_note_follows_its_reference(
    body: str, others: dict[str, str], final: str, original: str
) -> None:
    data = word_file(body, others)
    found = text_map(data, Limits())
    assert (found.text, found.original) == (final, original)
    assert text_map(accept(data), Limits()).text == final
    assert text_map(reject(data), Limits()).text == original


def test_a_reference_only_in_the_copy_for_older_readers_calls_nothing() -> None:
    either = (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{t("a")}</mc:Choice>'
        f'<mc:Fallback><w:footnoteReference w:id="1"/></mc:Fallback></mc:AlternateContent>'
    )
    assert text_map(word_file(p(run(either)), NOTE), Limits()).text == "a"


@pytest.mark.parametrize(
    ("body", "notes", "warned"),
    [
        pytest.param(p(ref(1)), [1], [], id="nothing left out"),
        pytest.param(
            p(ref(7), STRUCK),
            [1, 7],
            [("struck_notes", "footnote 2: left out, as others struck the words it belongs to")],
            id="by its place in the text, not its id",
        ),
        pytest.param(
            p(ref(5, more='w:customMarkFollows="1"'), ref(7), STRUCK, act("del", ref(2))),
            [1, 2, 5, 7],
            [
                (
                    "struck_notes",
                    "footnote 2, footnote 3: left out, as others struck the words they belong to",
                )
            ],
            id="a mark set by hand takes no number",
        ),
        pytest.param(
            p(act("del", ref("x", more='w:customMarkFollows="1"'))),
            ["x"],
            [
                (
                    "struck_notes",
                    "footnote with id 'x': left out, as others struck the words it belongs to",
                )
            ],
            id="struck mark set by hand",
        ),
        pytest.param(
            p(r("a")),
            [4],
            [
                (
                    "unused_notes",
                    "footnote with id '4': left out, as nothing in the text refers to it",
                )
            ],
            id="referred to by nothing",
        ),
        pytest.param(
            p(r("a")),
            ["an id\nof two lines and far too long"],
            [
                (
                    "unused_notes",
                    "footnote with id 'an id of two': left out, as nothing in the text refers to it",
                )
            ],
            id="an id that is none",
        ),
    ],
)
def test_what_is_left_out_is_told(
    body: str, notes: list[int | str], warned: list[tuple[str, str]]
) -> None:
    data = word_file(body, {"footnotes": "".join(note(key, r("words")) for key in notes)})
    warnings = read_bytes(data, "a.docx").warnings
    assert [(w.code, w.message) for w in warnings if w.code.endswith("_notes")] == warned


def test_many_left_out_are_counted() -> None:
    data = word_file(p(), {"footnotes": "".join(note(key, r("x")) for key in range(30))})
    (warning,) = read_bytes(data, "a.docx").warnings
    assert warning.message.count("with id") == 20
    assert " and 10 more footnotes: left out" in warning.message
    assert "refers to them" in warning.message


def test_notes_that_call_each_other_backwards_are_read_once() -> None:
    chain = "".join(note(key, r(f"n{key}"), ref(key - 1)) for key in range(1, 400))
    found = text_map(word_file(p(ref(399)), {"footnotes": chain}), Limits())
    assert found.text.split("\n") == ["", *(f"n{key}" for key in range(1, 400))]
    assert found.uncalled == ()
