"""Words and figures agree: "thirty (30)"."""

from __future__ import annotations

from pipeline.suggest.proposal import Proposal
from pipeline.terms.numbers import mismatches

NAME = "words_and_figures"


def check(proposal: Proposal) -> str | None:
    """Look for numbers stated twice and differently that were not so before."""
    before = len(mismatches(proposal.old))
    after = mismatches(proposal.new)
    if len(after) > before:
        return f"words say {after[0].words}, figures {after[0].figures}"
    return None
