"""Numbering forms, false numbers, sequences and enumerations that run into one paragraph."""

from __future__ import annotations

import pytest

from pipeline.segment import segment
from pipeline.segment.labels import match_label, read_label
from pipeline.types.document import BlockKind
from tests.pipeline.segment.build import document, numbers, tree

SENTENCE = "The Supplier shall keep the service running with care."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("1. Fees are due.", "1", id="number and full stop"),
        pytest.param("1.1 Fees", "1.1", id="two levels"),
        pytest.param("1.1. Fees", "1.1", id="two levels and full stop"),
        pytest.param("1.1.1.1 Fees", "1.1.1.1", id="four levels"),
        pytest.param("1) Fees", "1)", id="number and half bracket"),
        pytest.param("(1) Fees", "(1)", id="number in brackets"),
        pytest.param("Section 4.2 Fees", "Section 4.2", id="section by name"),
        pytest.param("SECTION 4. Fees", "SECTION 4", id="section in capitals"),
        pytest.param("Section 4.2", "Section 4.2", id="section alone on its line"),
        pytest.param("Clause 7: Fees", "Clause 7", id="clause by name"),
        pytest.param("§ 3 Fees", "§ 3", id="section sign"),
        pytest.param("§3. Fees", "§3", id="section sign without space"),
        pytest.param("Article IV", "Article IV", id="article in Roman"),
        pytest.param("ARTICLE 5 FEES", "ARTICLE 5", id="article in capitals"),
        pytest.param("ARTICLE ONE. FEES", "ARTICLE ONE", id="article in words"),
        pytest.param("(a) the fees", "(a)", id="letter in brackets"),
        pytest.param("(aa) the fees", "(aa)", id="letter twice"),
        pytest.param("(A) the fees", "(A)", id="capital in brackets"),
        pytest.param("(iii) the fees", "(iii)", id="Roman in brackets"),
        pytest.param("a) the fees", "a)", id="letter and half bracket"),
        pytest.param("a. The fees", "a", id="letter and full stop"),
        pytest.param("i. The fees", "i", id="Roman and full stop"),
        pytest.param("B. The fees", "B", id="capital and full stop"),
        pytest.param("2(a) the fees", "2(a)", id="section and item in one"),
        pytest.param("Schedule 1", "Schedule 1", id="schedule"),
        pytest.param(
            "Schedule 1.1(b) - Domain names", "Schedule 1.1(b)", id="schedule of a clause"
        ),
        pytest.param("ANNEX II: MEASURES", "ANNEX II", id="annex in Roman"),
        pytest.param("Exhibit B", "Exhibit B", id="exhibit"),
        pytest.param("Appendix 2 - Prices", "Appendix 2", id="appendix"),
        pytest.param("Part 3\nService levels", "Part 3", id="part with its caption below"),
        pytest.param("Recital (A) the parties", "Recital (A)", id="recital by name"),
    ],
)
def test_numbering_forms(text: str, shown: str) -> None:
    found = match_label(text)
    assert found is not None
    assert found[0].shown == shown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("10 days after notice", id="a quantity"),
        pytest.param("10 Business Days after notice", id="a quantity in capitals"),
        pytest.param("30 June 2026 is the date", id="a date"),
        pytest.param("1. January 2026 is the date", id="a date with a full stop"),
        pytest.param("2.5% per month", id="a percentage"),
        pytest.param("1.5 million records", id="a large quantity"),
        pytest.param("$2.50 per call", id="money"),
        pytest.param("Section 5 shall apply", id="a section that begins a sentence"),
        pytest.param("Article 5 applies", id="an article that begins a sentence"),
        pytest.param("Exhibit A hereto is binding", id="an exhibit that begins a sentence"),
        pytest.param("Schedule 1 to this Agreement", id="a schedule named in passing"),
        pytest.param("Schedule 1, Schedule 2 and Annex A", id="a row of schedules"),
        pytest.param("I agree", id="a pronoun"),
        pytest.param("A. b", id="an initial before small letters"),
        pytest.param("(the “Customer”)", id="words in brackets"),
        pytest.param("v. smith", id="versus"),
    ],
)
def test_false_numbers(text: str) -> None:
    assert match_label(text) is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["5. Term.", SENTENCE, "2019. The parties met."], ["5", None], id="a year is no section"
        ),
        pytest.param(
            ["5. Term. This runs under Section", "7. The end is told in it."],
            ["5"],
            id="a number a wrapped line begins with",
        ),
        pytest.param(
            ["1. Term", SENTENCE, "2 Fees", "10 Customers were there."],
            ["1", "2"],
            id="a bare number counts only in sequence",
        ),
        pytest.param(
            ["1. Term.", "B. Riley signs for the Supplier."], ["1"], id="an initial is no letter"
        ),
    ],
)
def test_false_numbers_in_sequence(lines: list[str], expected: list[str | None]) -> None:
    found = numbers(segment(document(*lines)))
    assert [number for number in found if number] == [number for number in expected if number]


@pytest.mark.parametrize(
    ("marks", "parents"),
    [
        pytest.param(["(h)", "(i)", "(j)"], ["1", "1", "1"], id="h i j are letters"),
        pytest.param(["(a)", "(i)", "(ii)"], ["1", "(a)", "(a)"], id="i ii are Roman"),
        pytest.param(["(a)", "(i)", "(ii)", "(b)"], ["1", "(a)", "(a)", "1"], id="back to letters"),
        pytest.param(["(i)", "(ii)", "(iii)"], ["1", "1", "1"], id="Roman straight away"),
        pytest.param(["(a)", "(b)", "(d)"], ["1", "1", "1"], id="a letter left out"),
        pytest.param(["(a)", "(A)", "(1)", "(b)"], ["1", "(a)", "(A)", "1"], id="three depths"),
    ],
)
def test_letters_and_romans_by_sequence(marks: list[str], parents: list[str]) -> None:
    lead = ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)"] if marks[0] == "(h)" else []
    clauses = segment(
        document("1. Duties:", *(f"{mark} keep the log of calls;" for mark in [*lead, *marks]))
    )
    name = {clause.id: clause.number for clause in clauses}
    assert [name[c.parent_id or ""] for c in clauses[-len(marks) :]] == parents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. DEFINITIONS 1.1 Certain Definitions. Words mean what they mean. 1.2 Others. So there.",
            ["1", "1.1", "1.2"],
            id="sections run on after a caption",
        ),
        pytest.param(
            "1. Supplier shall: (a) provide the service; (b) keep a log of it; and (c) report.",
            ["1", "(a)", "(b)", "(c)"],
            id="a list after a colon",
        ),
        pytest.param(
            "1. Supplier shall (a) provide the service; (b) keep a log of it; and (c) report.",
            ["1", "(a)", "(b)", "(c)"],
            id="a list without colon, parted by semicolons",
        ),
        pytest.param(
            "1. Liability is limited to the lesser of (a) the fees paid; and (b) one million.",
            ["1"],
            id="two items without colon stay in their sentence",
        ),
        pytest.param(
            "1. Supplier may assign to: (a) an Affiliate; (b) a lender.",
            ["1"],
            id="items of few words",
        ),
        pytest.param(
            "1. Supplier shall (a) provide the service, (b) keep a log and (c) report.",
            ["1"],
            id="commas part no clauses",
        ),
        pytest.param("1. See paragraph (a) of the order.", ["1"], id="one mark is no list"),
        pytest.param(
            "1. Supplier shall: (b) provide the service; (c) keep a log of it.",
            ["1"],
            id="a list begins at its first mark",
        ),
        pytest.param(
            "1. Fees. Fees are in Schedule 2. 1.1 and 1.2 of it apply, as does Section 1.1.",
            ["1"],
            id="numbers named in passing",
        ),
        pytest.param(
            "1. Either party may end this: (a) at any time: (i) by registered letter; or (ii) by mail; or (b) for breach.",
            ["1", "(a)", "(i)", "(ii)", "(b)"],
            id="a list within a list",
        ),
        pytest.param(
            "ARTICLE 1 GRANT 1.1. Licence. Licensor grants it. ARTICLE 2 TERM 2.1. Start. It starts.",
            ["ARTICLE 1", "1.1", "ARTICLE 2", "2.1"],
            id="articles run on",
        ),
        pytest.param(
            "Section 1. Grant. Licensor grants it. Section 2. Term. Section 1 survives.",
            ["Section 1", "Section 2"],
            id="sections by name run on",
        ),
    ],
)
def test_enumerations_in_one_paragraph(text: str, expected: list[str]) -> None:
    assert numbers(segment(document(text))) == expected


def test_sentences_after_a_list_within_a_sentence_stand_beside_its_items() -> None:
    clauses = segment(
        document("1. Supplier shall: (a) keep a log; and (b) report it. Customer may read the log.")
    )
    assert tree(clauses) == ["1", "  (a)", "  (b)", "  Customer may"]


def test_a_page_number_before_a_section_is_no_part_of_it() -> None:
    clauses = segment(document("1.1 Term. " + SENTENCE, "4 1.2 Fees. " + SENTENCE))
    assert [c.number for c in clauses if c.number] == ["1.1", "1.2"]


def test_word_labels_nest_by_sequence_and_level() -> None:
    item = BlockKind.LIST_ITEM
    clauses = segment(
        document(
            ("Services", {"number": "1.", "level": 0, "kind": item}),
            ("Supplier serves.", {"number": "1.1", "level": 1, "kind": item}),
            ("In these steps:", {"number": "1.2", "level": 1, "kind": item}),
            ("plan the work;", {"number": "a.", "level": 2, "kind": item}),
            ("do the work.", {"number": "b.", "level": 2, "kind": item}),
            ("Fees", {"number": "2.", "level": 0, "kind": item}),
        )
    )
    assert tree(clauses) == ["1", "  1.1", "  1.2", "    a", "    b", "2"]
    assert clauses[3].path == ("1", "1.2", "a")


def test_nested_lists_of_one_style_are_told_apart_by_level() -> None:
    item = BlockKind.LIST_ITEM
    rows = [("1.", 0), ("1.", 1), ("2.", 1), ("2.", 0)]
    clauses = segment(
        document(*((SENTENCE, {"number": n, "level": lv, "kind": item}) for n, lv in rows))
    )
    assert tree(clauses) == ["1", "  1", "  2", "2"]


def test_a_list_under_a_numbered_heading_does_not_go_on_its_number() -> None:
    head, item = BlockKind.HEADING, BlockKind.LIST_ITEM
    clauses = segment(
        document(
            ("7. Conduct", {"kind": head, "level": 1}),
            ("harm no one;", {"number": "1.", "level": 0, "kind": item}),
            ("tell no lies.", {"number": "2.", "level": 0, "kind": item}),
            ("8. Testing", {"kind": head, "level": 1}),
        )
    )
    assert tree(clauses) == ["7", "  1", "  2", "8"]


@pytest.mark.parametrize("shown", ["•", "·", "o", "一", "\uf0b7", ""])
def test_marks_that_are_no_labels(shown: str) -> None:
    assert read_label(shown) is None
