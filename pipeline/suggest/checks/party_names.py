"""The parties are called what this contract calls them."""

from __future__ import annotations

import re

from pipeline.suggest.proposal import Proposal
from pipeline.terms.actors import CUSTOMER_WORDS, SUPPLIER_WORDS

NAME = "party_names"
_ROLE = re.compile(r"\b(" + "|".join(map(re.escape, (*CUSTOMER_WORDS, *SUPPLIER_WORDS))) + r")\b")
_PRONOUN = re.compile(r"\b(?:we|us|our|you|your)\b", re.IGNORECASE)


def check(proposal: Proposal) -> str | None:
    """Look for role words and pronouns put in that the contract does not use for a party."""
    text = proposal.document.text
    names = {name for party in proposal.parties.all() for name in (party.name, *party.terms)}
    for match in _ROLE.finditer(proposal.added):
        used = re.search(rf"\b{re.escape(match[0])}\b", text)
        if not used and match[0] not in names:
            return f"{match[0]!r} is no party of this contract"
    stranger = _PRONOUN.search(proposal.added)
    if stranger and not _PRONOUN.search(text):
        return f"{stranger[0]!r} is no party of this contract"
    return None
