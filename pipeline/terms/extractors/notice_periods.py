"""Notice periods: how long before something one must tell the other side."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.terms.found import Found
from pipeline.terms.numbers.durations import durations
from pipeline.types.term import TermKind

KINDS = (TermKind.NOTICE_PERIOD,)

_NOTICE = (
    r"(?:notices?|notif(?:y|ies|ied|ying|ication)|"
    r"intent(?:ion)?s?\s+(?:not\s+)?to\s+(?:renew|terminate))"
)
_AFTER = re.compile(
    rf"(?i)(?:[\w()-]+\s+){{0,2}}?,?\s*(?:(?:in\s+)?(?:advanced?|prior|written|previous|express|"
    rf"reasonable|formal|advance\s+written)\b[\s,/]*(?:and/or|and|or)?\s*){{1,4}}"
    rf"(?:[\w'’-]+\s+){{0,3}}?{_NOTICE}\b|\s*(?:of\s+)?(?:a\s+)?{_NOTICE}\b"
)
_AHEAD = re.compile(
    r"(?i)\s*(?:in\s+advance\b|prior\s+to\b|before\b|preceding\b|ahead\s+of\b|(?:prior|before),)"
)
_OF = re.compile(
    rf"(?i)\b{_NOTICE}(?:\s+period)?\s+(?:\w+\s+){{0,3}}?(?:of|is|be)\s+(?:(?:not|no)\s+(?:less|fewer)\s+than|"
    rf"at\s+least|a\s+minimum\s+of)?\s*$|\b{_NOTICE}\s+(?:not|no)\s+(?:less|fewer|later)\s+than\s+$"
)
_WITHIN = re.compile(r"(?i)\b(?:within|for)\s+(?:a\s+period\s+of\s+)?(?:the\s+)?$")
_NEARBY = re.compile(rf"(?i)\b{_NOTICE}\b")


def find(text: str) -> Iterable[Found]:
    """Yield durations of advance notice.

    A period that begins with the notice ("within 30 days after notice") is a duration, no notice
    period.
    """
    if not _NEARBY.search(text):
        return
    for stated in durations(text):
        if _is_notice(text, stated.start, stated.end):
            yield Found(TermKind.NOTICE_PERIOD, stated.start, stated.end, stated.iso, stated.unit)


def _is_notice(text: str, start: int, end: int) -> bool:
    floor = max(0, start - 160)
    stop = text.find("\n", end, end + 160)
    ceiling = stop if stop >= 0 else min(len(text), end + 160)
    if _WITHIN.search(text, floor, start) and not re.match(
        r"['’]|\s*prior", text[end - 1 : end + 8]
    ):
        return False
    if _AFTER.match(text, end, ceiling) or _OF.search(text, floor, start):
        return True
    if not _AHEAD.match(text, end, ceiling):
        return False
    before = max(text.rfind(mark, floor, start) for mark in (". ", "\n")) + 1
    after = text.find(". ", end, ceiling)
    return _NEARBY.search(text, max(before, floor), after if after >= 0 else ceiling) is not None
