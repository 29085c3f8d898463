"""Word files and edits drawn at random: mixed runs, others' changes, links, notes, tables, fields."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from pipeline.types.span import Span
from pipeline.types.suggestion import Edit
from tests.pipeline.redline.word_xml import act, gone, mark, p, r, word_file

_WORDS = st.lists(
    st.sampled_from(["the", "Supplier", "may", "10,000", "99.9%", "not", "𝔸-1", "é"]),
    min_size=1,
    max_size=3,
).map(lambda words: " ".join(words) + " ")
_FORMATS = st.sampled_from(["", "<w:b/>", "<w:i/><w:sz w:val='20'/>"])
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _bookmark(text: str) -> str:
    start, end = '<w:bookmarkStart w:id="40" w:name="b"/>', '<w:bookmarkEnd w:id="40"/>'
    return start + r(text) + end


def _control(text: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{r(text)}</w:sdtContent></w:sdt>"


def _link(text: str) -> str:
    inside = r(text, '<w:u w:val="single"/>') + r("more ")
    return f'<w:hyperlink r:id="rId1">{inside}</w:hyperlink>'


def _many(text: str) -> str:
    return (
        "<w:r><w:lastRenderedPageBreak/>"
        f'<w:t xml:space="preserve">{text}</w:t><w:tab/><w:t>tabbed</w:t><w:noBreakHyphen/></w:r>'
    )


_PARTS = st.one_of(
    st.builds(r, _WORDS, _FORMATS),
    st.builds(r, _WORDS, _FORMATS),
    _WORDS.map(_many),
    st.builds(
        lambda t, n: act("ins", r(t), r("put in ", "<w:b/>"), number=n), _WORDS, st.integers(50, 60)
    ),
    st.builds(gone, _WORDS, number=st.integers(61, 70)),
    st.builds(
        lambda t: (
            f"<w:r><w:rPr><w:b/>{act('rPrChange', '<w:rPr/>', number=903)}</w:rPr><w:t>{t.strip()}</w:t></w:r>"
        ),
        _WORDS,
    ),
    _WORDS.map(_bookmark),
    _WORDS.map(_control),
    _WORDS.map(_link),
    _WORDS.map(lambda t: FIELD.format(r(t))),
    st.just('<w:r><w:footnoteReference w:id="1"/></w:r>'),
)
_NUMBERED = '<w:pStyle w:val="Body"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_PROPERTIES = st.sampled_from(["", "<w:jc w:val='both'/>", _NUMBERED, mark("ins", number=80)])
PARAGRAPHS = st.builds(
    lambda parts, properties: p(*parts, properties=properties),
    st.lists(_PARTS, max_size=5),
    _PROPERTIES,
)


def _table(cells: list[str]) -> str:
    row = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{row}</w:tr></w:tbl>"


_BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    PARAGRAPHS,
    st.lists(PARAGRAPHS, min_size=1, max_size=2).map(_table),
)
NOTE = f'<w:footnote w:id="1">{p(r("A note of "), r("some", "<w:b/>"), r(" length."))}</w:footnote>'
FILES = st.builds(
    lambda blocks, last: word_file("".join(blocks) + last, {"footnotes": NOTE}),
    st.lists(_BLOCKS, min_size=1, max_size=4),
    PARAGRAPHS,
)
_NEW = st.sampled_from(
    [
        "",
        "shall ",
        "either party\tmay",
        " (30) days",
        "first\nsecond",
        "one\n\nthree",
        "<&> \u00a0x",
    ]
)


@dataclass(frozen=True)
class Wish:
    """An edit drawn as fractions of a text that is not known yet."""

    start: float
    length: int
    new: str
    paragraphs: bool

    def edit(self, text: str) -> Edit | None:
        at = round(self.start * len(text))
        if self.paragraphs:
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
            new = self.new or "A whole paragraph."
            return Edit(Span(at, at), "", new, new_paragraph=True)
        end = min(at + self.length, len(text))
        old = text[at:end]
        return None if old == self.new else Edit(Span(at, end), old, self.new)


WISHES = st.lists(
    st.builds(
        Wish,
        st.floats(0, 1),
        st.sampled_from([0, 0, 1, 4, 9, 30]),
        _NEW,
        st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=5,
)
