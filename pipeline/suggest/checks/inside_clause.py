"""Edits stay within the clause, or at the gap where a new one goes."""

from __future__ import annotations

from pipeline.suggest.proposal import Proposal

NAME = "inside_clause"


def check(proposal: Proposal) -> str | None:
    """Compare each edit's span with the clause's span or the gap's offset."""
    for edit in proposal.edits:
        if proposal.clause is not None and not proposal.clause.span.covers(edit.span):
            return f"an edit at {edit.span.start} leaves the clause"
        if proposal.gap is not None and edit.span.start != proposal.gap.offset:
            return f"an edit at {edit.span.start} is not at the gap"
    return None
