"""An item of a list still reads on from the words that introduce it."""

from __future__ import annotations

import re

from pipeline.suggest.proposal import Proposal

NAME = "reads_on"
_MARK = re.compile(r"^\W*(?:\([a-z\d]{1,4}\)|[a-z\d]{1,3}[.)]|[*•–-])?\s*")


def check(proposal: Proposal) -> str | None:
    """Refuse whole sentences put under a lead-in such as "Supplier shall:"."""
    if not proposal.lead or not proposal.whole:
        return None
    start = _MARK.sub("", proposal.new, count=1)[:1]
    before = _MARK.sub("", proposal.old, count=1)[:1]
    if start.isupper() or not before.isupper():
        return "a whole sentence stands in a list that reads on from its lead-in"
    return None
