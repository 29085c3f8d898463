"""Tags of fragments: in their clause, with the exact words, in place of sentence tags."""

from __future__ import annotations

import pytest

from models.fragments.scorer import FragmentScorer
from pipeline.fragments.tags import SHOWN, SOURCE, with_fragments
from pipeline.readers import read_bytes
from pipeline.segment import segment
from pipeline.types.document import Document
from pipeline.types.tag import Tag
from tests.pipeline.fragments.test_fragments import DEED

TYPES = {
    "cuad:Agreement Date": "g_agreement_date",
    "cuad:Document Name": "g_document_name",
    "cuad:Parties": "g_parties",
}


@pytest.fixture(scope="module")
def deed() -> Document:
    return read_bytes(DEED.encode("utf-8"), "deed.txt")


def test_each_tag_lies_in_its_clause_and_is_the_exact_words(
    deed: Document, shipped: FragmentScorer
) -> None:
    clauses = segment(deed)
    spans = {clause.id: clause.span for clause in clauses}
    tags = with_fragments([], deed, clauses, shipped, TYPES)
    assert all(spans[tag.clause_id].covers(tag.span) for tag in tags)
    assert all(tag.score >= SHOWN and tag.source == SOURCE for tag in tags)
    asserted = {
        (tag.clause_type, tag.span.slice(deed.text).title()) for tag in tags if tag.asserted
    }
    assert {
        ("g_agreement_date", "March 3, 2005"),
        ("cuad:Effective Date", "March 3, 2005"),
        ("g_document_name", "Harbour Supply Agreement"),
        ("g_parties", "Quill Freight, Inc."),
        ("g_parties", "Stonefield Estates Llc"),
    } <= asserted


def test_sentence_tags_of_its_types_go_and_others_stay(
    deed: Document, shipped: FragmentScorer
) -> None:
    clauses = segment(deed)
    names = ("g_parties", "g_term", "cuad:Effective Date")
    before = [Tag(clauses[0].id, clauses[0].span, name, 0.9, "ensemble") for name in names]
    after = with_fragments(before, deed, clauses, shipped, TYPES)
    assert [tag.clause_type for tag in after if tag.source == "ensemble"] == ["g_term"]


def test_a_fragment_outside_every_clause_makes_no_tag(
    deed: Document, shipped: FragmentScorer
) -> None:
    assert with_fragments([], deed, [], shipped, TYPES) == []


def test_an_empty_document_has_none(shipped: FragmentScorer) -> None:
    empty = Document("0" * 64, "deed.txt", "text/plain", "", ())
    assert with_fragments([], empty, [], shipped, TYPES) == []
