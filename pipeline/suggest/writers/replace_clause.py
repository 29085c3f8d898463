"""Put the position's language in the place of the sentences that offend, keeping the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.playbook.entry import EditRule
from pipeline.segment.sentences import sentence_spans
from pipeline.signals.evaluate import Hit
from pipeline.suggest.case import Case
from pipeline.types.span import Span

WAY = "replace_clause"
_LABEL = re.compile(
    r"^(?:\W*(?:\d+(?:\.\d+)*\.?|\([a-z\d]{1,4}\)|[*•-])\s+)?"
    r"(?:[*_]*[A-Z][\w’'&/,-]*(?:\s+(?:[A-Z][\w’'&/,-]*|of|and|to|for|the|in|on|or|by)){0,7}[.:][*_]*\s+)?"
)


def write(rule: EditRule, case: Case, hits: Sequence[Hit]) -> str | None:
    """Replace the first offending sentence by the language and drop the other offending ones.

    A number or run-in heading that opens the clause is kept.
    """
    positions = case.entry.positions
    if rule.replace_clause is None or positions is None:
        return None
    position = positions.preferred if rule.replace_clause == "preferred" else positions.fallback
    if position.language is None:
        return None
    language = case.filler.fill(position.language)
    label = _label_end(case.text)
    units = [Span(max(u.start, label), u.end) for u in sentence_spans(case.text) if u.end > label]
    places = [span for hit in hits for span in hit.spans] or list(case.focus)
    bad = [unit for unit in units if any(unit.overlaps(place) for place in places)] or units
    if not bad:
        return None
    out, at = "", 0
    for index, unit in enumerate(bad):
        out += case.text[at : unit.start] + (language if index == 0 else "")
        at = unit.end
        if index:
            out = out.rstrip(" ")
    return out + case.text[at:]


def _label_end(text: str) -> int:
    match = _LABEL.match(text)
    return match.end() if match and match.end() < len(text) else 0
