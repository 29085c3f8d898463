"""Defined terms, cross references, and documents incorporated by name."""

from __future__ import annotations

import pytest

from pipeline.segment import segment
from pipeline.segment.cross_references import cross_references
from pipeline.segment.definitions import defined_terms
from pipeline.segment.references import incorporated
from tests.pipeline.segment.build import document


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("“Output” means what is made.", ["Output"], id="curly means"),
        pytest.param('"Output" shall mean what is made.', ["Output"], id="straight shall mean"),
        pytest.param("“Train” or “Training” means to fit.", ["Train", "Training"], id="two terms"),
        pytest.param("“GDPR” has the meaning given in it.", ["GDPR"], id="meaning elsewhere"),
        pytest.param("Alder Ltd (the “Supplier”) serves.", ["Supplier"], id="the, in brackets"),
        pytest.param('Alder Ltd ("Supplier") serves.', ["Supplier"], id="bare, in brackets"),
        pytest.param(
            "Both (each a “Party” and together the “Parties”) agree.",
            ["Party", "Parties"],
            id="pair",
        ),
        pytest.param("1. Output means what is made.", ["Output"], id="no quotes, numbered"),
        pytest.param("The reply (e.g. “Yes”) is kept.", [], id="an example in brackets"),
        pytest.param("The “Go” button starts it.", [], id="quoted words that define nothing"),
        pytest.param("(the “customer”)", [], id="small letters"),
    ],
)
def test_defined_terms(text: str, terms: list[str]) -> None:
    read = document(text)
    found = defined_terms(read, segment(read))
    assert list(found) == terms
    assert all(one.span.slice(read.text) == term for term, one in found.items())
    assert all(one.clause.span.covers(one.span) for one in found.values())


def test_the_first_definition_counts_and_lists_of_definitions_are_read() -> None:
    read = document(
        "1. Interpretation. The following definitions apply.",
        "Business Day: a day when banks are open.",
        "2. Days. “Business Day” means any day.",
    )
    clauses = segment(read)
    found = defined_terms(read, clauses)
    assert found["Business Day"].clause == clauses[1]


BODY = (
    "1. Term",
    "1.1 It runs a year.",
    "1.2 It ends early when:",
    "(a) it is breached; or",
    "(b) a party fails.",
    "2. Fees. Supplier may (a) bill, or (b) wait.",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("See Section 1.2.", [("1.2", "1.2")], id="section"),
        pytest.param("See clause 1.2(b) above.", [("1.2(b)", "(b)")], id="item of a list"),
        pytest.param("See clause 2(b).", [("2(b)", "2")], id="item within a clause"),
        pytest.param("See clause 2(c).", [("2(c)", None)], id="item that is not there"),
        pytest.param("See Section 9.4.", [("9.4", None)], id="dangling"),
        pytest.param(
            "See Sections 1.1, 1.2 and 2.", [("1.1", "1.1"), ("1.2", "1.2"), ("2", "2")], id="a row"
        ),
        pytest.param("See § 1.1.", [("1.1", "1.1")], id="section sign"),
        pytest.param("See Article II.", [("II", "2")], id="Roman"),
        pytest.param("See Schedule 1.", [("Schedule 1", "Schedule 1")], id="schedule"),
        pytest.param("See Annex C.", [("Annex C", None)], id="schedule that is not there"),
        pytest.param(
            "See paragraph 1 of Schedule 1.",
            [("1", "1"), ("Schedule 1", "Schedule 1")],
            id="place in a schedule",
        ),
        pytest.param("See Section 5 of the Companies Act.", [], id="another paper"),
        pytest.param("See Article 28(3) GDPR.", [], id="a law by its short name"),
        pytest.param("See 17 U.S.C. § 101.", [], id="a code"),
    ],
)
def test_cross_references(text: str, found: list[tuple[str, str | None]]) -> None:
    read = document(*BODY, f"3. Sense. {text}", "Schedule 1", "1. Prices are low.")
    clauses = segment(read)
    number = {clause.id: clause.number for clause in clauses}
    where = next(c.id for c in clauses if c.number == "3")
    hits = [one for one in cross_references(read, clauses) if one.clause_id == where]
    assert [(h.label, number[h.target_id] if h.target_id else None) for h in hits] == found
    assert all(h.dangling is (h.target_id is None) for h in hits)


def test_a_number_in_a_schedule_is_sought_there_first() -> None:
    read = document(*BODY, "Schedule 1", "1. Prices are low.", "2. Rises follow paragraph 1.")
    clauses = segment(read)
    reference = cross_references(read, clauses)[-1]
    target = next(c for c in clauses if c.id == reference.target_id)
    assert target.path == ("Schedule 1", "1")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Our Acceptable Use Policy available at https://alder.example/aup applies.",
            [("Acceptable Use Policy", "https://alder.example/aup")],
            id="policy with its address",
        ),
        pytest.param(
            "The Documentation is incorporated by reference.",
            [("Documentation", None)],
            id="by reference",
        ),
        pytest.param(
            "Prices are set out in Schedule 3.2(b).", [("Schedule 3.2(b)", None)], id="schedule"
        ),
        pytest.param("The Documentation is long.", [], id="named, not made binding"),
        pytest.param(
            "Prices are set out in Schedule 4; news is at https://alder.example/news.",
            [("Schedule 4", None)],
            id="an address of something else",
        ),
    ],
)
def test_incorporated(text: str, found: list[tuple[str, str | None]]) -> None:
    read = document("SERVICES AGREEMENT", f"1. Papers. {text}")
    hits = incorporated(read, segment(read))
    assert [(one.name, one.url) for one in hits] == found
