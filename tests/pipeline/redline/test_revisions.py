from __future__ import annotations

import pytest

from pipeline.errors import RedlineRefused
from pipeline.redline.canonical import canonical
from pipeline.redline.revisions import accept, reject, remove_comments
from tests.pipeline.redline.word_xml import act, gone, mark, p, r, word_file

BOLD = "<w:b/>"
CELL = "<w:tc><w:tcPr/>{}</w:tc>"
ROW = "<w:tr>{}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


CASES = [
    pytest.param(
        p(r("may "), act("ins", r("not ")), r("use")),
        p(r("may not use")),
        p(r("may use")),
        id="words put in",
    ),
    pytest.param(
        p(r("may "), gone("not "), r("use")),
        p(r("may use")),
        p(r("may not use")),
        id="words struck out",
    ),
    pytest.param(
        p(act("ins", r("a "), gone("b ", author="Bea"), r("c"))),
        p(r("a c")),
        p(),
        id="struck out inside another's insertion",
    ),
    pytest.param(
        p(r("one"), properties=mark("del")) + p(r(" two"), properties="<w:jc/>"),
        p(r("one two"), properties="<w:jc/>"),
        p(r("one")) + p(r(" two"), properties="<w:jc/>"),
        id="struck-out paragraph mark joins, the later mark survives",
    ),
    pytest.param(
        p(gone("one"), properties=mark("del")) + p(gone("two"), properties=mark("del")) + p(r("3")),
        p(r("3")),
        p(r("one")) + p(r("two")) + p(r("3")),
        id="two paragraphs struck out",
    ),
    pytest.param(
        p(r("one")) + p(act("ins", r("new")), properties=mark("ins")) + p(r("two")),
        p(r("one")) + p(r("new")) + p(r("two")),
        p(r("one")) + p(r("two")),
        id="paragraph put in",
    ),
    pytest.param(
        p(r("one"), properties=mark("ins")) + p(act("ins", r("two"))),
        p(r("one")) + p(r("two")),
        p(r("one")),
        id="paragraph put in at the very end",
    ),
    pytest.param(
        p(r("x"), act("moveFrom", r("moved"))) + p(act("moveTo", r("moved"))),
        p(r("x")) + p(r("moved")),
        p(r("x"), r("moved")) + p(),
        id="moved words",
    ),
    pytest.param(
        p(
            '<w:moveFromRangeStart w:id="7" w:author="Ann Other" w:name="m"/>',
            act("moveFrom", r("m")),
            '<w:moveFromRangeEnd w:id="7"/>',
            r("x"),
        ),
        p(r("x")),
        p(r("m"), r("x")),
        id="range marks of a move go",
    ),
    pytest.param(
        p(
            f"<w:r><w:rPr>{BOLD}{act('rPrChange', '<w:rPr><w:i/></w:rPr>')}</w:rPr><w:t>x</w:t></w:r>"
        ),
        p(r("x", BOLD)),
        p(r("x", "<w:i/>")),
        id="formatting of a run",
    ),
    pytest.param(
        p(r("x"), properties="<w:jc/><w:rPr><w:b/></w:rPr>" + act("pPrChange", "<w:pPr/>")),
        p(r("x"), properties="<w:jc/><w:rPr><w:b/></w:rPr>"),
        p(r("x"), properties="<w:rPr><w:b/></w:rPr>"),
        id="formatting of a paragraph; the mark's own stays",
    ),
    pytest.param(
        table(
            ROW.format(CELL.format(p(r("a")))),
            ROW.format(f"<w:trPr>{act('ins')}</w:trPr>" + CELL.format(p(act("ins", r("b"))))),
            ROW.format(f"<w:trPr>{act('del')}</w:trPr>" + CELL.format(p(gone("c")))),
        ),
        table(ROW.format(CELL.format(p(r("a")))), ROW.format(CELL.format(p(r("b"))))),
        table(ROW.format(CELL.format(p(r("a")))), ROW.format(CELL.format(p(r("c"))))),
        id="rows put in and struck out",
    ),
    pytest.param(
        table(ROW.format(f"<w:trPr>{act('del')}</w:trPr>" + CELL.format(p(gone("c"))))) + p(r("x")),
        p(r("x")),
        table(ROW.format(CELL.format(p(r("c"))))) + p(r("x")),
        id="a table goes with its last row",
    ),
    pytest.param(
        p(
            act(
                "del",
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                "<w:r><w:delInstrText>PAGE</w:delInstrText></w:r>",
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            )
        ),
        p(),
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        id="a field struck out",
    ),
    pytest.param(
        table(ROW.format(CELL.format(p(r("a"), properties=mark("del")))))
        + p(r("b"), properties=mark("del")),
        table(ROW.format(CELL.format(p(r("a"))))) + p(r("b")),
        table(ROW.format(CELL.format(p(r("a"))))) + p(r("b")),
        id="the last mark of a cell or of the body cannot go",
    ),
]


@pytest.mark.parametrize(("given", "accepted", "rejected"), CASES)
def test_changes_resolve_as_word_resolves_them(given: str, accepted: str, rejected: str) -> None:
    assert canonical(accept(word_file(given))) == canonical(word_file(accepted))
    assert canonical(reject(word_file(given))) == canonical(word_file(rejected))


def test_only_the_named_author_is_resolved() -> None:
    given = p(act("ins", r("a"), gone("b", author="Us", number=2)), act("ins", r("c"), author="Us"))
    theirs = p(act("ins", r("a"), r("b")))
    assert canonical(reject(word_file(given), "Us")) == canonical(word_file(theirs))
    final = p(act("ins", r("a")), r("c"))
    assert canonical(accept(word_file(given), "Us")) == canonical(word_file(final))


def test_notes_and_margins_are_resolved_too() -> None:
    def file(text: str) -> bytes:
        note = f'<w:footnote w:id="1">{p(text)}</w:footnote>'
        return word_file(p(r("x")), {"footnotes": note, "header1": p(text)})

    assert canonical(accept(file(gone("g") + r("k")))) == canonical(file(r("k")))


def test_comments_go_with_their_anchors_and_an_empty_part_with_its_declaration() -> None:
    anchor = (
        '<w:commentRangeStart w:id="5"/>'
        + r("x")
        + '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    )
    comment = f'<w:comment w:id="5" w:author="Us" w:initials="U">{p(r("why"))}</w:comment>'
    given = word_file(p(anchor), {"comments": comment})
    assert canonical(remove_comments(given, "Us")) == canonical(word_file(p(r("x"))))
    assert canonical(remove_comments(given, "Ann Other")) == canonical(given)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "not a sound Word file", id="nothing"),
        pytest.param(b"PK\x03\x04 broken", "not a sound Word file", id="no archive"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(RedlineRefused, match=says):
        accept(data)
