"""What is told of a paragraph beside its words: kind, level, page, hidden words, warnings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from pipeline.readers import read_bytes
from pipeline.types.document import BlockKind, Document
from tests.pipeline.readers.docx.parts import (
    abstract,
    cell,
    item,
    level,
    num,
    row,
    run,
    style,
    t,
    table,
    text_box,
)
from tests.pipeline.redline.word_xml import act, gone, p, r, word_file

TURN, BREAK = "<w:lastRenderedPageBreak/>", '<w:br w:type="page"/>'


def read(body: str, others: Mapping[str, str] | None = None) -> Document:
    return read_bytes(word_file(body, others), "a.docx")


def with_part(data: bytes, name: str, content: str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def outline(n: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{n}"/></w:pPr>'


@pytest.mark.parametrize(
    ("styles", "properties", "expected"),
    [
        pytest.param(style("H", name="heading 2"), "", 1, id="built-in name"),
        pytest.param(style("H", name="Überschrift 3"), "", 2, id="name in German"),
        pytest.param(style("H", name="Title"), "", 0, id="title"),
        pytest.param(style("H", outline(4)), "", 4, id="outline level of a style"),
        pytest.param(style("H", outline(9), name="heading 1"), "", None, id="body text level"),
        pytest.param(style("B", name="heading 1") + style("H", based="B"), "", 0, id="based on"),
        pytest.param(
            style("B", outline(0)) + style("H", outline(3), "B"), "", 3, id="nearest one rules"
        ),
        pytest.param(style("H", outline(2)), '<w:outlineLvl w:val="1"/>', 1, id="paragraph rules"),
        pytest.param(style("H", outline(2)), '<w:outlineLvl w:val="9"/>', None, id="turned off"),
        pytest.param(style("H", name="Heading notes"), "", None, id="only sounds like one"),
    ],
)
def test_heading_levels(styles: str, properties: str, expected: int | None) -> None:
    held = f'<w:pStyle w:val="H"/>{properties}'
    (block,) = read(p(r("Fees"), properties=held), {"styles": styles}).blocks
    assert block.level == expected
    assert block.kind is (BlockKind.PARAGRAPH if expected is None else BlockKind.HEADING)


def test_kinds_styles_and_places() -> None:
    others = {
        "styles": style("H", name="heading 1"),
        "numbering": abstract(0, level(0, "%1.")) + num(1, 0),
        "footnotes": f'<w:footnote w:id="1">{p(r("note"))}</w:footnote>',
        "header1": p(r("top")),
        "footer1": p(r("foot")),
    }
    body = (
        p(r("head"), properties='<w:pStyle w:val="H"/>')
        + item("listed")
        + p(r("plain"), text_box(p(r("boxed"))), run('<w:footnoteReference w:id="1"/>'))
        + table(row(cell(p(r("celled")))))
    )
    blocks = read(body, others).blocks
    assert [(b.kind.value, b.style) for b in blocks] == [
        ("heading", "heading 1"),
        ("list_item", None),
        ("paragraph", None),
        ("text_box", None),
        ("table_cell", None),
        ("footnote", None),
        ("header", None),
        ("footer", None),
    ]
    assert blocks[5].locator == {"part": "word/footnotes.xml", "paragraph": 5}


WHITE, TINY = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
HIDES = "<w:rPr><w:vanish/></w:rPr>"
FIRST_ROW = '<w:tblLook w:firstRow="1"/>'


def fill(color: str) -> str:
    return f'<w:shd w:val="clear" w:fill="{color}"/>'


@pytest.mark.parametrize(
    ("properties", "hidden"),
    [
        pytest.param("<w:vanish/>", True, id="hidden"),
        pytest.param('<w:vanish w:val="0"/>', False, id="hiding turned off"),
        pytest.param("<w:webHidden/>", False, id="hidden on the web only"),
        pytest.param('<w:rStyle w:val="C"/>', True, id="hidden by a character style"),
        pytest.param('<w:rStyle w:val="C"/><w:vanish w:val="false"/>', False, id="style undone"),
        pytest.param('<w:rStyle w:val="D"/>', False, id="style based on one, undone there"),
        pytest.param('<w:rStyle w:val="W"/>', True, id="white by a style"),
        pytest.param(WHITE, True, id="white"),
        pytest.param('<w:color w:val="F5FAF0"/>', True, id="nearly white"),
        pytest.param('<w:color w:val="C0C0C0"/>', False, id="grey can be read"),
        pytest.param('<w:color w:val="auto"/>', False, id="colour of itself"),
        pytest.param('<w:color w:val="white!"/>', False, id="no colour"),
        pytest.param(WHITE + fill("1F3864"), False, id="white on dark blue"),
        pytest.param(WHITE + fill("FEFEFE"), True, id="white on nearly white"),
        pytest.param(WHITE + fill("auto"), True, id="white on no fill"),
        pytest.param('<w:color w:val="C00000"/>' + fill("C00000"), True, id="red on the same red"),
        pytest.param(WHITE + '<w:highlight w:val="red"/>', False, id="white, highlighted"),
        pytest.param(WHITE + '<w:highlight w:val="white"/>', True, id="white, highlighted white"),
        pytest.param(TINY, True, id="one point"),
        pytest.param('<w:sz w:val="5"/>', False, id="two points and a half"),
    ],
)
def test_hidden_runs(properties: str, hidden: bool) -> None:
    styles = (
        style("C", HIDES, kind="character")
        + style("D", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "C", "character")
        + style("W", f"<w:rPr>{WHITE}</w:rPr>", kind="character")
    )
    found = read(p(r("seen "), r("secret", properties), r(" seen")), {"styles": styles})
    spans = [span.slice(found.text) for block in found.blocks for span in block.hidden]
    assert spans == (["secret"] if hidden else [])
    assert ("hidden_text" in {w.code for w in found.warnings}) is hidden


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        pytest.param(p(r("x", WHITE), properties=fill("000000")), False, id="on a dark paragraph"),
        pytest.param(
            table(row(cell(p(r("x", WHITE)), properties=fill("000000")))), False, id="dark cell"
        ),
        pytest.param(
            table(row(cell(p(r("x", WHITE)))), properties=fill("000000")), False, id="dark table"
        ),
        pytest.param(table(row(cell(p(r("x", WHITE))))), True, id="in a table without a fill"),
        pytest.param(
            table(row(cell(p(r("x", WHITE)))), properties=f'<w:tblStyle w:val="T"/>{FIRST_ROW}'),
            False,
            id="in a table whose style fills rows",
        ),
        pytest.param(
            table(row(cell(p(r("x", WHITE)))), properties='<w:tblStyle w:val="T"/>'),
            True,
            id="in a table that leaves out those rows of its style",
        ),
        pytest.param(
            table(row(cell(p(r("x", WHITE)))), properties='<w:tblStyle w:val="G"/>'),
            True,
            id="in a table whose style only draws lines",
        ),
        pytest.param(p(text_box(p(r("x", WHITE)))), False, id="box whose fill is not known"),
        pytest.param(p(text_box(p(r("x", "<w:vanish/>")))), True, id="hidden in a box"),
        pytest.param(
            p(r("x"), properties='<w:pStyle w:val="P"/>'), True, id="by a paragraph style"
        ),
        pytest.param(
            p(r("x"), properties='<w:pStyle w:val="Q"/>'), True, id="by what that is based on"
        ),
        pytest.param(
            p(r("x", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="P"/>'),
            False,
            id="shown against the paragraph style",
        ),
    ],
)
def test_hidden_where_it_stands(body: str, hidden: bool) -> None:
    dark = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{fill("000000")}</w:tcPr></w:tblStylePr>'
    styles = (
        style("T", dark, kind="table")
        + style("G", kind="table")
        + style("P", HIDES)
        + style("Q", based="P")
    )
    found = read(body, {"styles": styles})
    assert any(block.hidden for block in found.blocks) is hidden


def test_characters_without_width_are_hidden() -> None:
    found = read(p(r("sh\u200ball"), r(" "), r("pay", "<w:vanish/>"), r(" now", "<w:vanish/>")))
    (block,) = found.blocks
    assert [span.slice(found.text) for span in block.hidden] == ["\u200b", "pay now"]
    assert {"zero_width", "hidden_text"} <= {w.code for w in found.warnings}


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        pytest.param(p(r("a")) + p(r("b")), [None, None], id="no page known"),
        pytest.param(
            p(r("a")) + p(run(TURN, t("b"))) + p(r("c")), [1, 2, 2], id="turned before the words"
        ),
        pytest.param(
            p(run(t("a"), TURN, t("b"))) + p(r("c")), [1, 2], id="turned within the words"
        ),
        pytest.param(
            p(run(BREAK)) + p(run(TURN, t("b"))), [1, 2], id="by hand and shown count once"
        ),
        pytest.param(p(r("a"), run(BREAK)) + p(r("b")), [1, 2], id="by hand only"),
        pytest.param(
            table(
                row(
                    cell(p(run(t("a"), TURN, t("b"))), p(r("c"))),
                    cell(p(r("d")), p(run(TURN, t("e")))),
                ),
                row(cell(p(r("f")))),
            )
            + p(r("g")),
            [1, 2, 1, 2, 2, 2],
            id="a row over two pages turns once",
        ),
    ],
)
def test_pages(body: str, pages: list[int | None]) -> None:
    document = read(body)
    assert [block.page for block in document.blocks] == pages
    assert document.pages == pages[-1]


@pytest.mark.parametrize(
    ("stated", "pages"),
    [
        pytest.param("12", 12, id="a number"),
        pytest.param("0", None, id="none"),
        pytest.param("many", None, id="a word"),
        pytest.param("9999999999", None, id="beyond belief"),
    ],
)
def test_pages_the_properties_state(stated: str, pages: int | None) -> None:
    properties = f'<Properties xmlns="urn:x"><Pages>{stated}</Pages></Properties>'
    data = with_part(word_file(p(r("a"))), "docProps/app.xml", properties)
    assert read_bytes(data, "a.docx").pages == pages


COMMENT = '<w:comment w:id="1" w:author="A">' + p(r("why?")) + "</w:comment>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(word_file(p(r("a"))), None, id="nothing to tell"),
        pytest.param(word_file(p(act("ins", r("a")))), "tracked_changes", id="tracked changes"),
        pytest.param(
            word_file(p(r("a")), {"header1": p(gone("x"))}), "tracked_changes", id="in a header"
        ),
        pytest.param(word_file(p(r("a")), {"comments": COMMENT}), "comments", id="comments"),
        pytest.param(word_file(p(r("a")), {"comments": ""}), None, id="comments, none left"),
        pytest.param(
            word_file(p(r("a")), {"settings": "<w:documentProtection/>"}), "protected", id="locked"
        ),
        pytest.param(word_file('<w:altChunk r:id="rId1"/>'), "alt_chunk", id="another format"),
        pytest.param(
            with_part(word_file(p(r("a"))), "word/vbaProject.bin", "x"), "scripts", id="macros"
        ),
        pytest.param(
            with_part(word_file(p(r("a"))), "word/embeddings/b.xlsx", "x"), "embedded", id="file"
        ),
        pytest.param(
            with_part(word_file(p(r("a"))), "_xmlsignatures/sig1.xml", "x"), "signed", id="signed"
        ),
    ],
)
def test_warnings(data: bytes, code: str | None) -> None:
    document = read_bytes(data, "a.docx")
    assert [w.code for w in document.warnings] == ([] if code is None else [code])


def test_the_original_is_kept_only_where_it_differs() -> None:
    assert read(p(r("a"))).original is None
    assert read(p(r("a"), act("ins", r("b")))).original == "a"
