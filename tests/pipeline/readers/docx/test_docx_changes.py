"""Others' tracked changes in the final and in the original view, and the redliner's own answer."""

from __future__ import annotations

import pytest

from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.revisions import accept, reject
from tests.pipeline.readers.docx.parts import (
    cell,
    control,
    field,
    in_list,
    mapped,
    row,
    run,
    table,
    text_box,
)
from tests.pipeline.redline.word_xml import act, gone, mark, p, r, word_file

STRUCK, ADDED = mark("del"), mark("ins")
MOVED_OFF, MOVED_IN = mark("moveFrom"), mark("moveTo")

CASES = [
    pytest.param(p(r("a"), act("ins", r("b")), r("c")), "abc", "ac", id="insertion"),
    pytest.param(p(r("a"), gone("b"), r("c")), "ac", "abc", id="deletion"),
    pytest.param(p(gone("30"), act("ins", r("60"))), "60", "30", id="replacement"),
    pytest.param(p(act("ins", r("a"), gone("b"))), "a", "", id="deletion inside an insertion"),
    pytest.param(
        p(act("moveFrom", r("m")), r("a"), act("moveTo", r("m"))), "am", "ma", id="moved words"
    ),
    pytest.param(
        p(r("m"), properties=MOVED_OFF)
        + p(r("a"))
        + p(act("moveTo", r("m")), properties=MOVED_IN)
        + p(r("z")),
        "ma\nm\nz",
        "m\na\nz",
        id="moved mark, words left",
    ),
    pytest.param(
        p(act("moveFrom", r("m")), properties=MOVED_OFF)
        + p(r("a"))
        + p(act("moveTo", r("m")), properties=MOVED_IN)
        + p(r("z")),
        "a\nm\nz",
        "m\na\nz",
        id="moved paragraph",
    ),
    pytest.param(
        p(r("a "), properties=STRUCK) + p(r("b")) + p(r("c")),
        "a b\nc",
        "a \nb\nc",
        id="struck mark",
    ),
    pytest.param(
        p(r("a"), properties=STRUCK) + p(r("b"), properties=STRUCK) + p(r("c")),
        "abc",
        "a\nb\nc",
        id="two struck marks",
    ),
    pytest.param(p(gone("a"), properties=STRUCK) + p(r("b")), "b", "a\nb", id="struck paragraph"),
    pytest.param(
        p(r("a")) + p(gone("b"), properties=STRUCK), "a", "a\nb", id="struck last paragraph"
    ),
    pytest.param(
        p(r("a")) + p(r("b"), properties=STRUCK), "a\nb", "a\nb", id="struck last mark, words left"
    ),
    pytest.param(
        p(act("ins", r("new")), properties=ADDED) + p(r("b")), "new\nb", "b", id="new paragraph"
    ),
    pytest.param(
        p(r("a"), properties=ADDED) + p(r("b")), "a\nb", "ab", id="paragraph split in two"
    ),
    pytest.param(
        p(r("a"), properties=STRUCK) + table(row(cell(p(r("x"))))) + p(r("b")),
        "a\nx\nb",
        "a\nx\nb",
        id="struck mark before a table",
    ),
    pytest.param(
        p(gone("a"), properties=STRUCK) + table(row(cell(p(r("x"))))) + p(r("b")),
        "x\nb",
        "a\nx\nb",
        id="struck paragraph before a table",
    ),
    pytest.param(
        table(row(cell(p(r("x"))))) + p(properties=STRUCK) * 2,
        "x\n",
        "x\n\n",
        id="all paragraphs after a table struck",
    ),
    pytest.param(
        (p(gone("a"), properties=STRUCK) + table(row(cell(p(r("x")))))) * 2,
        "x\n\nx",
        "a\nx\na\nx",
        id="all paragraphs before tables struck",
    ),
    pytest.param(
        p() + p(control(), properties=STRUCK) + p(properties=STRUCK),
        "\n",
        "\n\n",
        id="struck marks around an empty control",
    ),
    pytest.param(
        table(row(cell(p(gone("x"), properties=STRUCK)))) + p(r("b")),
        "\nb",
        "x\nb",
        id="only paragraph of a cell struck",
    ),
    pytest.param(
        table(
            row(cell(p(r("a")))),
            row(cell(p(gone("b"))), properties=act("del")),
            row(cell(p(act("ins", r("c")))), properties=act("ins")),
        )
        + p(),
        "a\nc\n",
        "a\nb\n",
        id="rows struck and put in",
    ),
    pytest.param(
        table(
            row(
                cell(p(r("a"))),
                cell(p(gone("b")), properties=act("cellDel")),
                cell(p(act("ins", r("c"))), properties=act("cellIns")),
            )
        )
        + p(),
        "a\nc\n",
        "a\nb\n",
        id="cells struck and put in",
    ),
    pytest.param(
        p(gone("x"), field(" REF ", gone("1"), act("ins", r("2")))), "2", "x1", id="field result"
    ),
    pytest.param(
        p(
            act("del", run('<w:fldChar w:fldCharType="begin"/>')),
            r("a"),
            act("del", run('<w:fldChar w:fldCharType="end"/>')),
        ),
        "a",
        "",
        id="struck field around words",
    ),
    pytest.param(
        p(f'<w:hyperlink r:id="rId1">{gone("old")}{act("ins", r("new"))}</w:hyperlink>'),
        "new",
        "old",
        id="inside a link",
    ),
    pytest.param(p(control(gone("old"), act("ins", r("new")))), "new", "old", id="in a control"),
    pytest.param(
        p(text_box(p(gone("old"), act("ins", r("new"))))), "\nnew", "\nold", id="in a text box"
    ),
    pytest.param(p(act("ins", text_box(p(r("box"))))), "\nbox", "", id="text box put in"),
    pytest.param(
        p(r("x"), properties='<w:jc w:val="left"/>' + act("pPrChange", "<w:pPr/>")),
        "x",
        "x",
        id="change of format only",
    ),
]


@pytest.mark.parametrize(("body", "final", "original"), CASES)
def test_views(body: str, final: str, original: str) -> None:
    data = word_file(body)
    found = text_map(data, Limits())
    assert found.text == final
    assert found.original == original
    assert text_map(accept(data), Limits()).text == final
    assert text_map(reject(data), Limits()).text == original


def test_changes_in_notes_and_margins() -> None:
    others = {
        "footnotes": f'<w:footnote w:id="1">{p(gone("x"), act("ins", r("y")))}</w:footnote>',
        "header1": p(gone("Draft"), act("ins", r("Final"))),
    }
    found = mapped(p(r("a"), '<w:r><w:footnoteReference w:id="1"/></w:r>'), others)
    assert (found.text, found.original) == ("a\ny\nFinal", "a\nx\nDraft")


def test_what_others_put_in_is_told_apart() -> None:
    body = p(r("a"), act("ins", r("b")), act("moveTo", r("c")))
    body += f"<w:sdt><w:sdtContent>{p(act('ins', control(r('d'))))}</w:sdtContent></w:sdt>"
    assert [(x.revision, x.locked) for x in mapped(body).pieces] == [
        (None, None),
        ("inserted", None),
        ("inserted", "moved by another author"),
        ("inserted", None),
    ]


def test_the_last_mark_rules_a_joined_paragraph() -> None:
    first = p(gone("Old clause."), properties=in_list(0, more=STRUCK))
    found = mapped(first + p(r("New clause."), properties=in_list(1)))
    (paragraph,) = found.paragraphs
    level = paragraph.last.find(".//{*}ilvl")
    assert level is not None
    assert level.get(str(level.keys()[0])) == "1"
    assert paragraph.element is not paragraph.last
