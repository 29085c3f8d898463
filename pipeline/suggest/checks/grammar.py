"""The new text reads: no doubled words or verbs, no stray spaces, a stop at the end."""

from __future__ import annotations

import re

from pipeline.suggest.proposal import Proposal

NAME = "grammar"
_FAULTS = {
    "a doubled word": re.compile(r"\b(?!that\b|had\b|is\b)([A-Za-z]{2,})[ ]+\1\b", re.IGNORECASE),
    "two modal verbs": re.compile(
        r"\b(?:shall|will|may|must|can|should)(?: not)? (?:shall|will|must|can|should|may)\b"
    ),
    "not twice": re.compile(r"\bnot,? (?:shall )?not\b", re.IGNORECASE),
    "a double space": re.compile(r"(?<=\S)  +(?=\S)"),
    "a space before a mark": re.compile(r"\w +[,;.](?=\s|$)"),
    "a doubled mark": re.compile(r"[,;.]\s?[,;]|(?<!\.)\.\.(?!\.)"),
    "a wrong article": re.compile(
        r"\ba (?=[aeio][a-z]{2})(?!one\b|once\b|eu)|\ban (?=[bcdfgjkpqtvwz][a-z])"
    ),
}
_STOPS = (".", ";", ":", ",", "!", "?", "and", "or")


def check(proposal: Proposal) -> str | None:
    """Count each fault before and after; look at brackets and at how the clause ends."""
    for name, pattern in _FAULTS.items():
        if len(pattern.findall(proposal.new)) > len(pattern.findall(proposal.old)):
            return name
    for left, right in ("()", "[]", "“”"):
        if _open(proposal.new, left, right) != _open(proposal.old, left, right):
            return f"an unmatched {left} or {right}"
    if _stops(proposal.old or ".") and not _stops(proposal.new):
        return "no stop at the end"
    return None


def _open(text: str, left: str, right: str) -> int:
    return text.count(left) - text.count(right)


def _stops(text: str) -> bool:
    return text.rstrip().rstrip("\"'”’)]*_").endswith(_STOPS)
