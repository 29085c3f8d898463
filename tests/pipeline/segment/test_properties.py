"""What holds for every document: clauses are disjoint, lose nothing, and are the same each time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment import segment
from pipeline.segment.cross_references import cross_references
from pipeline.segment.definitions import defined_terms
from pipeline.segment.references import incorporated
from pipeline.segment.sentences import sentence_spans
from pipeline.types.clause import Clause, check_clauses
from pipeline.types.document import BlockKind, Story
from tests.pipeline.segment.build import Paragraph, document

_MARKS = [
    *("", "1. ", "2. ", "1.1 ", "3.2.1 ", "(a) ", "(b) ", "(i) ", "(ii) ", "a) ", "A. ", "4 1.2 "),
    *("ARTICLE II ", "Section 2.1 ", "Schedule 1", "EXHIBIT B: ", "“X” means ", "X means ", "• "),
    *("WHEREAS, ", "NOW, THEREFORE, ", "RECITALS", "IN WITNESS WHEREOF ", "TABLE OF CONTENTS"),
]
_TEXT = st.text(alphabet=st.sampled_from("aB1.();:,“” \t\n\u00a0é𝄞"), max_size=40)
_WORDS = st.lists(
    st.sampled_from(
        [*_MARKS, "The Supplier shall keep it; ", "and ", "FEES ", "if: ", "(see Section 1.1) "]
    ),
    max_size=8,
).map("".join)
_EXTRA = st.fixed_dictionaries(
    {},
    optional={
        "number": st.sampled_from(["1.", "1.1", "(a)", "•", "Article I", "", "x", "12.1.3"]),
        "level": st.integers(0, 4),
        "kind": st.sampled_from(list(BlockKind)),
        "story": st.sampled_from(list(Story)),
        "row": st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 2)),
        "page": st.integers(1, 3),
    },
)
_PARAGRAPH = st.tuples(st.tuples(st.sampled_from(_MARKS), _TEXT | _WORDS).map("".join), _EXTRA)


@given(st.lists(_PARAGRAPH, max_size=25))
def test_every_operative_character_is_in_exactly_one_clause(parts: list[Paragraph]) -> None:
    read = document(*parts)
    clauses = segment(read)
    check_clauses(read, clauses)
    held = [i for clause in clauses for i in range(clause.span.start, clause.span.end)]
    assert len(held) == len(set(held))
    inside = set(held)
    for block in read.blocks:
        places = {i for i in range(block.span.start, block.span.end) if not read.text[i].isspace()}
        assert not places & inside if block.story is Story.MARGIN else places <= inside
    assert [c.span for c in clauses] == sorted(c.span for c in clauses)
    assert [c.id for c in clauses] == [f"c{i + 1:04d}" for i in range(len(clauses))]


@given(st.lists(_PARAGRAPH, max_size=15))
def test_parents_come_before_their_clauses_and_paths_follow_them(parts: list[Paragraph]) -> None:
    read = document(*parts)
    clauses = segment(read)
    assert segment(read) == clauses
    seen: dict[str, Clause] = {}
    for clause in clauses:
        above = seen[clause.parent_id].path if clause.parent_id else ()
        own = (clause.number,) if clause.number else ()
        assert clause.path in ((*above, *own), above)
        seen[clause.id] = clause


@given(st.lists(_PARAGRAPH, max_size=15))
def test_terms_and_references_lie_in_their_clauses(parts: list[Paragraph]) -> None:
    read = document(*parts)
    clauses = segment(read)
    by_id = {clause.id: clause for clause in clauses}
    assert all(d.clause.span.covers(d.span) for d in defined_terms(read, clauses).values())
    for reference in cross_references(read, clauses):
        assert by_id[reference.clause_id].span.covers(reference.span)
        assert reference.target_id is None or reference.target_id in by_id
    assert all(by_id[one.clause_id].span.covers(one.span) for one in incorporated(read, clauses))


@given(_WORDS | _TEXT)
def test_sentence_units_hold_every_character_once(text: str) -> None:
    spans = sentence_spans(text)
    held = [i for span in spans for i in range(span.start, span.end)]
    assert len(held) == len(set(held))
    assert {i for i, ch in enumerate(text) if not ch.isspace()} <= set(held)
