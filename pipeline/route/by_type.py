"""Reasons that lie in the clause's types, and in readings that differ about them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.playbook.playbook import Playbook
from pipeline.route.reason import Reason
from pipeline.signals.held import Held, cue_spans
from pipeline.signals.reading import Reading
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Known
from pipeline.types.deviation import RouteStrength


def by_type(held: Mapping[str, Held], playbook: Playbook, consequential: Known) -> list[Reason]:
    """Return a reason for every type that always goes, and by trigger 1 for those that may.

    A type counts when the tagger asserts it, or a cue shows it and the tagger does not know it.
    """
    out = []
    for name, one in held.items():
        if not (one.asserted or one.score is None):
            continue
        entry = playbook.entries[name]
        rule = entry.route.specialist
        if rule == "must":
            words = f"{entry.title} always goes to a specialist"
            out.append(Reason(f"type:{name}", words, RouteStrength.MUST, name, one.spans))
        elif rule in ("trigger", "explain_trigger") and consequential is Known.YES:
            words = f"{entry.title}, where outputs bear on decisions about people (trigger 1)"
            out.append(Reason(f"trigger:1:{name}", words, RouteStrength.MUST, name, one.spans))
    return out


def by_disagreement(
    clause_id: str,
    analysis: Analysis,
    held: Mapping[str, Held],
    reading: Reading,
    playbook: Playbook,
) -> list[Reason]:
    """Return a reason for each type that always goes and that readings differ about (trigger 7)."""
    limits = playbook.routing.disagreement
    out = []
    for tag in analysis.tags_of(clause_id):
        entry = playbook.entry_of(tag.clause_type)
        if entry is None or entry.route.specialist != "must" or tag.asserted:
            continue
        if entry.id in held and held[entry.id].asserted:
            continue
        cued = cue_spans(entry.cues, entry.negative_cues, reading)
        if tag.score >= limits.doubt or (cued and tag.score >= limits.doubt_with_cue):
            words = f"readings differ on whether this is {entry.title.lower()} (trigger 7)"
            spans = cued or (tag.span,)
            out.append(Reason("trigger:7", words, RouteStrength.MUST, entry.id, spans))
    return out
