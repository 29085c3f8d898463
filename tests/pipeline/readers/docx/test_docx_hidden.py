"""Words no reader of the page sees: colours by theme, styles, tables and defaults, and vanishing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from pipeline.readers import read_bytes
from pipeline.readers.docx.names import DRAWING, W14
from tests.pipeline.readers.docx.parts import cell, row, style, table, text_box
from tests.pipeline.redline.word_xml import R, p, r, word_file

SCHEME = {
    "dk1": '<a:sysClr val="windowText" lastClr="000000"/>',
    "lt1": '<a:sysClr val="window" lastClr="FFFFFF"/>',
    "dk2": '<a:srgbClr val="1F497D"/>',
    "lt2": '<a:srgbClr val="FEFEFE"/>',
    "accent1": '<a:srgbClr val="4472C4"/>',
}
SWAPPED = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>'
VANISH = "<w:rPr><w:vanish/></w:rPr>"
SHOWN = '<w:rPr><w:vanish w:val="0"/></w:rPr>'
DARK, LIGHT = '<w:shd w:val="clear" w:fill="203040"/>', '<w:shd w:val="clear" w:fill="FAFAFA"/>'
AUTO = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
WHITE = '<w:color w:val="FFFFFF"/>'


def themed(data: bytes, scheme: Mapping[str, str] = SCHEME) -> bytes:
    """The file with a theme of these colours."""
    colors = "".join(f"<a:{name}>{content}</a:{name}>" for name, content in scheme.items())
    theme = f'<a:theme xmlns:a="{DRAWING}"><a:clrScheme>{colors}</a:clrScheme></a:theme>'
    link = f'<Relationship Id="rIdT" Type="{R}/theme" Target="theme/theme1.xml"/></Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", link)
            archive.writestr(name, content)
        archive.writestr("word/theme/theme1.xml", theme)
    return out.getvalue()


def hidden(data: bytes) -> bool:
    """Whether the one word of the file is hidden, and told to be."""
    found = read_bytes(data, "a.docx")
    marked = {span.slice(found.text) for block in found.blocks for span in block.hidden}
    assert marked in (set(), {"x"})
    assert ("hidden_text" in {w.code for w in found.warnings}) is bool(marked)
    return bool(marked)


def tone(name: str, val: str = "000000", more: str = "") -> str:
    return f'<w:color w:val="{val}" w:themeColor="{name}" {more}/>'


def run_style(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        pytest.param(tone("background1"), True, id="paper, whatever the hex says"),
        pytest.param(tone("light1"), True, id="paper by its other name"),
        pytest.param(tone("text1", "FFFFFF"), False, id="ink, whatever the hex says"),
        pytest.param(tone("text1", "auto"), False, id="ink, hex left to Word"),
        pytest.param(tone("background2"), True, id="second paper, nearly white here"),
        pytest.param(tone("accent1"), False, id="blue"),
        pytest.param(tone("accent6", "FFFFFF"), True, id="not in the theme: the hex rules"),
        pytest.param(tone("none", "FFFFFF"), True, id="no theme colour: the hex rules"),
        pytest.param(tone("background1", more='w:themeShade="F2"'), True, id="paper, 5% darker"),
        pytest.param(tone("background1", more='w:themeShade="D9"'), False, id="15% darker"),
        pytest.param(tone("background1", more='w:themeShade="80"'), False, id="half as light"),
        pytest.param(tone("background1", more='w:themeShade="zz"'), True, id="shade of no number"),
        pytest.param(tone("text1", more='w:themeTint="08"'), True, id="ink, nearly all washed out"),
        pytest.param(tone("text1", more='w:themeTint="80"'), False, id="ink, half washed out"),
        pytest.param(tone("accent1", more='w:themeTint="0A"'), True, id="blue, washed out"),
        pytest.param(tone("accent1", more='w:themeTint="99"'), False, id="light blue"),
        pytest.param(
            tone("background1") + '<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text2"/>',
            False,
            id="paper on a fill of dark blue by theme",
        ),
        pytest.param(
            WHITE
            + '<w:shd w:val="clear" w:fill="000000" w:themeFill="text1" w:themeFillTint="08"/>',
            True,
            id="white on black by theme, washed out to white",
        ),
        pytest.param(
            tone("accent1") + '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>',
            True,
            id="blue on the same blue",
        ),
        pytest.param(
            WHITE + '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>',
            False,
            id="white on a solid pattern of black",
        ),
        pytest.param(
            WHITE + '<w:shd w:val="solid" w:color="auto" w:fill="FFFFFF"/>',
            False,
            id="white on a solid pattern, black of itself",
        ),
        pytest.param(
            WHITE + '<w:shd w:val="pct5" w:color="auto" w:fill="FFFFFF"/>', True, id="5% grey"
        ),
        pytest.param(
            WHITE + '<w:shd w:val="pct60" w:color="auto" w:fill="auto"/>', False, id="60% grey"
        ),
        pytest.param(
            WHITE + '<w:shd w:val="horzStripe" w:color="auto" w:fill="auto"/>', False, id="stripes"
        ),
        pytest.param(WHITE + '<w:shd w:val="nil" w:fill="000000"/>', True, id="no pattern at all"),
        pytest.param(
            '<w:color w:val="000000"/><w:highlight w:val="black"/>', True, id="struck out in black"
        ),
        pytest.param(
            '<w:color w:val="auto"/><w:highlight w:val="black"/>', False, id="Word turns it white"
        ),
        pytest.param(
            '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', True, id="yellow on yellow"
        ),
        pytest.param(
            '<w:color w:val="FFFF00"/><w:highlight w:val="none"/>' + DARK,
            False,
            id="yellow on dark",
        ),
        pytest.param(
            f'<x:textFill xmlns:x="{W14}"><x:noFill/></x:textFill>', True, id="letters not filled"
        ),
        pytest.param(
            f'<x:textOutline xmlns:x="{W14}"><x:solidFill/></x:textOutline>'
            f'<x:textFill xmlns:x="{W14}"><x:noFill/></x:textFill>',
            False,
            id="letters not filled but drawn",
        ),
    ],
)
def test_colours_of_runs(properties: str, expected: bool) -> None:
    assert hidden(themed(word_file(p(r("seen ")) + p(r("x", properties))))) is expected


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        pytest.param("background1", "", True, id="no theme: paper is white"),
        pytest.param("text1", "", False, id="no theme: ink is black"),
        pytest.param("background1", SWAPPED, False, id="colours of a dark page"),
        pytest.param("text1", SWAPPED, True, id="ink of a dark page"),
    ],
)
def test_theme_colours_by_the_settings(name: str, settings: str, expected: bool) -> None:
    assert hidden(word_file(p(r("x", tone(name))), {"settings": settings})) is expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("<w:displayBackgroundShape/>", False, id="shown"),
        pytest.param('<w:displayBackgroundShape w:val="0"/>', True, id="not shown"),
        pytest.param("", True, id="nothing said"),
    ],
)
def test_a_dark_page_counts_only_where_it_shows(settings: str, expected: bool) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file(p(r("x", WHITE)), {"settings": settings}))) as old,
        zipfile.ZipFile(out, "w") as archive,
    ):
        for name in old.namelist():
            content = old.read(name).decode()
            dark = '<w:background w:color="101010"/><w:body>'
            archive.writestr(name, content.replace("<w:body>", dark))
    assert hidden(out.getvalue()) is expected


def defaults(run: str = "", paragraph: str = "") -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="N">{}</w:style>'
IN_STYLE = '<w:pStyle w:val="S"/>'


@pytest.mark.parametrize(
    ("styles", "run", "paragraph", "expected"),
    [
        pytest.param(defaults("<w:vanish/>"), "", "", True, id="all text vanishes"),
        pytest.param(defaults("<w:vanish/>"), '<w:vanish w:val="0"/>', "", False, id="but this"),
        pytest.param(defaults(WHITE), "", "", True, id="all text white"),
        pytest.param(defaults(tone("background1")), "", "", True, id="all text white by theme"),
        pytest.param(defaults(WHITE, DARK), "", "", False, id="all text white on dark"),
        pytest.param(
            defaults(WHITE) + NORMAL.format(run_style('<w:color w:val="000000"/>')),
            "",
            "",
            False,
            id="all text white, black by the default style",
        ),
        pytest.param(defaults('<w:sz w:val="2"/>'), "", "", True, id="all text tiny"),
        pytest.param(
            defaults('<w:sz w:val="2"/>'), '<w:sz w:val="20"/>', "", False, id="tiny, but this"
        ),
        pytest.param(NORMAL.format(VANISH), "", "", True, id="default style vanishes"),
        pytest.param(
            NORMAL.format(run_style(tone("background1"))), "", "", True, id="default style is white"
        ),
        pytest.param(style("S", run_style(tone("background1"))), "", IN_STYLE, True, id="style"),
        pytest.param(
            style("B", run_style(tone("background1"))) + style("S", based="B"),
            "",
            IN_STYLE,
            True,
            id="what a style is based on",
        ),
        pytest.param(
            style("S", f"<w:pPr>{DARK}</w:pPr>{run_style(WHITE)}"),
            "",
            IN_STYLE,
            False,
            id="white on dark by one style",
        ),
        pytest.param(
            style("S", f"<w:pPr>{DARK}</w:pPr>"),
            WHITE,
            IN_STYLE + AUTO,
            True,
            id="dark style, taken off the paragraph",
        ),
        pytest.param(
            style("C", run_style(WHITE + DARK), kind="character"),
            '<w:rStyle w:val="C"/>',
            "",
            False,
            id="white on dark by a character style",
        ),
        pytest.param(
            style("C", run_style(WHITE), kind="character"),
            '<w:rStyle w:val="C"/>',
            DARK,
            False,
            id="white character style in a dark paragraph",
        ),
        pytest.param(
            style("C", VANISH, kind="character") + style("S", VANISH),
            '<w:rStyle w:val="C"/>',
            IN_STYLE,
            False,
            id="two kinds of style that vanish show again",
        ),
        pytest.param(
            style("C", SHOWN, kind="character") + style("S", VANISH),
            '<w:rStyle w:val="C"/>',
            IN_STYLE,
            True,
            id="a style turned off toggles nothing",
        ),
        pytest.param(
            style("S", based="B") + style("B", run_style(WHITE), "S"),
            "",
            IN_STYLE,
            True,
            id="styles based on each other",
        ),
        pytest.param(
            style("S", based="S0")
            + "".join(style(f"S{n}", based=f"S{n + 1}") for n in range(300))
            + style("S300", run_style(WHITE)),
            "",
            IN_STYLE,
            True,
            id="a style three hundred deep",
        ),
        pytest.param(
            NORMAL.format(VANISH), '<w:rStyle w:val="none"/>', "", True, id="no such style"
        ),
    ],
)
def test_styles_and_defaults(styles: str, run: str, paragraph: str, expected: bool) -> None:
    data = word_file(p(r("x", run), properties=paragraph), {"styles": styles})
    assert hidden(data) is expected


def part(kind: str, content: str) -> str:
    return f'<w:tblStylePr w:type="{kind}">{content}</w:tblStylePr>'


HEADED = part("firstRow", run_style(WHITE) + f"<w:tcPr>{DARK}</w:tcPr>")
LOOK = '<w:tblStyle w:val="T"/><w:tblLook w:val="{}"/>'
X, Y = cell(p(r("x"))), cell(p(r("y")))
DARK_X, PLAIN_X = cell(p(r("x")), properties=DARK), cell(p(r("x")), properties=AUTO)


@pytest.mark.parametrize(
    ("content", "look", "rows", "expected"),
    [
        pytest.param(run_style(WHITE), "0000", row(X), True, id="white all over"),
        pytest.param(run_style(tone("background1")), "0000", row(X), True, id="white by theme"),
        pytest.param(run_style("<w:vanish/>"), "0000", row(X), True, id="vanishing"),
        pytest.param(run_style('<w:sz w:val="2"/>'), "0000", row(X), True, id="tiny"),
        pytest.param(
            run_style(WHITE) + f"<w:tcPr>{DARK}</w:tcPr>", "0000", row(X), False, id="white on dark"
        ),
        pytest.param(
            f"<w:tblPr>{DARK}</w:tblPr>" + run_style(WHITE), "0", row(X), False, id="dark table"
        ),
        pytest.param(
            f"<w:pPr>{DARK}</w:pPr>" + run_style(WHITE), "0", row(X), False, id="dark paragraphs"
        ),
        pytest.param(
            part("wholeTable", run_style(WHITE)),
            "0000",
            row(X),
            True,
            id="white all over, as a part",
        ),
        pytest.param(run_style(WHITE), "0000", row(DARK_X), False, id="in a dark cell"),
        pytest.param(HEADED, "0020", row(X) + row(Y), False, id="white on dark head"),
        pytest.param(HEADED, "0020", row(PLAIN_X) + row(Y), True, id="its fill taken off one cell"),
        pytest.param(
            part("firstRow", run_style(WHITE)), "0020", row(X) + row(Y), True, id="head, not filled"
        ),
        pytest.param(
            part("firstRow", run_style(WHITE)), "0000", row(X) + row(Y), False, id="no head in use"
        ),
        pytest.param(HEADED, "0020", row(Y) + row(X), False, id="below the head"),
        pytest.param(
            part("lastRow", run_style(WHITE)), "0040", row(Y) + row(X), True, id="last row"
        ),
        pytest.param(
            part("lastRow", run_style(WHITE)) + HEADED,
            "0060",
            row(X),
            False,
            id="first and last row in one: the first rules",
        ),
        pytest.param(
            part("firstCol", run_style(WHITE)), "0080", row(X, Y), True, id="first column"
        ),
        pytest.param(part("lastCol", run_style(WHITE)), "0100", row(Y, X), True, id="last column"),
        pytest.param(
            part("firstCol", run_style(WHITE)) + part("nwCell", f"<w:tcPr>{DARK}</w:tcPr>"),
            "00A0",
            row(X, Y),
            False,
            id="corner filled",
        ),
        pytest.param(
            part("band2Horz", run_style(WHITE)), "0420", row(Y) * 2 + row(X), True, id="second band"
        ),
        pytest.param(
            part("band2Horz", run_style(WHITE)), "0420", row(Y) + row(X), False, id="first band"
        ),
        pytest.param(
            part("band2Horz", run_style(WHITE)), "0620", row(Y) * 2 + row(X), False, id="bands off"
        ),
        pytest.param(
            '<w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>'
            + part("band2Horz", run_style(WHITE)),
            "0400",
            row(Y) * 2 + row(X),
            True,
            id="bands of two rows",
        ),
        pytest.param(
            part("band2Vert", run_style(WHITE)), "0200", row(Y, X), True, id="band of columns"
        ),
        pytest.param(HEADED, 'zz" w:firstRow="1', row(X), False, id="head told in words"),
    ],
)
def test_table_styles(content: str, look: str, rows: str, expected: bool) -> None:
    styles = style("T", content, kind="table")
    body = table(rows, properties=LOOK.format(look)) + p(r("after"))
    assert hidden(word_file(body, {"styles": styles})) is expected


def test_a_table_without_style_has_the_default_one() -> None:
    styles = f'<w:style w:type="table" w:default="1" w:styleId="T">{run_style(WHITE)}</w:style>'
    assert hidden(word_file(table(row(X)) + p(), {"styles": styles}))


def test_a_row_may_look_otherwise() -> None:
    other = row(X).replace("<w:tr>", '<w:tr><w:tblPrEx><w:tblLook w:firstRow="0"/></w:tblPrEx>')
    styles = style("T", part("firstRow", run_style(WHITE)), kind="table")
    body = table(other, properties=LOOK.format("0020")) + p()
    assert not hidden(word_file(body, {"styles": styles}))


def test_inner_tables_stand_on_the_cells_around_them() -> None:
    white = cell(p(r("x", WHITE)))
    outer = table(row(cell(table(row(white)), p(), properties=DARK))) + p()
    assert not hidden(word_file(outer))
    light = table(row(cell(table(row(white)), p(), properties=LIGHT))) + p()
    assert hidden(word_file(light))


def test_a_table_style_does_not_reach_into_a_text_box() -> None:
    styles = style("T", run_style("<w:vanish/>"), kind="table")
    body = table(row(cell(p(text_box(p(r("x")))))), properties=LOOK.format("0")) + p()
    assert not hidden(word_file(body, {"styles": styles}))


def test_a_large_table_is_looked_through_once() -> None:
    many = row(cell(p(r("y")))) * 1500 + row(X)
    styles = style("T", part("lastRow", run_style(WHITE)), kind="table")
    body = table(many, properties=LOOK.format("0040")) + p()
    assert hidden(word_file(body, {"styles": styles}))
