"""No reference comes in to a clause, schedule or annex that is not there."""

from __future__ import annotations

import re

from pipeline.suggest.proposal import Proposal

NAME = "references"
_REFERENCE = re.compile(
    r"\b(clause|section|article|paragraph|schedule|annex|exhibit|appendix)s?\s+"
    r"(\d+(?:\.\d+)*(?:\([a-z\d]+\))*|[A-Z])\b(?!\s+of\s+the\s+(?:EU|GDPR|AI\s+Act|Regulation|Directive))",
    re.IGNORECASE,
)


def check(proposal: Proposal) -> str | None:
    """Look for each reference put in among the document's numbers and headings."""
    numbers = {clause.number.strip("() .") for clause in proposal.clauses if clause.number}
    before = {m[0].casefold() for m in _REFERENCE.finditer(proposal.old)}
    for match in _REFERENCE.finditer(proposal.new):
        if match[0].casefold() in before or match[2].strip("() .") in numbers:
            continue
        if not re.search(rf"\b{re.escape(match[0])}\b", proposal.document.text, re.IGNORECASE):
            return f"{match[0]!r} leads nowhere"
    return None
