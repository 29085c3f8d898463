"""Put another value, in the drafting style of the one that stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.errors import UsageError
from pipeline.playbook.entry import EditRule
from pipeline.signals.evaluate import Hit
from pipeline.suggest.case import Case
from pipeline.terms.numbers import restyle_duration, restyle_money, restyle_percent
from pipeline.types.term import TermKind

WAY = "set_term"
_STYLES: dict[TermKind, Callable[[str, str], str]] = {
    TermKind.DURATION: restyle_duration,
    TermKind.NOTICE_PERIOD: restyle_duration,
    TermKind.MONEY: restyle_money,
    TermKind.PERCENT: restyle_percent,
}


def write(rule: EditRule, case: Case, hits: Sequence[Hit]) -> str | None:
    """Rewrite the values by which the signals hold."""
    if rule.set_term is None:
        return None
    out, at = "", 0
    for span, kind in sorted(
        (s, h.signal.term.kind) for h in hits if h.signal.term for s in h.spans
    ):
        style = _STYLES.get(kind)
        if style is None or span.start < at:
            continue
        try:
            words = style(span.slice(case.text), rule.set_term)
        except UsageError:
            continue
        out += case.text[at : span.start] + words
        at = span.end
    return out + case.text[at:] if at else None
