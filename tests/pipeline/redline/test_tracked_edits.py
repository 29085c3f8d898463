from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from lxml import etree

from pipeline.errors import RedlineRefused, UsageError
from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.docx import Change, Redlined, apply_changes
from pipeline.redline.revisions import accept
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit
from tests.pipeline.redline.drawn import FIELD, NOTE
from tests.pipeline.redline.word_xml import act, body_of, gone, mark, p, r, word_file

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
SECTION = "<w:pPr><w:sectPr/></w:pPr>"
NUMBERED = '<w:pStyle w:val="Clause"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>'
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def said(data: bytes) -> str:
    return text_map(data, Limits()).text


def change(data: bytes, *pairs: tuple[str, str], comment: str | None = None) -> Change:
    text = said(data)
    edits = []
    for old, new in pairs:
        at = text.index(old)
        edits.append(Edit(Span(at, at + len(old)), old, new))
    anchor = Span(edits[0].span.start, edits[-1].span.end)
    return Change("c", tuple(edits), comment, anchor)


def put(data: bytes, *changes: Change) -> Redlined:
    return apply_changes(data, list(changes), author="Us & Co", initials="U", at=AT)


def normal(data: bytes) -> str:
    """The body without ids, dates and white-space attributes, for reading."""
    body = body_of(data).partition("<w:body>")[2].partition("<w:sectPr/></w:body>")[0]
    return re.sub(r' (w:id|w:date|xml:space)="[^"]*"', "", body).replace("Us &amp; Co", "us")


OURS = '<w:{0} w:author="us">{1}</w:{0}>'


def new(text: str, properties: str = "") -> str:
    return OURS.format("ins", bare(r(text, properties)))


def old(text: str, properties: str = "") -> str:
    return OURS.format("del", bare(r(text, properties, tag="delText")))


def bare(xml: str) -> str:
    return re.sub(r' (w:id|w:date|xml:space)="[^"]*"', "", xml)


CASES = [
    pytest.param(
        p(r("The cap is "), r("ten", "<w:b/>"), r(" pounds.")),
        ("ten", "twelve"),
        p(r("The cap is "), old("ten", "<w:b/>"), new("twelve", "<w:b/>"), r(" pounds.")),
        id="new words take the format of those they replace",
    ),
    pytest.param(
        p(r("The fee of 10,000 is due.", "<w:i/>")),
        ("10,000", "12,500"),
        p(
            r("The fee of ", "<w:i/>"),
            old("10,000", "<w:i/>"),
            new("12,500", "<w:i/>"),
            r(" is due.", "<w:i/>"),
        ),
        id="a number is struck whole",
    ),
    pytest.param(
        p(r("in the middle of "), r("two runs", "<w:b/>")),
        ("middle of two", "midst of three"),
        p(
            r("in the "),
            old("middle"),
            new("midst"),
            r(" of "),
            old("two", "<w:b/>"),
            new("three", "<w:b/>"),
            r(" runs", "<w:b/>"),
        ),
        id="only words that differ change, each in its own format",
    ),
    pytest.param(
        p(r("a "), act("ins", r("their own words")), r(" z")),
        ("own ", ""),
        p(r("a "), act("ins", r("their "), old("own "), r("words")), r(" z")),
        id="a deletion nests in another's insertion",
    ),
    pytest.param(
        p(act("ins", r("their words"))),
        ("their ", "their new "),
        p(act("ins", r("their ")), new("new "), act("ins", r("words"))),
        id="another's insertion is split around ours",
    ),
    pytest.param(
        p(
            r("see "),
            f'<w:hyperlink r:id="rId1">{r("the terms", "<w:u/>")}</w:hyperlink>',
            r(" now"),
        ),
        ("the terms", "our terms"),
        p(
            r("see "),
            f'<w:hyperlink r:id="rId1">{old("the", "<w:u/>")}{new("our", "<w:u/>")}{r(" terms", "<w:u/>")}</w:hyperlink>',
            r(" now"),
        ),
        id="inside a link",
    ),
    pytest.param(
        p(r("kept "), gone("theirs "), r("end")),
        ("kept end", "kept to the end"),
        p(r("kept "), new("to the "), gone("theirs "), r("end")),
        id="another's deletion is left alone",
    ),
    pytest.param(
        p(r("one")) + p(r("two"), properties=NUMBERED) + p(r("three")),
        ("\ntwo", ""),
        p(r("one"))
        + p(old("two"), properties=NUMBERED + '<w:rPr><w:del w:author="us"/></w:rPr>')
        + p(r("three")),
        id="a whole paragraph goes with its mark",
    ),
    pytest.param(
        p(r("one and two"), properties="<w:jc/>") + p(r("three")),
        (" and ", "\n"),
        p(r("one"), old(" and "), properties='<w:jc/><w:rPr><w:ins w:author="us"/></w:rPr>')
        + p(r("two"), properties="<w:jc/>")
        + p(r("three")),
        id="a paragraph is broken in two",
    ),
]


@pytest.mark.parametrize(("given", "pair", "expected"), CASES)
def test_an_edit_becomes_exactly_these_changes(
    given: str, pair: tuple[str, str], expected: str
) -> None:
    data = word_file(given)
    done = put(data, change(data, pair))
    assert (done.applied, done.refused) == (("c",), ())
    assert normal(done.data) == bare(expected)


@pytest.mark.parametrize(
    ("blocks", "after", "before"),
    [
        pytest.param(p(r("one"), properties=NUMBERED), p(r("next")), "", id="before a paragraph"),
        pytest.param(p(r("one"), properties=NUMBERED), "", "", id="at the end of the body"),
        pytest.param(
            p(r("one"), properties=NUMBERED),
            "<w:tbl><w:tblPr/><w:tr><w:tc>" + p(r("cell")) + "</w:tc></w:tr></w:tbl>" + p(),
            "",
            id="before a table",
        ),
        pytest.param(
            "<w:tbl><w:tblPr/><w:tr><w:tc>"
            + p(r("one"), properties=NUMBERED)
            + "</w:tc></w:tr></w:tbl>",
            p(r("next")),
            "",
            id="at the end of a cell",
        ),
    ],
)
def test_new_paragraphs_take_style_and_number_of_their_sibling(
    blocks: str, after: str, before: str
) -> None:
    data = word_file(before + blocks + after)
    at = said(data).index("one") + 3
    edit = Edit(Span(at, at), "", "two\nthree", new_paragraph=True)
    done = put(data, Change("c", (edit,), None, edit.span))
    assert done.applied == ("c",)
    final = etree.fromstring(body_of(accept(done.data)).encode())
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    made = {"".join(map(str, x.itertext())): x for x in final.iter(w + "p")}
    for words in ("one", "two", "three"):
        assert made[words].find(f"{w}pPr/{w}numPr/{w}numId").get(f"{w}val") == "4"  # type: ignore[union-attr]


REFUSED = [
    pytest.param(p(r("see "), FIELD.format(r("12.1"))), "12.1", "field", id="result of a field"),
    pytest.param(p(r("x "), act("moveTo", r("moved"))), "moved", "moved", id="moved by another"),
    pytest.param(
        p(CONTROL.format('<w:lock w:val="contentLocked"/>', r("fixed"))),
        "fixed",
        "locked",
        id="locked control",
    ),
    pytest.param(
        p(CONTROL.format('<w:dataBinding w:xpath="x"/>', r("bound"))),
        "bound",
        "data kept",
        id="bound control",
    ),
    pytest.param(
        p(r("has "), '<w:r><w:footnoteReference w:id="1"/></w:r>', r("note")),
        "has note",
        "footnote hangs",
        id="a footnote among the words",
    ),
    pytest.param(
        "<w:tbl><w:tblPr/><w:tr><w:tc>"
        + p(r("one"))
        + "</w:tc><w:tc>"
        + p(r("two"))
        + "</w:tc></w:tr></w:tbl>"
        + p(),
        "ne\nt",
        "edge of a table cell",
        id="over the edge of a cell",
    ),
    pytest.param(
        f"<w:p>{SECTION}{r('one')}</w:p>" + p(r("two")), "ne\nt", "section", id="over a section"
    ),
]


@pytest.mark.parametrize(("given", "words", "says"), REFUSED)
def test_unsafe_places_are_refused_by_name_and_the_rest_is_done(
    given: str, words: str, says: str
) -> None:
    data = word_file(given + p(r("Fine here.")), {"footnotes": NOTE})
    bad = change(data, (words, "other"))
    both = change(data, (words, "other"), ("Fine", "Good"))
    good = change(data, ("Fine", "Good"))
    done = put(
        data,
        Change("bad", bad.edits, None, bad.anchor),
        Change("both", both.edits, "x", both.anchor),
        Change("good", good.edits, None, good.anchor),
    )
    assert done.applied == ("good",)
    assert [outcome.id for outcome in done.refused] == ["bad", "both"]
    assert all(says in outcome.reason for outcome in done.refused)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        pytest.param(Edit(Span(0, 3), "Foo", "x"), "does not say", id="other words there"),
        pytest.param(Edit(Span(90, 93), "The", "x"), "does not say", id="past the end"),
        pytest.param(Edit(Span(0, 3), "The", "a\x00b"), "U\\+0000", id="NUL"),
        pytest.param(Edit(Span(0, 3), "The", "a\ud800"), "U\\+D800", id="lone surrogate"),
        pytest.param(
            Edit(Span(1, 1), "", "x", new_paragraph=True), "none ends at 1", id="no end there"
        ),
    ],
)
def test_edits_that_do_not_fit_are_refused(edit: Edit, says: str) -> None:
    data = word_file(p(r("The end.")))
    done = put(data, Change("c", (edit,), None, Span(0, 1)))
    assert done.data == data
    assert re.search(says, done.refused[0].reason)


def test_overlapping_changes_keep_the_first() -> None:
    data = word_file(p(r("one two three")))
    first, second = change(data, ("one two", "1 2")), change(data, ("two three", "2 3"))
    done = put(
        data,
        Change("a", first.edits, None, first.anchor),
        Change("b", second.edits, None, second.anchor),
    )
    assert done.applied == ("a",)
    assert "overlaps" in done.refused[0].reason


@pytest.mark.parametrize(
    ("edit", "tracked", "commented"),
    [
        pytest.param("readOnly", False, False, id="read only"),
        pytest.param("forms", False, False, id="forms"),
        pytest.param("comments", False, True, id="comments allowed"),
        pytest.param("trackedChanges", True, True, id="tracked changes allowed"),
    ],
)
def test_protection_is_honoured(edit: str, tracked: bool, commented: bool) -> None:
    settings = f'<w:documentProtection w:edit="{edit}" w:enforcement="1"/>'
    data = word_file(p(r("The end.")), {"settings": settings})
    one = change(data, ("end", "start"))
    note = Change("n", (), "look", Span(0, 3), "comment")
    done = put(data, one, note)
    assert ("c" in done.applied, "n" in done.applied) == (tracked, commented)
    assert all(f"protected ({edit})" in outcome.reason for outcome in done.refused)


def test_a_time_without_zone_is_a_usage_error() -> None:
    data = word_file(p(r("The end.")))
    with pytest.raises(UsageError, match="time zone"):
        apply_changes(
            data,
            [change(data, ("end", "start"))],
            author="Us",
            initials="U",
            at=datetime(2026, 1, 1),
        )


def test_a_doctype_is_refused() -> None:
    held = io.BytesIO(word_file(p(r("x"))))
    out = io.BytesIO()
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(
                    b"<w:document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document", 1
                )
            target.writestr(name, content)
    with pytest.raises(RedlineRefused, match="DOCTYPE"):
        accept(out.getvalue())


def test_what_is_not_touched_stays_byte_for_byte() -> None:
    others = {"styles": "<w:style/>  <!-- kept -->", "settings": "<w:zoom/>", "footnotes": NOTE}
    held = io.BytesIO(word_file(p(r("a  b")) + p(r("The end."), properties=mark("ins")), others))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG not really")
    data = held.getvalue()
    done = put(data, change(data, ("end", "start"), comment="why"))
    changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    with zipfile.ZipFile(held) as before, zipfile.ZipFile(io.BytesIO(done.data)) as after:
        assert after.namelist() == [*before.namelist(), "word/comments.xml"]
        for info in before.infolist():
            assert after.getinfo(info.filename).compress_type == info.compress_type
            if info.filename not in changed:
                assert after.read(info.filename) == before.read(info.filename)
    assert bare(p(r("a  b"))) in normal(done.data)


def test_ids_stand_above_every_other_and_stay_in_31_bits() -> None:
    near = 2**31 - 3
    data = word_file(
        p(act("ins", r("x "), number=7), r("The end is near."), gone("g", number=near))
    )
    done = put(data, change(data, ("end", "start"), ("near", "far"), comment="why"))
    ids = [int(n) for n in re.findall(r"<w:(?:ins|del) w:id=\"(\d+)\"", body_of(done.data))]
    assert len(ids) == len(set(ids)) == 6
    assert all(0 < n < 2**31 for n in ids)
    low = word_file(p(r("The end."), gone("g", number=903)))
    numbers = re.findall(r"w:id=\"(\d+)\"", body_of(put(low, change(low, ("end", "start"))).data))
    assert sorted(map(int, numbers)) == [903, 904, 905]
