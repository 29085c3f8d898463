"""Clauses cover the operative text, disjoint and in order, with the numbers the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment import segment
from pipeline.segment.labels import match_label, read_label
from pipeline.segment.references import incorporated
from pipeline.types.clause import Clause
from pipeline.types.document import BlockKind, Document, Story
from tests.pipeline.segment.build import document


def outline(clauses: list[Clause]) -> list[tuple[str | None, str | None, str]]:
    """Number, parent's number and heading of each clause."""
    numbers = {clause.id: clause.number for clause in clauses}
    return [(c.number, numbers.get(c.parent_id or ""), c.heading or "") for c in clauses]


@pytest.mark.parametrize(
    ("text", "shown", "style"),
    [
        pytest.param("12.1 Cap. No", "12.1", "decimal2", id="two-level decimal"),
        pytest.param("1. Scope", "1", "decimal1", id="closing dot is not kept"),
        pytest.param("(a) the", "(a)", "(a)", id="letter in brackets"),
        pytest.param("(ii) the", "(ii)", "(i)", id="Roman in brackets"),
        pytest.param("(A) the", "(A)", "(A)", id="capital letter"),
        pytest.param("a) the", "a)", "a)", id="half bracket"),
        pytest.param("Section 4.2 Term", "Section 4.2", "decimal2", id="section by name"),
        pytest.param("ARTICLE IV", "ARTICLE IV", "article", id="article in Roman"),
        pytest.param("Schedule 1", "Schedule 1", "part", id="schedule"),
        pytest.param("Annex A", "Annex A", "part", id="annex"),
    ],
)
def test_labels_are_read(text: str, shown: str, style: str) -> None:
    found = match_label(text)
    assert found is not None
    assert (found[0].shown, found[0].style) == (shown, style)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("10 days after notice", id="a quantity"),
        pytest.param("2.5% per month", id="a percentage"),
        pytest.param("Section 5 shall apply", id="a reference that begins a sentence"),
        pytest.param("Schedule 1 to this Agreement", id="a reference to a schedule"),
        pytest.param("I agree", id="a pronoun"),
        pytest.param("(the “Customer”)", id="a bracketed phrase"),
    ],
)
def test_false_numbers_are_not_labels(text: str) -> None:
    assert match_label(text) is None


def test_bullets_are_no_labels() -> None:
    assert read_label("•") is None


def test_sub_clauses_hang_under_their_parents() -> None:
    clauses = segment(
        document(
            "MASTER AGREEMENT",
            "1. Term",
            "1.1 Start. This begins on signature.",
            "1.2 End. This ends when:",
            "(a) a party says so; or",
            "(b) it has run out.",
            "2. Liability. Neither party is liable for loss.",
        )
    )
    assert outline(clauses)[1:] == [
        ("1", None, "Term"),
        ("1.1", "1", "Start"),
        ("1.2", "1", "End"),
        ("(a)", "1.2", ""),
        ("(b)", "1.2", ""),
        ("2", None, "Liability"),
    ]
    assert clauses[4].path == ("1", "1.2", "(a)")


def test_roman_i_after_h_is_a_letter() -> None:
    letters = "abcdefghij"
    clauses = segment(
        document("1. Duties:", *(f"({ch}) do the thing called {ch};" for ch in letters))
    )
    assert [clause.number for clause in clauses[1:]] == [f"({ch})" for ch in letters]
    assert {clause.parent_id for clause in clauses[1:]} == {clauses[0].id}


def test_word_labels_are_used_though_not_in_the_text() -> None:
    heading = {"number": "3.", "kind": BlockKind.HEADING}
    clauses = segment(
        document(
            ("Fees", heading),
            ("Customer pays.", {"number": "3.1"}),
            ("In full.", {"number": "(a)"}),
        )
    )
    assert outline(clauses) == [("3", None, "Fees"), ("3.1", "3", ""), ("(a)", "3.1", "")]


def test_numbers_run_into_one_paragraph_are_cut() -> None:
    clauses = segment(
        document(
            "1. Supplier shall: (a) provide the service with care; (b) keep a log of it; and (c) report."
        )
    )
    assert [clause.number for clause in clauses] == ["1", "(a)", "(b)", "(c)"]
    assert clauses[1].text.startswith("(a) provide")


def test_definitions_are_clauses_under_their_section() -> None:
    clauses = segment(
        document(
            "1. Definitions",
            "“Output” means what the service returns.",
            "“Input” means what is sent.",
        )
    )
    assert [clause.heading for clause in clauses] == ["Definitions", "Output", "Input"]
    assert clauses[1].parent_id == clauses[0].id


def test_table_rows_are_clauses_and_margins_are_none() -> None:
    clauses = segment(
        document(
            "1. Service levels",
            ("Metric", {"row": (0, 0, 0), "kind": BlockKind.TABLE_CELL}),
            ("Target", {"row": (0, 0, 1), "kind": BlockKind.TABLE_CELL}),
            ("Uptime", {"row": (0, 1, 0), "kind": BlockKind.TABLE_CELL}),
            ("99.9%", {"row": (0, 1, 1), "kind": BlockKind.TABLE_CELL}),
            ("Page 3", {"story": Story.MARGIN}),
        )
    )
    assert [clause.text for clause in clauses[1:]] == ["Metric\nTarget", "Uptime\n99.9%"]


def test_schedules_begin_anew() -> None:
    clauses = segment(
        document(
            "1. One thing here.", "2. Another thing.", "Schedule 1", "1. First of the schedule."
        )
    )
    assert outline(clauses)[2:] == [("Schedule 1", None, ""), ("1", "Schedule 1", "")]


def test_unnumbered_text_is_cut_at_paragraphs_with_their_headings() -> None:
    clauses = segment(
        document(
            "Your Content",
            "You own what you submit.",
            "We may host it.",
            "Termination",
            "Either may end.",
        )
    )
    assert [clause.heading for clause in clauses] == ["Your Content", None, "Termination"]
    assert clauses[0].text == "Your Content\nYou own what you submit."


_words = st.text(alphabet=st.sampled_from("aB1.();:“” \t\u00a0é𝄞"), max_size=40)
_starts = st.sampled_from(
    ["", "1. ", "1.1 ", "(a) ", "(i) ", "ARTICLE II ", "Section 2.1 ", "Schedule 1", "“X” means "]
)


@given(st.lists(st.tuples(_starts, _words), max_size=25))
def test_every_operative_character_is_in_exactly_one_clause(parts: list[tuple[str, str]]) -> None:
    read = document(*(start + words for start, words in parts))
    clauses = segment(read)
    held = [i for clause in clauses for i in range(clause.span.start, clause.span.end)]
    assert len(held) == len(set(held))
    assert {i for i, ch in enumerate(read.text) if not ch.isspace()} <= set(held)
    assert [clause.span for clause in clauses] == sorted(clause.span for clause in clauses)
    assert segment(read) == clauses


def test_ten_thousand_nested_marks_do_not_break_it() -> None:
    clauses = segment(document(*["1. a thing", *["(a) deeper (i) deeper still;"] * 10_000]))
    assert len(clauses) > 1


def test_documents_incorporated_but_absent_are_listed() -> None:
    read = document(
        "SERVICES AGREEMENT",
        "1. Data. Supplier complies with the Data Processing Addendum at https://supplier.example/dpa, which is "
        "incorporated by reference, and with the security measures set out in Schedule 2.",
        "2. Fees. Fees are set out in Schedule 1.",
        "Schedule 1",
        "Fees are low.",
    )
    found = incorporated(read, segment(read))
    assert [(one.name, one.url) for one in found] == [
        ("Data Processing Addendum", "https://supplier.example/dpa"),
        ("Schedule 2", None),
    ]
    assert all(one.span.slice(read.text) == one.name for one in found)


@pytest.mark.data
def test_most_gold_spans_lie_in_one_clause(data_dir: Path) -> None:
    from eval.datasets.cuad import load_cuad

    ids = (data_dir / "cuad" / "dev_suggested_ids.txt").read_text().split()[:12]
    inside = total = 0
    for contract in load_cuad(data_dir / "cuad", ids).contracts:
        clauses = segment(Document("0" * 64, contract.id, "text/plain", contract.text, ()))
        for spans in contract.gold.values():
            total += len(spans)
            inside += sum(any(c.span.covers(span) for c in clauses) for span in spans)
    assert inside / total > 0.9
