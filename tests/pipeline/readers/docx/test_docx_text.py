"""What the words of a Word file are, and which of them may not be edited."""

from __future__ import annotations

import pytest

from pipeline.types.document import Story
from tests.pipeline.readers.docx.parts import (
    MC,
    cell,
    control,
    field,
    mapped,
    mark,
    row,
    run,
    t,
    table,
    text_box,
)
from tests.pipeline.redline.word_xml import p, r

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
LINK = '<w:hyperlink r:id="rId1">'


def symbol(char: str, font: str = "Symbol") -> str:
    return f'<w:sym w:font="{font}" w:char="{char}"/>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(p(r("The "), r("fee")), "The fee", id="runs join without a space"),
        pytest.param(p(run(t("a"), "<w:tab/>", t("b"))), "a\tb", id="tab in a run"),
        pytest.param(
            p(r("a"), properties='<w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>'),
            "a",
            id="tab stop is no tab",
        ),
        pytest.param(p(run("<w:ptab/>", t("b"))), "\tb", id="aligned tab"),
        pytest.param(p(run(t("a"), "<w:br/>", t("b"))), "a\nb", id="line break"),
        pytest.param(p(run(t("a"), "<w:cr/>", t("b"))), "a\nb", id="carriage return"),
        pytest.param(p(r("a\nb\rc")), "a b c", id="line ends of the XML are spaces"),
        pytest.param(
            p(run(t("non"), "<w:noBreakHyphen/>", t("refundable"))),
            "non\u2011refundable",
            id="hyphen that does not break",
        ),
        pytest.param(p(run(t("co"), "<w:softHyphen/>", t("op"))), "coop", id="soft hyphen"),
        pytest.param(p(run(symbol("F0B7"))), "•", id="private symbol is a bullet"),
        pytest.param(p(run(symbol("F0B3"))), "≥", id="symbol font's at least"),
        pytest.param(
            p(run(symbol("F0FE", "Wingdings"), symbol("F0A8", "Wingdings"))),
            "☑☐",
            id="ticked and empty boxes",
        ),
        pytest.param(p(run(symbol("00A7"))), "§", id="symbol of Unicode"),
        pytest.param(p(run(symbol("D800"), symbol("zz"), symbol("110000"))), "", id="no symbol"),
        pytest.param(
            p(field(" REF _Ref1 ", r("1.1(a)")), r(" applies")),
            "1.1(a) applies",
            id="field without its instruction",
        ),
        pytest.param(
            p('<w:fldSimple w:instr=" PAGE ">' + r("7") + "</w:fldSimple>"), "7", id="simple field"
        ),
        pytest.param(
            p(field(" TOC ", r("1 "), field(" PAGEREF ", r("9")), r("."))), "1 9.", id="nested"
        ),
        pytest.param(
            p(
                mark("begin"),
                run("<w:instrText>IF </w:instrText>"),
                field(" X ", r("no")),
                mark("separate"),
                r("yes"),
                mark("end"),
            ),
            "yes",
            id="field inside an instruction",
        ),
        pytest.param(
            p(mark("begin"), run("<w:instrText>TOC</w:instrText>"), mark("separate"), r("a"))
            + p(r("b"), mark("end"), r("c")),
            "a\nbc",
            id="field across paragraphs",
        ),
        pytest.param(p(mark("begin"), r("We pay.")), "We pay.", id="field without an end"),
        pytest.param(p(mark("end"), r("We pay.")), "We pay.", id="field without a begin"),
        pytest.param(p(LINK + r("the terms") + "</w:hyperlink>"), "the terms", id="hyperlink"),
        pytest.param(p(control(r("30")), r(" days")), "30 days", id="control in a line"),
        pytest.param(control(p(r("a")), p(r("b"))), "a\nb", id="control around paragraphs"),
        pytest.param(
            p(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x=1</m:t></m:r></m:oMath>'), "x=1", id="formula"
        ),
        pytest.param(
            p(
                run(
                    "<w:ruby><w:rt>"
                    + r("ni")
                    + "</w:rt><w:rubyBase>"
                    + r("日")
                    + "</w:rubyBase></w:ruby>"
                )
            ),
            "日",
            id="reading aid over a word",
        ),
        pytest.param(p(r("a")) + p() + p(r("b")), "a\n\nb", id="empty paragraph"),
        pytest.param(p(r("שלום \U0001d518 e\u0301")), "שלום \U0001d518 e\u0301", id="any script"),
        pytest.param(
            "<w:customXml>" + p("<w:smartTag>" + r("Oslo") + "</w:smartTag>") + "</w:customXml>",
            "Oslo",
            id="tags around words",
        ),
        pytest.param(
            p(r("a"), text_box(p(r("in the box"))), r("b")) + p(r("c")),
            "ab\nin the box\nc",
            id="text box once, after its paragraph",
        ),
        pytest.param(
            p(text_box(p(text_box(p(r("inner"))), r("outer")))), "\nouter\ninner", id="box in box"
        ),
        pytest.param(p(text_box(table(row(cell(p(r("x"))))))), "\nx", id="table in a text box"),
        pytest.param("", "", id="no paragraph at all"),
    ],
)
def test_text(body: str, text: str) -> None:
    found = mapped(body)
    assert found.text == text
    assert found.original == text


LOCKED_CONTROL = "the content control around these words is locked"
TWO_FORMS = "these words stand in a drawing that the file holds in two forms"


@pytest.mark.parametrize(
    ("body", "locks"),
    [
        pytest.param(p(r("free")), {"free": None}, id="ordinary words"),
        pytest.param(
            p(field(" REF ", r("result")), r("free")),
            {"result": "field result", "free": None},
            id="field",
        ),
        pytest.param(
            p('<w:fldSimple w:instr="X">' + r("x") + "</w:fldSimple>"),
            {"x": "field result"},
            id="simple field",
        ),
        pytest.param(
            p(mark("begin"), mark("separate"), r("a")) + p(r("b"), mark("end"), r("c")),
            {"a": "field result", "b": "field result", "c": None},
            id="field across paragraphs",
        ),
        pytest.param(p(control(r("x"))), {"x": None}, id="control that may be filled in"),
        pytest.param(
            p(control(r("x"), lock="sdtLocked")), {"x": None}, id="control that may not be removed"
        ),
        pytest.param(
            p(control(r("x"), lock="contentLocked")),
            {"x": LOCKED_CONTROL},
            id="control whose words are locked",
        ),
        pytest.param(
            control(p(r("x")), table(row(cell(p(r("y"))))), lock="sdtContentLocked"),
            {"x": LOCKED_CONTROL, "y": LOCKED_CONTROL},
            id="locked control around paragraphs and a table",
        ),
        pytest.param(
            p(control(control(r("x")), lock="contentLocked")),
            {"x": LOCKED_CONTROL},
            id="free control inside a locked one",
        ),
        pytest.param(
            p(run("<w:object>", text_box(p(r("x"))), t("y"), "</w:object>")),
            {"x": "inside an embedded object", "y": "inside an embedded object"},
            id="embedded object",
        ),
        pytest.param(
            p(text_box(p(r("x"))), r("y")), {"x": TWO_FORMS, "y": None}, id="box kept in two forms"
        ),
        pytest.param(
            p(run(f"<w:pict><w:txbxContent>{p(r('x'))}</w:txbxContent></w:pict>")),
            {"x": None},
            id="box kept in one form",
        ),
        pytest.param(
            p(field(" X ", run(f"<w:pict><w:txbxContent>{p(r('x'))}</w:txbxContent></w:pict>"))),
            {"x": "field result"},
            id="box in the result of a field",
        ),
        pytest.param(
            f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{p(r("x"))}</mc:Choice>'
            "</mc:AlternateContent>",
            {"x": TWO_FORMS},
            id="paragraph kept in two forms",
        ),
        pytest.param(p(run(symbol("00A7"))), {"§": "a symbol"}, id="symbol"),
        pytest.param(
            p(f'<m:r xmlns:m="{MATH}"><m:t>n</m:t></m:r>'), {"n": "a formula"}, id="formula"
        ),
    ],
)
def test_locks(body: str, locks: dict[str, str | None]) -> None:
    found = mapped(body)
    seen = {found.text[piece.start : piece.end]: piece.locked for piece in found.pieces}
    assert {words: seen[words] for words in locks} == locks


NOTES = (
    '<w:footnote w:type="separator" w:id="-1">' + p(r("----")) + "</w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0">' + p(r("====")) + "</w:footnote>"
    '<w:footnote w:id="1">' + p(r("first note")) + "</w:footnote>"
)


def test_stories_follow_the_body() -> None:
    others = {
        "footnotes": NOTES,
        "endnotes": NOTES.replace("footnote", "endnote").replace("first", "last"),
        "header1": p(r("Draft")),
        "footer1": table(row(cell(p(r("Page "), field(" PAGE ", r("1")))))),
    }
    called = run(t("body"), '<w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/>')
    found = mapped(p(called), others)
    assert found.text == "body\nfirst note\nlast note\nDraft\nPage 1"
    assert [(x.story, x.part) for x in found.paragraphs] == [
        (Story.BODY, "word/document.xml"),
        (Story.NOTES, "word/footnotes.xml"),
        (Story.NOTES, "word/endnotes.xml"),
        (Story.MARGIN, "word/header1.xml"),
        (Story.MARGIN, "word/footer1.xml"),
    ]


def test_tables() -> None:
    inner = table(row(cell(p(r("n1"))), cell(p(r("n2")))))
    merged = cell(p(r("wide")), properties='<w:gridSpan w:val="2"/>')
    down = cell(p(), properties="<w:vMerge/>")
    body = (
        table(row(merged, cell(p(r("a")), inner, p(r("b")))), row(down, cell(p(r("c")))))
        + p(r("after"))
        + table(control(row(control(cell(p(r("held")))))))
    )
    found = mapped(body)
    assert [(x.span.slice(found.text), x.row) for x in found.paragraphs] == [
        ("wide", (0, 0, 0)),
        ("a", (0, 0, 1)),
        ("n1", (0, 0, 1)),  # a table inside a cell counts as that cell
        ("n2", (0, 0, 1)),
        ("b", (0, 0, 1)),
        ("", (0, 1, 0)),  # the lower half of a merged cell
        ("c", (0, 1, 1)),
        ("after", None),
        ("held", (2, 0, 0)),  # the inner table took number 1
    ]
