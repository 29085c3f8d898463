"""A missing clause as a new paragraph, in the contract's own names."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.signals.loose import read_text
from pipeline.suggest.desk import Desk
from pipeline.suggest.posture import target, unwanted
from pipeline.suggest.proposal import Proposal
from pipeline.suggest.verify import failed, verify
from pipeline.types.deviation import Deviation
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit, Suggestion, Unresolved


def insertion(
    desk: Desk, deviation: Deviation, others: Sequence[Suggestion]
) -> Suggestion | Unresolved:
    """Return the clause to put in at the gap, or why it cannot be.

    Heading and language are one paragraph, so that Word's numbering takes it as the next clause.
    """
    entry = desk.playbook.entries[deviation.clause_type]
    if deviation.gap is None or entry.positions is None:
        return Unresolved(deviation.id, ("no_position",))
    at = Span(deviation.gap.offset, deviation.gap.offset)
    if any(edit.span.overlaps(at) for other in others for edit in other.edits):
        return Unresolved(deviation.id, ("disjoint",))
    wanted = target(deviation, desk.deal.posture)
    positions = entry.positions
    language = (positions.preferred if wanted == "preferred" else positions.fallback).language
    if language is None:
        return Unresolved(deviation.id, ("no_language",))
    heading = f"{entry.placement.heading.rstrip('.')}. " if entry.placement else ""
    words = heading + desk.filler.fill(language)
    edit = Edit(at, "", words, new_paragraph=True)
    proposal = Proposal(
        document=desk.analysis.document,
        clauses=desk.analysis.clauses,
        parties=desk.parties,
        entry=entry,
        entries=(entry,),
        bad=unwanted(deviation),
        old="",
        new=words,
        edits=(edit,),
        read=lambda text: read_text(text, desk.parties),
        gap=deviation.gap,
        heading=heading,
        whole=True,
    )
    checks = verify(proposal)
    if failed(checks):
        return Unresolved(deviation.id, failed(checks))
    text, anchors = desk.reasons(deviation)
    return Suggestion(
        id=f"suggestion:{deviation.id}",
        deviation_ids=(deviation.id,),
        clause_id=None,
        edits=(edit,),
        rationale=text,
        outgoing=entry.outgoing,
        writer="language:" + wanted,
        checks=checks,
        legal_anchors=anchors,
    )
