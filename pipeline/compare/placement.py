"""Where a missing clause goes: after its right sibling, else at the end of operative text."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.playbook.entry import Entry
from pipeline.signals.bearing import Bearing, bearing
from pipeline.signals.held import Held
from pipeline.types.analysis import Analysis
from pipeline.types.clause import Clause
from pipeline.types.document import BlockKind, Document, Story
from pipeline.types.span import Gap

_NO_ROOM = {BlockKind.TABLE_CELL, BlockKind.FOOTNOTE, BlockKind.TEXT_BOX}


def gap_for(entry: Entry, analysis: Analysis, held: Mapping[str, Mapping[str, Held]]) -> Gap:
    """Return the gap after the first present type of `placement.after`, with its sub-clauses."""
    for wanted in entry.placement.after if entry.placement else ():
        best = max(
            (c for c in analysis.clauses if wanted in held.get(c.id, {})),
            key=lambda c: (held[c.id][wanted].score or 0.0, -c.span.start),
            default=None,
        )
        if best is not None:
            last = _last_of(best, analysis.clauses)
            if _room_after(last, analysis.document):
                return _gap(last, analysis.document)
    return _end_gap(analysis)


def _last_of(clause: Clause, clauses: tuple[Clause, ...]) -> Clause:
    family = {clause.id}
    last = clause
    for other in clauses:
        if other.parent_id in family:
            family.add(other.id)
            last = max(last, other, key=lambda c: c.span.end)
    return last


def _end_gap(analysis: Analysis) -> Gap:
    last: Clause | None = None
    for clause in analysis.clauses:
        kind = bearing(clause)
        if kind is Bearing.SIGNATURE and last is not None:
            break
        if kind is Bearing.OPERATIVE and _room_after(clause, analysis.document):
            last = clause
    if last is None:
        return Gap(len(analysis.document.text.rstrip()), None)
    return _gap(last, analysis.document)


def _gap(clause: Clause, document: Document) -> Gap:
    end = document.text.find("\n", clause.span.end)
    at = len(document.text) if end < 0 else end
    if clause.span.end > 0 and document.text[clause.span.end - 1] == "\n":
        at = clause.span.end - 1
    return Gap(at, clause.id)


def _room_after(clause: Clause, document: Document) -> bool:
    for block in document.blocks:
        if block.span.start < clause.span.end <= block.span.end:
            return block.kind not in _NO_ROOM and block.story is Story.BODY
    return True
