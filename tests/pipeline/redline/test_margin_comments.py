from __future__ import annotations

import re

import pytest
from lxml import etree

from pipeline.redline.docx import Change
from pipeline.types.span import Span
from tests.pipeline.redline.drawn import NOTE
from tests.pipeline.redline.test_tracked_edits import change, put, said
from tests.pipeline.redline.word_xml import W, body_of, p, r, word_file

COMMENTS = "word/comments.xml"


def anchored(data: bytes) -> str:
    """The words between the marks of the first comment of ours."""
    body = body_of(data)
    between = re.search(r"<w:commentRangeStart[^>]*>(.*)<w:commentRangeEnd", body, re.S)
    assert between is not None
    inside = etree.fromstring(f'<x xmlns:w="{W}" xmlns:r="r">{between[1]}</x>')
    return "".join(t.text or "" for t in inside.iter(f"{{{W}}}t", f"{{{W}}}delText"))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        pytest.param((4, 7), "end", id="exact words"),
        pytest.param((0, 15), "The end is near", id="several runs"),
        pytest.param((5, 5), "end", id="an empty anchor takes its word"),
        pytest.param((4, 30), "end is near", id="kept within its paragraph"),
    ],
)
def test_a_comment_hangs_on_its_words(span: tuple[int, int], words: str) -> None:
    data = word_file(
        p(r("The end "), r("is", "<w:b/>"), r(" near")) + p(r("And so it is, they say."))
    )
    done = put(data, Change("n", (), "look", Span(*span), "comment"))
    assert done.applied == ("n",)
    assert anchored(done.data) == words
    assert said(done.data) == said(data)


def test_a_comment_on_an_edit_takes_in_old_and_new_words() -> None:
    data = word_file(p(r("The end is near")))
    done = put(data, change(data, ("end", "start"), comment="why"))
    assert anchored(done.data) == "endstart"


def test_a_comment_has_author_initials_date_and_its_paragraphs() -> None:
    data = word_file(p(r("The end")))
    done = put(data, Change("n", (), "one\ntwo <&>\x00", Span(0, 3), "comment"))
    root = etree.fromstring(body_of(done.data, COMMENTS).encode())
    (comment,) = root
    held = {str(k).rpartition("}")[2]: v for k, v in comment.attrib.items()}
    assert (held["author"], held["initials"], held["date"]) == (
        "Us & Co",
        "U",
        "2026-03-04T05:06:07Z",
    )
    assert ["".join(map(str, x.itertext())) for x in comment] == ["one", "two <&>\ufffd"]
    assert body_of(done.data, "[Content_Types].xml").count("comments+xml") == 1
    assert body_of(done.data, "word/_rels/document.xml.rels").count("/comments") == 2


def test_a_comment_joins_those_of_others() -> None:
    theirs = f'<w:comment w:id="40" w:author="Ann Other" w:initials="A">{p(r("hm"))}</w:comment>'
    data = word_file(p(r("The end")), {"comments": theirs})
    done = put(data, Change("n", (), "look", Span(0, 3), "comment"))
    root = etree.fromstring(body_of(done.data, COMMENTS).encode())
    assert [c.get(f"{{{W}}}id") for c in root] == ["40", "41"]


def test_where_word_allows_no_comment_the_edit_is_made_and_the_comment_noted() -> None:
    note_run = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = word_file(p(r("The end"), note_run), {"footnotes": NOTE})
    done = put(data, change(data, ("some", "great"), comment="why"))
    assert done.applied == ("c",)
    assert "notes" in done.notes[0].reason
    assert "great" in body_of(done.data, "word/footnotes.xml")
    assert "comments" not in body_of(done.data, "[Content_Types].xml")


def test_a_comment_alone_is_refused_where_word_allows_none() -> None:
    note_run = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = word_file(p(r("The end"), note_run), {"footnotes": NOTE})
    at = said(data).index("note")
    done = put(data, Change("n", (), "look", Span(at, at + 4), "comment"))
    assert done.data == data
    assert "no comments" in done.refused[0].reason
