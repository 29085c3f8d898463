"""A conflict with another document: anchored in this one, the other named and quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import InvariantError
from pipeline.redline.internal import internal_changes
from pipeline.types.deviation import Conflict, Place, Queue, Severity
from pipeline.types.span import Span
from tests.pipeline.redline.reviews import review

TEXT = "The law of England governs."
OTHER = "The law of Ireland governs."


def place(document_id: str, name: str, text: str) -> Place:
    return Place(document_id, name, "c1", Span(0, len(text)), text, number="7")


MINE = place("0" * 64, "deal.docx", TEXT)
THEIRS = place("1" * 64, "order.pdf", OTHER)


def conflict(a: Place, b: Place) -> Conflict:
    return Conflict(
        "x", "c1", "c1", "law", Severity.MEDIUM, "Two laws.", Queue.LEGAL_SENIOR, a=a, b=b
    )


@pytest.mark.parametrize(("a", "b"), [(MINE, THEIRS), (THEIRS, MINE)], ids=["side a", "side b"])
def test_the_comment_is_here_and_names_the_words_there(a: Place, b: Place) -> None:
    changes = internal_changes(review(TEXT, [], conflicts=[conflict(a, b)]))
    (change,) = [change for change in changes if change.id == "x"]
    assert (change.anchor, change.mode) == (Span(0, len(TEXT)), "comment")
    assert change.comment is not None
    assert change.comment.startswith(f"Conflict with order.pdf, 7 (“{OTHER}”): Two laws.")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        pytest.param(conflict(THEIRS, THEIRS), "no clause of this document", id="two others"),
        pytest.param(
            replace(conflict(MINE, THEIRS), a_clause_id="c9"),
            "no clause of this document",
            id="a clause that is not there",
        ),
        pytest.param(
            conflict(place("0" * 64, "deal.docx", OTHER), THEIRS),
            "not verbatim",
            id="not our words",
        ),
    ],
)
def test_a_conflict_that_is_not_this_documents_is_refused(wrong: Conflict, says: str) -> None:
    with pytest.raises(InvariantError, match=says):
        review(TEXT, [], conflicts=[wrong])
