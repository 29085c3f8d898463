"""Defined terms: '"Services" means', '(the “Customer”)'. The span is the term without quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.terms.found import Found
from pipeline.types.term import TermKind

KINDS = (TermKind.DEFINED_TERM,)

_QUOTED = re.compile(r"[“\"](?:\*\*)?(?P<term>[A-Za-z0-9][^“”\"\n]{0,78}?)(?:\*\*)?[,.]?[”\"]")
_BOLD = re.compile(r"\*\*(?P<term>[A-Z][^*\n“”\"]{0,78}?)\*\*(?=\s+(?:means?|shall\s+mean)\b)")
_MEANS = re.compile(
    r"(?i)(?:\*\*)?(?:\s+or\s+[“\"][^“”\"\n]{1,80}[”\"])*,?\s*(?:\([^()]{0,60}\)\s*)?(?:(?:shall|will|each)\s+)?"
    r"(?:means?\b|(?:has|have|having|shall\s+have)\s+the\s+(?:same\s+)?meanings?|refers?\s+to\b|is\s+defined|"
    r"are\s+defined|includes?\b)"
)
_CALLED = re.compile(
    r"(?i)\b(?:(?:referred\s+to|known|designated|defined)\s+(?:\w+\s+){0,4}as|hereinafter,?|called)"
    r"\s+(?:\w+\s+)?(?:the\s+)?$"
)


def find(text: str) -> Iterable[Found]:
    """Yield each term where it is given its meaning."""
    for match in _QUOTED.finditer(text):
        if _defined(text, match):
            yield _found(match)
    for match in _BOLD.finditer(text):
        yield _found(match)


def _found(match: re.Match[str]) -> Found:
    start, term = match.start("term"), match["term"].strip()
    return Found(TermKind.DEFINED_TERM, start, start + len(term), " ".join(term.split()))


def _defined(text: str, match: re.Match[str]) -> bool:
    if _MEANS.match(text, match.end(), match.end() + 260):
        return True
    floor = max(0, match.start() - 160)
    floor = max(floor, text.rfind("\n", floor, match.start()) + 1)
    if _CALLED.search(text, floor, match.start()):
        return True
    return match["term"][:1].isupper() and _in_bracket(text, floor, match)


def _in_bracket(text: str, floor: int, match: re.Match[str]) -> bool:
    opening = text.rfind("(", floor, match.start())
    if opening < 0 or text.rfind(")", floor, match.start()) > opening:
        return False
    closing = text.find(")", match.end(), match.end() + 80)
    between = re.sub(r"[“\"][^“”\"\n]{1,80}[”\"]", " ", text[opening + 1 : match.start()])
    return closing >= 0 and _PREFIX.fullmatch(between) is not None


_PREFIX = re.compile(
    r"(?i)[\s,;]*(?:(?:the|this|these|that|such|an?|each|any|all|every|and|or|together|collectively|individually|"
    r"hereinafter|hereafter|herein|referred|to|as|called|with|its|affiliates|sometimes|jointly|severally|"
    r"being|respectively|in|aggregate|also|known|defined|singly|both|of|them|party|for|purposes|hereof|agreement|"
    r"case|us|we|our|you|your|[“”\"])[\s,;:/]*)*"
)
