"""Paragraph styles and the multilevel lists that number them."""

from __future__ import annotations

from dataclasses import dataclass

from examples.wordml import NS

FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'

BUILT_IN = ("Title", "FootnoteText", "Header", "Footer")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; indents, spacing in twentieths of a point, size in half-points."""

    id: str
    name: str
    left: int = 0
    hanging: int = 0
    before: int = 0
    after: int = 140
    size: int = 22
    bold: bool = False
    align: str = "both"
    keep_next: bool = False
    list_id: int = 0
    level: int = 0
    outline: int = -1
    page_break: bool = False
    tabs: str = ""
    line: int = 264

    def xml(self) -> str:
        """Return the style element."""
        listed = (
            f'<w:numPr><w:ilvl w:val="{self.level}"/><w:numId w:val="{self.list_id}"/></w:numPr>'
            if self.list_id
            else ""
        )
        properties = (
            ("<w:keepNext/>" if self.keep_next else "")
            + ("<w:pageBreakBefore/>" if self.page_break else "")
            + listed
            + self.tabs
            + f'<w:spacing w:before="{self.before}" w:after="{self.after}" '
            f'w:line="{self.line}" w:lineRule="auto"/>'
            + f'<w:ind w:left="{self.left}" w:hanging="{self.hanging}"/>'
            + f'<w:jc w:val="{self.align}"/>'
            + (f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline >= 0 else "")
        )
        custom = "" if self.id in BUILT_IN else ' w:customStyle="1"'
        run = ("<w:b/>" if self.bold else "") + f'<w:sz w:val="{self.size}"/>'
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )


CLAUSES, SCHEDULES, PARTIES, RECITALS = 1, 2, 3, 4
SIGN_TABS = (
    '<w:tabs><w:tab w:val="left" w:pos="1418"/>'
    '<w:tab w:val="left" w:leader="underscore" w:pos="6804"/></w:tabs>'
)
FOOT_TABS = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'

STYLES = (
    Style("Title", "Title", after=240, before=120, size=32, bold=True, align="center"),
    Style("Centred", "Centred", align="center"),
    Style("PlainHeading", "Plain Heading", before=200, bold=True, align="left", keep_next=True),
    Style("BodyIndent", "Body Indent", left=720),
    Style("Definition", "Definition", left=720),
    Style("PartyItem", "Party Item", left=720, hanging=720, list_id=PARTIES),
    Style("RecitalItem", "Recital Item", left=720, hanging=720, list_id=RECITALS),
    Style(
        "ClauseHeading",
        "Clause Heading",
        720,
        720,
        before=240,
        bold=True,
        align="left",
        keep_next=True,
        list_id=CLAUSES,
        level=0,
        outline=0,
    ),
    Style("ClauseText", "Clause Text", 720, 720, list_id=CLAUSES, level=1),
    Style("ClauseItem", "Clause Item", 1361, 641, list_id=CLAUSES, level=2),
    Style("ClauseSubitem", "Clause Subitem", 2002, 641, list_id=CLAUSES, level=3),
    Style(
        "ScheduleTitle",
        "Schedule Title",
        after=240,
        size=26,
        bold=True,
        align="center",
        keep_next=True,
        list_id=SCHEDULES,
        level=0,
        outline=0,
        page_break=True,
    ),
    Style(
        "ScheduleHeading",
        "Schedule Heading",
        720,
        720,
        before=200,
        bold=True,
        align="left",
        keep_next=True,
        list_id=SCHEDULES,
        level=1,
        outline=1,
    ),
    Style("ScheduleText", "Schedule Text", 720, 720, list_id=SCHEDULES, level=2),
    Style("ScheduleItem", "Schedule Item", 1361, 641, list_id=SCHEDULES, level=3),
    Style("ScheduleSubitem", "Schedule Subitem", 2002, 641, list_id=SCHEDULES, level=4),
    Style("TableHead", "Table Head", before=40, after=40, size=20, bold=True, align="left"),
    Style("TableText", "Table Text", before=40, after=40, size=20, align="left", line=240),
    Style("AfterTable", "After Table", after=120, size=12, line=240),
    Style("SignLead", "Signature Lead", before=320, align="left"),
    Style("SignLine", "Signature Line", before=120, after=60, align="left", tabs=SIGN_TABS),
    Style("FootnoteText", "footnote text", after=40, size=18, line=240),
    Style("Header", "header", after=0, size=18, align="center", line=240),
    Style("Footer", "footer", after=0, size=18, align="left", tabs=FOOT_TABS, line=240),
)


def styles_xml() -> str:
    """Return word/styles.xml."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="7F8894"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>{FONT}"
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ContractTable">'
        f'<w:name w:val="Contract Table"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        + "".join(style.xml() for style in STYLES)
        + "</w:styles>"
    )


def _level(level: int, form: str, text: str, style: Style, suffix: str = "tab") -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if style.bold else '<w:rPr><w:b w:val="0"/></w:rPr>'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style.id}"/><w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{style.left}" '
        f'w:hanging="{style.hanging}"/></w:pPr>{bold}</w:lvl>'
    )


def numbering_xml(schedule_word: str) -> str:
    """Return word/numbering.xml; `schedule_word` is `Schedule` or `Annex`."""
    by_id = {style.id: style for style in STYLES}
    lists = {
        CLAUSES: (
            _level(0, "decimal", "%1.", by_id["ClauseHeading"]),
            _level(1, "decimal", "%1.%2", by_id["ClauseText"]),
            _level(2, "lowerLetter", "(%3)", by_id["ClauseItem"]),
            _level(3, "lowerRoman", "(%4)", by_id["ClauseSubitem"]),
        ),
        SCHEDULES: (
            _level(0, "decimal", f"{schedule_word} %1:", by_id["ScheduleTitle"], "space"),
            _level(1, "decimal", "%2.", by_id["ScheduleHeading"]),
            _level(2, "decimal", "%2.%3", by_id["ScheduleText"]),
            _level(3, "lowerLetter", "(%4)", by_id["ScheduleItem"]),
            _level(4, "lowerRoman", "(%5)", by_id["ScheduleSubitem"]),
        ),
        PARTIES: (_level(0, "decimal", "(%1)", by_id["PartyItem"]),),
        RECITALS: (_level(0, "upperLetter", "(%1)", by_id["RecitalItem"]),),
    }
    kinds = {
        key: "multilevel" if len(levels) > 1 else "singleLevel" for key, levels in lists.items()
    }
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="{kinds[key]}"/>'
        f"{''.join(levels)}</w:abstractNum>"
        for key, levels in lists.items()
    )
    nums = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in lists
    )
    return f"<w:numbering {NS}>{abstract}{nums}</w:numbering>"
