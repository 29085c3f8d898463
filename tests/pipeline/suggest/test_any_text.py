"""Compare, suggest and route over whatever a document may hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare import compare
from pipeline.playbook import load_playbook
from pipeline.route import route
from pipeline.suggest import suggest
from pipeline.terms import find_parties
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Posture
from pipeline.types.document import Document
from pipeline.types.review import Review, RunInfo
from pipeline.types.suggestion import apply_edits
from tests.pipeline.compare.build import Part, build

BOOK = load_playbook()
WORDS = (
    "The Supplier may use Customer Data to train its models.",
    "You grant us a licence to develop our products with your content;",
    "unless you opt out, we train on it",
    "{{supplier}} [●] ____ \\g<who> (unclosed",
    "𝔸\u200b\u202eright to left\u202c may train",
    "(a)",
    "Neither party shall not not be liable: and",
    "“Data” means bias.",
    "The AI system ranks job applicants.",
    "IN WITNESS WHEREOF",
    " \t",
    "",
)


def reviewed(analysis: Analysis, posture: Posture) -> Review:
    deal = Deal(posture=posture)
    found = compare(analysis, BOOK, deal)
    parties = find_parties(analysis.document, analysis.clauses)
    made, left = suggest(analysis, found.deviations, BOOK, deal, parties, conflicts=found.conflicts)
    rows = route(found.deviations, analysis, found, BOOK, deal)
    return Review(
        document=analysis.document,
        deal=deal,
        clauses=analysis.clauses,
        tags=analysis.tags,
        terms=analysis.terms,
        deviations=tuple(rows),
        suggestions=tuple(made),
        unresolved=tuple(left),
        missing=found.missing,
        conflicts=found.conflicts,
        run=RunInfo("0", BOOK.version),
    )


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map("".join), max_size=5),
    st.floats(0, 1),
    st.sampled_from(list(Posture)),
)
def test_a_whole_review_can_be_built_of_any_text(
    texts: list[str], score: float, posture: Posture
) -> None:
    analysis = build([Part(text, {"training_on_customer_data": score}) for text in texts])
    review = reviewed(analysis, posture)
    edits = [edit for one in review.suggestions for edit in one.edits]
    after = apply_edits(analysis.document.text, edits)
    assert (after != analysis.document.text) is bool(edits)
    assert "{{supplier}}" not in "".join(edit.replacement for edit in edits)
    named = [d.clause_id for d in review.deviations if d.specialist and d.clause_id]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("posture", list(Posture))
def test_a_document_without_clauses(posture: Posture) -> None:
    document = Document("d", "empty.txt", "text/plain", "", ())
    analysis = Analysis(document, (), (), (), np.zeros((0, 4), dtype=np.float32))
    review = reviewed(analysis, posture)
    assert (review.deviations, review.suggestions) == ((), ())
