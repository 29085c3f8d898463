"""Nothing is left to fill in."""

from __future__ import annotations

import re

from pipeline.suggest.proposal import Proposal

NAME = "no_open_slot"
_OPEN = re.compile(r"\{\{|\}\}|\[[^\]\n]{0,80}\]|_{3,}|\bTBD\b|\bTBC\b|\bXX+\b|\\g<")


def check(proposal: Proposal) -> str | None:
    """Look for slots, square brackets and blanks in the words put in."""
    match = _OPEN.search(proposal.added)
    return f"{match[0]!r} is left open" if match else None
