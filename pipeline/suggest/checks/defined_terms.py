"""No capitalised term comes in that the contract does not use."""

from __future__ import annotations

import re

from pipeline.suggest.proposal import Proposal

NAME = "defined_terms"
_TERM = re.compile(r"(?<![.!?:;\"“]\s)(?<!\n)(?<!^)(?<![\w-])[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)*\b")
_KNOWN = frozenset(
    "I January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday English European Union Economic Area "
    "United States Kingdom Kingdom's Regulation Directive Article Act".split()
)


def check(proposal: Proposal) -> str | None:
    """Look for capitalised words within sentences that stand nowhere in the document."""
    text = proposal.document.text
    for match in _TERM.finditer(proposal.new.removeprefix(proposal.heading)):
        words = match[0]
        if words in proposal.old or re.search(rf"\b{re.escape(words)}\b", text):
            continue
        strange = [
            part
            for part in re.split(r"[\s-]", words)
            if part not in _KNOWN and not re.search(rf"\b{re.escape(part)}\b", text)
        ]
        if strange:
            return f"{words!r} is not a term of this contract"
    return None
