"""Find words within one sentence and replace them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.playbook.entry import EditRule, compiled
from pipeline.segment.sentences import sentence_spans
from pipeline.signals.evaluate import Hit
from pipeline.suggest.case import Case

WAY = "find"


def write(rule: EditRule, case: Case, hits: Sequence[Hit]) -> str | None:
    """Replace the first match in each sentence where the signal holds, else in any sentence."""
    if rule.find is None or rule.replace is None:
        return None
    template = _template(rule.replace, case)
    units = sentence_spans(case.text)
    places = [span for hit in hits for span in hit.spans]
    inside = [unit for unit in units if any(unit.overlaps(place) for place in places)] or units
    out: list[str] = []
    at = 0
    for unit in inside:
        sentence = unit.slice(case.text)
        match = compiled(rule.find).search(sentence)
        if match is None:
            continue
        words = _expanded(match, template)
        if words is None:
            return None
        words = words.upper() if _shouts(match[0]) else words
        out += [case.text[at : unit.start], sentence[: match.start()], words]
        out.append(sentence[match.end() :])
        at = unit.end
    return "".join([*out, case.text[at:]]) if out else None


def _shouts(words: str) -> bool:
    """Say whether words are set in capitals throughout, as disclaimers are."""
    return words.isupper() and sum(ch.isalpha() for ch in words) >= 5


def _template(replacement: str, case: Case) -> str:
    """Fill slots before any words of the contract come in: those are never read as slots."""
    return case.filler.fill_part(replacement) if "{{" in replacement else replacement


def _expanded(match: re.Match[str], template: str) -> str | None:
    try:
        return match.expand(template)
    except (re.error, IndexError):  # a party's name holds a backslash
        return None
