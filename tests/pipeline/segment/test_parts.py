"""Headings, preamble, recitals, definitions, schedules, tables, notes, signatures, long text."""

from __future__ import annotations

import pytest

from pipeline.segment import segment
from pipeline.segment.headings import looks_like_data, looks_like_title, run_in_heading
from pipeline.types.document import BlockKind, Story
from tests.pipeline.segment.build import document, from_text, tree

SENTENCE = "The Supplier shall keep the service running with care."
PREAMBLE = (
    "This Services Agreement is made on 1 March 2026 between Alder Ltd (the “Supplier”) and Birch "
    "plc (the “Customer”), each a party, and takes effect on the day the last of them signs it."
)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param(
            "Limitation of Liability. Neither is liable.",
            "Limitation of Liability",
            id="title case",
        ),
        pytest.param("CONFIDENTIALITY. Each keeps it.", "CONFIDENTIALITY", id="capitals"),
        pytest.param("Payment terms. Customer pays.", "Payment terms", id="sentence case"),
        pytest.param("Term: This runs a year.", "Term", id="colon"),
        pytest.param("Late Payment – Interest runs.", "Late Payment", id="dash"),
        pytest.param(
            "Termination by Supplier (i) For Cause. It may.",
            "Termination by Supplier",
            id="a list begins in the caption",
        ),
        pytest.param("The Supplier shall pay. It is due.", None, id="a sentence"),
        pytest.param(
            "Customer pays. It is due.", "Customer pays", id="two words look like a caption"
        ),
        pytest.param("Alder Inc. is the Supplier.", None, id="a company"),
        pytest.param("Fees", None, id="nothing after it"),
    ],
)
def test_run_in_headings(text: str, heading: str | None) -> None:
    assert run_in_heading(text) == heading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Governing Law and Jurisdiction", True, id="title case"),
        pytest.param("FEES", True, id="capitals"),
        pytest.param("the Schedules; and", False, id="item of a list"),
        pytest.param("Fees are due.", False, id="sentence"),
        pytest.param("12,000", False, id="no word"),
    ],
)
def test_titles(text: str, expected: bool) -> None:
    assert looks_like_title(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("By: /s/ A. Alder", id="signature"),
        pytest.param("Name: A. Alder", id="form field"),
        pytest.param("US ALDER 85931142 14-May-13", id="register entry"),
        pytest.param("legal@alder.example", id="mail address"),
        pytest.param("Source: ALDER, 10-K", id="filing note"),
        pytest.param("Signed ________", id="blank"),
    ],
)
def test_rows_of_data_are_no_headings(text: str) -> None:
    assert looks_like_data(text)


def test_a_heading_goes_with_its_first_words_and_stands_alone_before_sub_clauses() -> None:
    clauses = segment(
        document("1. Fees", SENTENCE, "2. Term", "2.1 " + SENTENCE, "3. Notices. " + SENTENCE)
    )
    assert [c.heading for c in clauses] == ["Fees", "Term", None, "Notices"]
    assert clauses[0].text == "1. Fees\n" + SENTENCE
    assert clauses[1].text == "2. Term"


def test_an_article_takes_its_caption_from_the_next_line() -> None:
    clauses = segment(document("ARTICLE I", "DEFINITIONS", "Section 1.1 Words. " + SENTENCE))
    assert (clauses[0].heading, clauses[0].number) == ("DEFINITIONS", "ARTICLE I")
    assert tree(clauses) == ["ARTICLE I", "  Section 1.1"]


def test_title_parties_recitals_and_signatures_are_one_clause_each() -> None:
    clauses = segment(
        document(
            "SERVICES AGREEMENT",
            PREAMBLE,
            "WHEREAS, the Supplier makes software; and",
            "WHEREAS, the Customer wants it;",
            "NOW, THEREFORE, the parties agree as follows:",
            "1. Term. " + SENTENCE,
            "IN WITNESS WHEREOF, the parties have signed.",
            "ALDER LTD",
            "By: ____",
            "Name:",
            "SCHEDULE 1",
            "1. Uptime. " + SENTENCE,
        )
    )
    assert tree(clauses) == [
        "SERVICES AGREEMENT",
        "Recitals",
        "NOW, THEREFORE,",
        "1",
        "Signatures",
        "SCHEDULE 1",
        "  1",
    ]
    assert clauses[4].text.endswith("Name:")


def test_lettered_recitals_hang_under_their_heading() -> None:
    clauses = segment(
        document(
            "RECITALS",
            "(A) The Supplier makes it.",
            "(B) The Customer wants it.",
            "1. Term. " + SENTENCE,
        )
    )
    assert tree(clauses) == ["RECITALS", "  (A)", "  (B)", "1"]


def test_formulas_run_into_one_paragraph_are_cut() -> None:
    clauses = segment(
        document(
            f"SERVICES AGREEMENT {PREAMBLE} WHEREAS, it is wanted; NOW, THEREFORE, they agree as follows: "
            f"1. Term. {SENTENCE} 2. Fees. {SENTENCE} IN WITNESS WHEREOF, they have signed."
        )
    )
    assert tree(clauses)[1:] == ["Recitals", "NOW, THEREFORE,", "1", "2", "Signatures"]


@pytest.mark.parametrize(
    ("line", "term"),
    [
        pytest.param("“Output” means what is made.", "Output", id="curly quotes"),
        pytest.param('"Output" shall mean what is made.', "Output", id="straight quotes"),
        pytest.param("“Train” or “Training” means to fit.", "Train", id="two terms"),
        pytest.param("Output means what is made.", "Output", id="no quotes"),
        pytest.param("“GDPR” has the meaning given in clause 2.", "GDPR", id="meaning elsewhere"),
        pytest.param("Business Day: a day when banks are open.", "Business Day", id="colon"),
    ],
)
def test_definitions_stand_alone_under_their_section(line: str, term: str) -> None:
    clauses = segment(document("1. Definitions", line, "“Input” means what is sent.", "2. Fees"))
    assert [c.heading for c in clauses] == ["Definitions", term, "Input", "Fees"]
    assert tree(clauses)[1] == f"  {term}"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("This means that fees are due.", id="a demonstrative"),
        pytest.param("It includes the fees.", id="a pronoun"),
    ],
)
def test_sentences_that_define_nothing_join_their_clause(line: str) -> None:
    assert len(segment(document("1. Fees. " + SENTENCE, line))) == 1


def test_lists_inside_a_definition_hang_under_it() -> None:
    clauses = segment(
        document(
            "1. Definitions",
            "“Loss” means:",
            "(a) harm to a person; or",
            "(b) harm to a thing.",
            "“Gain” means the opposite.",
        )
    )
    assert tree(clauses) == ["1", "  Loss", "    (a)", "    (b)", "  Gain"]


def test_closing_words_after_a_list_stand_beside_its_items() -> None:
    clauses = segment(
        document(
            "1. Supplier shall:",
            "(a) keep a log; and",
            "(b) report it.",
            "The log belongs to the Customer.",
            "It may be read at any time.",
        )
    )
    assert tree(clauses) == ["1", "  (a)", "  (b)", "  The log"]
    assert clauses[3].text.endswith("at any time.")


def test_a_wrapped_line_goes_on_its_item() -> None:
    clauses = segment(document("1. Supplier shall:", "(a) keep a log of", "all calls made."))
    assert clauses[-1].text == "(a) keep a log of\nall calls made."


def test_bullets_are_clauses_without_number() -> None:
    clauses = segment(
        document("1. Supplier shall not:", "• harm any person", "• read any log", "2. Fees")
    )
    assert tree(clauses) == ["1", "  • harm", "  • read", "2"]
    assert [c.number for c in clauses] == ["1", None, None, "2"]


def test_schedules_begin_a_branch_of_their_own() -> None:
    clauses = segment(
        document("1. Term. " + SENTENCE, "SCHEDULE 2", "Prices", "1. " + SENTENCE, "Annex A: Data")
    )
    assert tree(clauses) == ["1", "SCHEDULE 2", "  1", "Annex A"]
    assert (clauses[1].heading, clauses[3].heading) == ("Prices", "Data")
    assert clauses[2].path == ("SCHEDULE 2", "1")


def test_rows_and_notes_stand_alone_and_the_text_goes_on_after_them() -> None:
    cell = BlockKind.TABLE_CELL
    clauses = segment(
        document(
            "1. Levels. " + SENTENCE,
            ("Uptime", {"row": (0, 0, 0), "kind": cell}),
            ("99.9%", {"row": (0, 0, 1), "kind": cell}),
            ("Credit", {"row": (0, 1, 0), "kind": cell}),
            ("5%", {"row": (0, 1, 1), "kind": cell}),
            "The levels are checked each month.",
            ("Measured at the edge.", {"story": Story.NOTES, "kind": BlockKind.FOOTNOTE}),
        )
    )
    assert [c.text for c in clauses[1:]] == [
        "Uptime\n99.9%",
        "Credit\n5%",
        "The levels are checked each month.",
        "Measured at the edge.",
    ]
    assert {c.parent_id for c in clauses[1:]} == {clauses[0].id}


def test_a_table_that_only_lays_out_text_is_read_as_text() -> None:
    cell = {"kind": BlockKind.TABLE_CELL}
    clauses = segment(
        document(
            ("1. Term. " + SENTENCE, {"row": (0, 0, 0), **cell}),
            ("2. Fees. " + SENTENCE, {"row": (0, 1, 0), **cell}),
        )
    )
    assert tree(clauses) == ["1", "2"]


def test_margins_are_in_no_clause_even_between_two_lines_of_one() -> None:
    read = document("1. Term. This runs", ("Page 2 of 9", {"story": Story.MARGIN}), "for a year.")
    clauses = segment(read)
    assert [c.text for c in clauses] == ["1. Term. This runs", "for a year."]
    assert clauses[1].parent_id == clauses[0].id


def test_a_table_of_contents_is_one_clause() -> None:
    clauses = segment(
        document(
            "SERVICES AGREEMENT",
            "TABLE OF CONTENTS",
            "1. Term ........ 1",
            "2. Fees ........ 2",
            "SERVICES AGREEMENT",
            "1. Term. " + SENTENCE,
            "2. Fees. " + SENTENCE,
        )
    )
    assert [c.heading for c in clauses][1] == "Table of contents"
    assert [c.number for c in clauses if c.number] == ["1", "2"]


def test_unnumbered_terms_are_cut_at_paragraphs_under_their_headings() -> None:
    clauses = segment(
        from_text(
            "Your Content\n\nYou own what you send to us.\n\nWe may host it for you.\n\nFees\n\n"
            "Fees are due each month.\n\nWe may change them.\n"
        )
    )
    assert tree(clauses) == ["Your Content", "  We may", "Fees", "  We may"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["1. Term. " + SENTENCE, *[SENTENCE] * 300], id="many paragraphs"),
        pytest.param(["1. Term. " + (SENTENCE + " ") * 300], id="one long paragraph"),
        pytest.param(["1. " + "word " * 4000], id="one long sentence"),
        pytest.param(["1. " + "x" * 20_000], id="one long word"),
    ],
)
def test_text_without_structure_is_cut_at_four_thousand_characters(lines: list[str]) -> None:
    read = document(*lines)
    clauses = segment(read)
    assert max(len(c.text) for c in clauses) <= 4000
    assert {c.parent_id for c in clauses[1:]} == {clauses[0].id}
    assert "".join("".join(c.text for c in clauses).split()) == "".join(read.text.split())


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([f"{'1.' * n}1 thing" for n in range(1, 400)], id="ever longer numbers"),
        pytest.param(["(a) x (i) y (A) z (1) w"] * 10_000, id="marks that never end"),
        pytest.param(["1. (a) " * 10_000], id="marks in one paragraph"),
        pytest.param(["“" * 20_000, "(" * 20_000, "WHEREAS " * 5_000], id="quotes and brackets"),
        pytest.param([" ." * 20_000, "\u00a0" * 20_000, "A. " * 20_000], id="blanks"),
    ],
)
def test_nonsense_is_cut_whole(lines: list[str]) -> None:
    """The suite's own time limit stops a cut that does not end."""
    read = document(*lines)
    held = "".join(clause.text for clause in segment(read))
    assert "".join(held.split()) == "".join(read.text.split())


def test_ten_thousand_levels_from_word_lie_side_by_side_in_the_end() -> None:
    levels = [
        ("deep", {"number": "•", "level": n, "kind": BlockKind.LIST_ITEM}) for n in range(10_000)
    ]
    clauses = segment(document("1. Top", *levels))
    assert len(clauses) == 10_001
    assert all(len(c.path) < 30 for c in clauses)
