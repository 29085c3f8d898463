"""Number labels as Word shows them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.readers import read_bytes
from pipeline.readers.docx.number_formats import format_number
from tests.pipeline.readers.docx.parts import abstract, in_list, item, level, num, style
from tests.pipeline.redline.word_xml import act, gone, mark, p, r, word_file

LEGAL = abstract(
    0,
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "(%3)", "lowerLetter"),
    level(3, "(%4)", "lowerRoman"),
)


def labels(body: str, numbering: str, styles: str = "") -> list[str | None]:
    others: Mapping[str, str] = {"numbering": numbering, "styles": styles}
    return [block.number for block in read_bytes(word_file(body, others), "a.docx").blocks]


def items(*depths: int, key: int = 1) -> str:
    return "".join(item(f"at {depth}", depth, key) for depth in depths)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        pytest.param("decimal", {1: "1", 10: "10"}, id="digits"),
        pytest.param("decimalZero", {1: "01", 12: "12"}, id="digits with a zero"),
        pytest.param("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}, id="past z"),
        pytest.param("upperLetter", {2: "B", 0: "0"}, id="capitals; there is no letter nought"),
        pytest.param("lowerRoman", {4: "iv", 9: "ix", 49: "xlix"}, id="small Roman"),
        pytest.param("upperRoman", {1994: "MCMXCIV", 0: "0", 4000: "4000"}, id="Roman and its end"),
        pytest.param(
            "ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 22: "22nd", 113: "113th"}, id="st"
        ),
        pytest.param("cardinalText", {1: "One", 13: "Thirteen", 40: "Forty", 100: "100"}, id="one"),
        pytest.param(
            "ordinalText",
            {1: "First", 12: "Twelfth", 14: "Fourteenth", 20: "Twentieth", 21: "Twenty-first"},
            id="first",
        ),
        pytest.param("numberInDash", {3: "- 3 -"}, id="in dashes"),
        pytest.param("chicago", {1: "*", 2: "†", 5: "**"}, id="note marks"),
        pytest.param("001, 002, 003, ...", {1: "001", 1000: "1000"}, id="the author's own width"),
        pytest.param("none", {1: ""}, id="none"),
        pytest.param("hebrew1", {3: "3"}, id="a format that is not known"),
    ],
)
def test_formats(kind: str, written: dict[int, str]) -> None:
    assert {n: format_number(n, kind) for n in written} == written


@pytest.mark.parametrize(
    ("body", "numbering", "expected"),
    [
        pytest.param(
            items(0, 1, 1, 2, 2, 3, 0, 1),
            LEGAL + num(1, 0),
            ["1.", "1.1", "1.2", "(a)", "(b)", "(i)", "2.", "2.1"],
            id="deeper levels begin again",
        ),
        pytest.param(
            items(0, 2, 1, 2),
            LEGAL + num(1, 0),
            ["1.", "(a)", "1.2", "(a)"],
            id="a level passed over counts as begun",
        ),
        pytest.param(
            items(1, 0), LEGAL + num(1, 0), ["1.1", "2."], id="the top level passed over too"
        ),
        pytest.param(
            items(0, 1, 0, 1),
            abstract(0, level(0, "%1"), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
            + num(1, 0),
            ["1", "1", "2", "2"],
            id="a level that never begins again",
        ),
        pytest.param(
            items(0, 1, 2, 1, 2, 0, 2),
            abstract(
                0, level(0, "%1"), level(1, "%2"), level(2, "%3", more='<w:lvlRestart w:val="1"/>')
            )
            + num(1, 0),
            ["1", "1", "1", "2", "2", "2", "1"],
            id="a level that begins again only after the top one",
        ),
        pytest.param(
            items(0, 1),
            abstract(0, level(0, "Article %1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
            + num(1, 0),
            ["Article I", "1.1"],
            id="legal: digits for all levels",
        ),
        pytest.param(
            items(0, 1),
            abstract(
                0,
                level(0, "%1", "upperRoman"),
                level(1, "%1.%2", more='<w:isLgl w:val="0"/>'),
            )
            + num(1, 0),
            ["I", "I.1"],
            id="legal turned off",
        ),
        pytest.param(
            items(0), abstract(0, level(0, "%1", start=4)) + num(1, 0), ["4"], id="begins at four"
        ),
        pytest.param(
            items(0),
            abstract(0, '<w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl>') + num(1, 0),
            ["0"],
            id="no start given is nought",
        ),
        pytest.param(
            items(0, 0) + items(0, key=2),
            LEGAL + num(1, 0) + num(2, 0),
            ["1.", "2.", "3."],
            id="lists of one definition go on",
        ),
        pytest.param(
            items(0, 0) + items(0, 0, key=2) + items(0),
            LEGAL
            + num(1, 0)
            + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'),
            ["1.", "2.", "7.", "8.", "9."],
            id="a list that sets its own start, once",
        ),
        pytest.param(
            items(0, 1, key=2),
            LEGAL + num(2, 0, f'<w:lvlOverride w:ilvl="1">{level(1, "§ %2")}</w:lvlOverride>'),
            ["1.", "§ 1"],
            id="a list that overrides a level",
        ),
        pytest.param(
            items(0, 0) + items(0, key=2),
            LEGAL + abstract(5, level(0, "%1)", "upperLetter")) + num(1, 0) + num(2, 5),
            ["1.", "2.", "A)"],
            id="lists of two definitions",
        ),
        pytest.param(
            items(0), abstract(0, level(0, "\uf0b7", "bullet")) + num(1, 0), [None], id="bullet"
        ),
        pytest.param(
            items(0, 1),
            abstract(0, level(0, "", "none"), level(1, "Recital", "none")) + num(1, 0),
            [None, "Recital"],
            id="no number, and a word in its place",
        ),
        pytest.param(
            item("a") + item("") + item("b"),
            LEGAL + num(1, 0),
            ["1.", "2.", "3."],
            id="an empty paragraph counts",
        ),
        pytest.param(
            item("a") + p(properties=in_list(0, more="<w:sectPr/>")) + item("b"),
            LEGAL + num(1, 0),
            ["1.", None, "2."],
            id="a section's end alone does not",
        ),
        pytest.param(
            item("a") + p(r("x"), properties=in_list(0, 0)) + p(r("y")) + item("b"),
            LEGAL + num(1, 0),
            ["1.", None, None, "2."],
            id="paragraphs out of the list between",
        ),
        pytest.param(item("a", 0, 9), LEGAL + num(1, 0), [None], id="a list that is not there"),
        pytest.param(item("a", 8), LEGAL + num(1, 0), [None], id="a level that is not there"),
        pytest.param(
            items(0), LEGAL.replace("%1.", "%1. %9") + num(1, 0), ["1."], id="a place without level"
        ),
        pytest.param(
            items(0),
            abstract(3, '<w:numStyleLink w:val="Outline"/>')
            + abstract(4, '<w:styleLink w:val="Outline"/>', level(0, "Section %1"))
            + num(1, 3),
            ["Section 1"],
            id="a list style elsewhere",
        ),
        pytest.param(
            items(0),
            abstract(
                0,
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent xmlns:mc='
                '"http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
                'Requires="w14"><w:numFmt w:val="custom" w:format="0001, 0002"/></mc:Choice>'
                '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
                '<w:lvlText w:val="%1"/></w:lvl>',
            )
            + num(1, 0),
            ["0001"],
            id="the author's own format",
        ),
    ],
)
def test_labels(body: str, numbering: str, expected: list[str | None]) -> None:
    assert labels(body, numbering) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            item("a") + p(gone("b"), properties=in_list(0, more=mark("del"))) + item("c"),
            ["1.", "2."],
            id="a struck paragraph does not count, the next keeps its number",
        ),
        pytest.param(
            p(gone("b"), properties=in_list(0, more=mark("del"))) + item("c", 1),
            ["1.1"],
            id="the level is that of the paragraph that stays",
        ),
        pytest.param(
            item("a") + p(act("ins", r("b")), properties=in_list(0, more=mark("ins"))) + item("c"),
            ["1.", "2.", "3."],
            id="one put in does",
        ),
        pytest.param(
            p(act("moveFrom", r("b")), properties=in_list(0, more=mark("moveFrom"))) + item("c"),
            ["1."],
            id="one moved away does not",
        ),
        pytest.param(
            item("a") + p(r("b"), properties=in_list(0, more=mark("del"))) + p(r(" and more")),
            ["1.", None],
            id="joined to a paragraph without a number",
        ),
    ],
)
def test_labels_of_changed_paragraphs(body: str, expected: list[str | None]) -> None:
    assert labels(body, LEGAL + num(1, 0)) == expected


LINKED = abstract(
    0,
    level(0, "%1.", more='<w:pStyle w:val="H1"/>'),
    level(1, "%1.%2", more='<w:pStyle w:val="H2"/>'),
) + num(1, 0)
H1 = style("H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')


@pytest.mark.parametrize(
    ("styles", "named", "expected"),
    [
        pytest.param(H1, ["H1", "H1"], ["1.", "2."], id="number from the style"),
        pytest.param(
            H1 + style("H2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', "H1"),
            ["H1", "H2"],
            ["1.", "1.1"],
            id="level from the style, list from the one it is based on",
        ),
        pytest.param(
            H1 + style("H2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
            ["H1", "H2"],
            ["1.", "1.1"],
            id="level from the list, which names the style",
        ),
        pytest.param(
            H1 + style("Own", based="H1"), ["Own", "H1"], ["1.", "2."], id="inherited whole"
        ),
        pytest.param(
            H1 + style("Off", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', "H1"),
            ["H1", "Off", "H1"],
            ["1.", None, "2."],
            id="turned off in a style",
        ),
        pytest.param(
            style("A", based="B") + style("B", based="A"), ["A"], [None], id="styles in a circle"
        ),
        pytest.param(H1, ["Absent"], [None], id="a style that is not there"),
    ],
)
def test_labels_through_styles(styles: str, named: list[str], expected: list[str | None]) -> None:
    body = "".join(p(r("x"), properties=f'<w:pStyle w:val="{name}"/>') for name in named)
    assert labels(body, LINKED, styles) == expected
