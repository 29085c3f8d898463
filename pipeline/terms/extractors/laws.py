"""Governing law: which jurisdiction's law a contract follows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.terms.found import Found
from pipeline.terms.jurisdictions import ADJECTIVES, COUNTRIES, PROVINCES, STATES
from pipeline.terms.sentences import around, statements
from pipeline.types.term import TermKind

KINDS = (TermKind.LAW,)

_NAMES = sorted([*STATES, *PROVINCES, *COUNTRIES], key=len, reverse=True)
_CANONICAL = {name.lower(): name for name in _NAMES} | {"england & wales": "England and Wales"}
_NAME = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in _NAMES)
_STYLE = (
    r"(?:(?:State|Commonwealth|Province|Federal\s+Republic|Republic|Kingdom|Principality|"
    r"Grand\s+Duchy|People['’]s\s+Republic|Emirate|Canton|Free\s+State|Hellenic\s+Republic|"
    r"Confederation)\s+of\s+(?:the\s+)?)"
)
_PLACE = rf"(?:the\s+)?{_STYLE}?(?P<{{0}}>{_NAME})\b"
_LAW_OF = re.compile(
    rf"\blaws?(?:\s+and\s+(?:regulations|jurisdiction|courts))?\s+(?:in\s+(?:force|effect)\s+in|of|in)"
    rf"\s+(?:the\s+jurisdiction\s+of\s+)?(?P<whole>{_PLACE.format('of')})"
    rf"|\b(?P<before>{_NAME}|{'|'.join(ADJECTIVES)})\s+(?:\w+\s+)?laws?\b",
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    r"(?i)\bgovern(?:ed|s|ing)?\b|\bconstrued\b|\binterpreted\b|\bsubject\s+to\b|\bapplicable\s+law\s+is\b"
    r"|\bapply\b|\bapplies\b"
)
_ANY = re.compile(r"(?i)\blaws?\b")
_FORMED = re.compile(
    r"(?i)\b(?:organi[sz]ed|incorporated|existing|formed|established|registered|created|standing|"
    r"constituted|duly)\b[^.;]{0,60}$"
)


def find(text: str) -> Iterable[Found]:
    """Yield the jurisdiction whose law governs, in a statement that says so.

    The law under which a company is formed is not a governing law.
    """
    if not _ANY.search(text):
        return
    spans = None
    for match in _LAW_OF.finditer(text):
        spans = spans if spans is not None else statements(text)
        inside = around(spans, match.start())
        floor = max(inside.start, match.start() - 400)
        if _FORMED.search(text, max(floor, match.start() - 90), match.start()):
            continue
        if not _GOVERNS.search(text, floor, min(inside.end, match.end() + 120)):
            continue
        group = "whole" if match["whole"] else "before"
        words = " ".join((match["of"] or match["before"]).split())
        value = ADJECTIVES.get(words.capitalize()) or _CANONICAL.get(words.lower(), words)
        yield Found(TermKind.LAW, match.start(group), match.end(group), value)
