"""Why we ask, for us; and the legal facts it may cite."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.playbook.entry import Anchor, Entry
from pipeline.playbook.playbook import Playbook
from pipeline.signals.patterns import found
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Known
from pipeline.types.term import TermKind


def citable(entry: Entry, playbook: Playbook, deal: Deal, analysis: Analysis) -> list[Anchor]:
    """Return the entry's anchors that are certain or high and whose jurisdiction touches the deal.

    It touches by a fact that is yes, by the governing law, or by a place the parties' papers name
    as law.
    """
    laws = " ; ".join(t.value for t in analysis.terms if t.kind is TermKind.LAW)
    out = []
    for anchor in entry.anchors:
        rule = playbook.routing.jurisdictions.get(anchor.jurisdiction)
        if rule is None or anchor.sure not in ("certain", "high"):
            continue
        stated = any(deal.fact(name) is Known.YES for name in rule.facts)
        if rule.always or stated or found(rule.words, laws):
            out.append(anchor)
    return out


def rationale(entry: Entry, why: str, anchors: Sequence[Anchor]) -> str:
    """Return the reviewer's reason: what was found, why it matters, dated facts."""
    facts = " ".join(f"{a.citation}: {a.fact}" for a in anchors)
    return " ".join(part for part in (why, entry.rationale, facts) if part)
