"""The words an edit replaces stand in the document where it says."""

from __future__ import annotations

from pipeline.suggest.proposal import Proposal

NAME = "quotes_verbatim"


def check(proposal: Proposal) -> str | None:
    """Compare each edit's original with the text at its span."""
    text = proposal.document.text
    for edit in proposal.edits:
        if edit.span.end > len(text) or text[edit.span.start : edit.span.end] != edit.original:
            return f"{edit.original!r} is not at {edit.span.start}"
    return None
