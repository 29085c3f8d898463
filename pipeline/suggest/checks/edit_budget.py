"""An edit is small beside its clause, unless sentences are replaced on purpose."""

from __future__ import annotations

from pipeline.suggest.proposal import Proposal

NAME = "edit_budget"
_SHARE = 0.6
_FREE = 60
_INSERT = 700


def check(proposal: Proposal) -> str | None:
    """Measure characters taken out and put in, in code points."""
    if proposal.whole or proposal.clause is None:
        return None
    out = sum(len(edit.original) for edit in proposal.edits)
    put = sum(len(edit.replacement) for edit in proposal.edits)
    size = len(proposal.old)
    if out > max(_FREE, _SHARE * size):
        return f"{out} of {size} characters go"
    if put > max(_INSERT, size):
        return f"{put} characters come into a clause of {size}"
    return None
