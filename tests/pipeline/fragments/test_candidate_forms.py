"""What may be a document's name, a party or a starting sentence, by the form that finds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fragments.candidate import bag, candidates
from pipeline.fragments.party_words import party_words
from pipeline.fragments.start_sentences import start_sentences
from pipeline.fragments.titles import titles

OPENING = """EXHIBIT 10.5

HARBOUR SUPPLY AGREEMENT

This Harbour Supply Agreement (this "Agreement") is dated as of March 3, 2005 and made by and
between Quill Freight, Inc., a Delaware corporation ("Quill"), and Stonefield Estates Ltd, d/b/a
Marl Brothers (hereinafter referred to as "Supplier").
"""


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        # a line of its own
        pytest.param("COVER\n\nSUPPLY TERMS\n", "SUPPLY TERMS", "line", id="line"),
        # a label before it on the line is no part of it
        pytest.param("Exhibit 10.5 Supply Deed\n", "Supply Deed", "line", id="label"),
        # title words run into the text that follows
        pytest.param(
            "Exhibit 9 FLEET LEASE AGREEMENT This lease", "FLEET LEASE AGREEMENT", "run", id="run"
        ),
        # what follows in brackets may belong
        pytest.param(
            "FLEET LEASE AGREEMENT (Oslo depot) is", "FLEET LEASE AGREEMENT (Oslo depot)", "tail",
            id="tail",
        ),
        # the preamble says it
        pytest.param(
            'THIS FLEET LEASE (this "Lease") is made', "FLEET LEASE", "this", id="this"
        ),
    ],
)  # fmt: skip
def test_titles(text: str, name: str, form: str) -> None:
    assert (name, form) in {(span.slice(text), found) for span, found in titles(text)}


def test_a_title_does_not_run_into_the_preamble() -> None:
    text = "FLEET LEASE AGREEMENT\n\nTHIS FLEET LEASE AGREEMENT is made"
    runs = {span.slice(text) for span, form in titles(text) if form == "run"}
    assert "FLEET LEASE AGREEMENT" in runs
    assert not any("THIS" in run for run in runs)


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        # a name with its form, up to the form
        pytest.param("between Quill Freight, Inc., a", "Quill Freight, Inc.", "named", id="form"),
        # trading names belong to the name
        pytest.param(
            "and Quill LLC, d/b/a Marl Brothers (", "Quill LLC, d/b/a Marl Brothers", "alias",
            id="alias",
        ),
        # a person has no form, but stands where parties stand
        pytest.param("between Ada Byron and", "Ada Byron", "capitals", id="person"),
        # a role in quotes
        pytest.param('Ltd ("Supplier"), and', "Supplier", "quoted", id="quoted"),
        # a role in brackets alone
        pytest.param("Quill Ltd (Shipper) and", "Shipper", "bare", id="bare"),
        # a role that is called
        pytest.param("hereinafter referred to as Client,", "Client", "called", id="called"),
        # a role with "as"
        pytest.param("QUILL LLC, as Depositor\n", "Depositor", "as", id="as"),
        # a label and its value
        pytest.param("Party A: Quill Ltd\n", "Party A: Quill Ltd", "labelled", id="labelled"),
        pytest.param("Party A: Quill Ltd\n", "Quill Ltd", "label_value", id="label-value"),
    ],
)  # fmt: skip
def test_party_words(text: str, name: str, form: str) -> None:
    found = {(span.slice(text).strip(" ,"), form) for span, form in party_words(text)}
    assert (name, form) in found


def test_names_above_signatures_are_found_far_from_the_start() -> None:
    text = "x " * 9_000 + "\nIN WITNESS WHEREOF\n\nQuill Freight, Inc.\nBy: Ada"
    assert "Quill Freight, Inc." in {
        span.slice(text) for span, form in party_words(text) if form == "signed"
    }


def test_sentences_on_the_start() -> None:
    text = "The term commences on signature. Fees are due monthly."
    assert [s.slice(text) for s in start_sentences(text)] == ["The term commences on signature."]


def test_places_of_the_same_words_are_one_candidate() -> None:
    text = "Dated March 3, 2005\n\nThis deed is made on March 3, 2005."
    date = next(one for one in candidates(text) if one.kind == "date")
    assert [place.slice(text) for place in date.places] == ["March 3, 2005"] * 2


def test_the_opening_of_a_contract_offers_all_its_facts() -> None:
    offered = {(one.kind, one.places[0].slice(OPENING)) for one in candidates(OPENING)}
    assert {
        ("title", "HARBOUR SUPPLY AGREEMENT"),
        ("date", "March 3, 2005"),
        ("party", "Quill Freight, Inc."),
        ("party", "Quill"),
        ("party", "Supplier"),
    } <= offered


def test_words_are_those_of_the_official_scorer() -> None:
    assert bag("Quill/Marl, Inc.;  quill") == {"quill", "marl", "inc"}


@given(st.text(max_size=400))
def test_candidates_lie_in_any_text_and_hold_their_words(text: str) -> None:
    for one in candidates(text):
        assert one.words
        assert len(one.places) == len(one.forms)
        for place in one.places:
            assert 0 <= place.start < place.end <= len(text)
            assert bag(place.slice(text)) == one.words
