"""Exact fragments of whole texts, by the shipped weights and by made ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.fragments.scorer import FragmentScorer
from pipeline.errors import InvariantError
from pipeline.fragments import Fragment, fragments
from pipeline.fragments.fragments import KEEP, MOST, chosen, described
from pipeline.types.span import Span

DEED = """EXHIBIT 10.5

HARBOUR SUPPLY AGREEMENT

This Harbour Supply Agreement (this "Agreement") is entered into as of March 3, 2005 (the
"Effective Date") by and between Quill Freight, Inc., a Delaware corporation ("Supplier"), and
Stonefield Estates LLC, a Nevada limited liability company ("Customer").

1. Supply. Supplier shall deliver the goods that Customer orders. Customer shall pay Supplier within
thirty days. Supplier may refuse an order that Customer has not signed.

2. Term. The term of this Agreement ends on June 30, 2009. Invoices of January 4, 2007 stand. Customer
may end it when Supplier fails to deliver. Supplier may end it when Customer fails to pay.

3. Notices. Notices to Supplier and to Customer are in writing. Neither Supplier nor Customer may assign.

IN WITNESS WHEREOF, the parties have signed.
"""
PARTS = st.sampled_from(
    ["SUPPLY AGREEMENT\n", "dated as of March 3, 2005 ", 'Quill Ltd ("Supplier")', "\0", "\n\n"]
)


class Even:
    """Gives every candidate of one label the same score."""

    labels = ("cuad:Parties",)

    def __init__(self, score: float) -> None:
        self._score = score

    def scores(self, label: str, rows: Sequence[NDArray[np.int32]]) -> NDArray[np.float64]:
        return np.full(len(rows), self._score)


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        # in the title or the preamble, so in capitals or not
        pytest.param("cuad:Document Name", {"HARBOUR SUPPLY AGREEMENT"}, id="name"),
        pytest.param("cuad:Agreement Date", {"March 3, 2005"}, id="agreed"),
        pytest.param("cuad:Effective Date", {"March 3, 2005"}, id="effective"),
        pytest.param(
            "cuad:Parties",
            {"Quill Freight, Inc.", "Supplier", "Stonefield Estates LLC", "Customer"},
            id="parties",
        ),
    ],
)
def test_the_facts_of_a_plain_deed_are_asserted_and_no_other(
    shipped: FragmentScorer, label: str, wanted: set[str]
) -> None:
    found = [one for one in fragments(DEED, shipped) if one.label == label]
    said = {one.span.slice(DEED) for one in found if one.score >= 0.5}
    assert {_plain(words) for words in said} == {_plain(words) for words in wanted}


def _plain(words: str) -> str:
    return words.lower()


def test_the_place_that_says_most_is_the_span(shipped: FragmentScorer) -> None:
    text = "Report of March 3, 2005 on rents.\n\n" + DEED
    date = next(one for one in fragments(text, shipped) if one.label == "cuad:Agreement Date")
    assert date.span.start == text.index("March 3, 2005", 40)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t\n", id="white-space"),
        pytest.param("\0\0\0", id="nul"),
        pytest.param("\ud800 lone surrogate, Inc.", id="surrogate"),
        pytest.param("((((" * 3_000, id="brackets"),
        pytest.param("Aa " * 20_000, id="capitals-without-end"),
        pytest.param("_" * 50_000, id="blanks-without-end"),
        pytest.param("1/" * 20_000, id="slashes-without-end"),
        pytest.param("“" * 10_000, id="quotes-without-end"),
    ],
)
def test_odd_texts_are_read_soon_and_assert_nothing(shipped: FragmentScorer, text: str) -> None:
    assert all(one.score < 0.9 for one in fragments(text, shipped))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=40)), max_size=12).map("".join))
def test_spans_slice_and_scores_are_scores(shipped: FragmentScorer, text: str) -> None:
    for one in fragments(text, shipped):
        assert one.span.slice(text).strip()
        assert KEEP < one.score <= 1


def test_the_same_text_gives_the_same_answer(shipped: FragmentScorer) -> None:
    assert fragments(DEED, shipped) == fragments(DEED, shipped)


def test_at_most_twenty_a_label_stay_and_none_at_the_floor() -> None:
    names = "; ".join(f"between Quill{i} Marl{i} Ltd and" for i in range(60))
    assert len(fragments(names, Even(0.4))) == MOST
    assert fragments(names, Even(KEEP)) == []


def test_of_overlapping_words_the_best_stays() -> None:
    words = [frozenset("ab"), frozenset("abc"), frozenset("cd"), frozenset("cdefg")]
    assert chosen("cuad:Parties", words, np.array([0.2, 0.9, 0.8, 0.7])) == [1, 2, 3]


def test_part_of_a_better_name_of_the_document_is_none_but_a_partys_is_one() -> None:
    words, scores = [frozenset("abcd"), frozenset("a")], np.array([0.9, 0.8])
    assert chosen("cuad:Document Name", words, scores) == [0]
    assert chosen("cuad:Parties", words, scores) == [0, 1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a sentence's stop is not the name's
        pytest.param(
            "sold by and between us and Stonefield Estates.", "Stonefield Estates", id="stop"
        ),
        # an abbreviation's is
        pytest.param("made by Stonefield Inc. of Oslo", "Stonefield Inc.", id="abbreviation"),
    ],
)
def test_a_name_ends_before_the_full_stop_of_its_sentence(text: str, name: str) -> None:
    assert name in {one.span.slice(text) for one in fragments(text, Even(0.4))}


def test_features_of_a_place_are_among_those_of_the_candidate() -> None:
    for one in described(DEED):
        assert len(one.spans) == len(one.place_rows)
        assert all(set(row) <= set(one.row) for row in one.place_rows)


def test_a_score_outside_zero_to_one_is_refused() -> None:
    with pytest.raises(InvariantError, match=r"1\.5"):
        Fragment("cuad:Parties", Span(0, 1), 1.5)
