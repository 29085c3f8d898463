"""Mend one clause for all the deviations that hit it, as one suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.playbook.entry import Entry
from pipeline.signals.loose import read_text
from pipeline.suggest.case import Case
from pipeline.suggest.desk import Desk
from pipeline.suggest.mend import Mended, mend
from pipeline.suggest.posture import target, unwanted
from pipeline.suggest.proposal import Proposal
from pipeline.types.clause import Clause
from pipeline.types.deviation import Deviation
from pipeline.types.span import Span
from pipeline.types.suggestion import Suggestion, Unresolved
from pipeline.types.word_diff import word_edits


@dataclass
class _State:
    text: str
    whole: bool = False
    writers: list[str] = field(default_factory=list)
    last: Mended | None = None
    mended: list[Deviation] = field(default_factory=list)


def repair(
    desk: Desk, clause: Clause, asked: Sequence[Deviation], judged: Sequence[Deviation]
) -> tuple[Suggestion | None, list[Unresolved]]:
    """Mend the asked deviations one after the other on the running text.

    What one cannot mend is unresolved and leaves the text as the others made it; so is what only
    likeness to an exemplar speaks against, since no words are known to be wrong. `judged` are all
    rows of the document, whose types in this clause must not become unacceptable.
    """
    entries = _entries(desk, clause, judged)
    state = _State(clause.text)
    left: list[Unresolved] = []
    for deviation in asked:
        entry = desk.playbook.entries[deviation.clause_type]
        if entry.positions is None:
            left.append(Unresolved(deviation.id, ("no_position",)))
            continue
        if deviation.rule == "exemplars":
            left.append(Unresolved(deviation.id, ("likeness_alone",)))
            continue
        result = mend(
            _case(desk, clause, deviation, entry, state.text),
            lambda text, whole, e=entry, d=deviation: _propose(  # type: ignore[misc]
                desk, clause, d, e, entries, text, whole
            ),
            state.whole,
        )
        if not isinstance(result, Mended):
            left.append(Unresolved(deviation.id, result))
            continue
        state.mended.append(deviation)
        if result.text != state.text or state.last is None:
            state.last, state.text, state.whole = result, result.text, result.whole
            state.writers += result.writers
    return _suggestion(desk, clause, state), left


def _entries(desk: Desk, clause: Clause, judged: Sequence[Deviation]) -> tuple[Entry, ...]:
    names = [d.clause_type for d in judged if d.clause_id == clause.id]
    known = desk.playbook.entries
    return tuple(known[name] for name in dict.fromkeys(names) if name in known)


def _case(desk: Desk, clause: Clause, deviation: Deviation, entry: Entry, text: str) -> Case:
    shift = clause.span.start
    focus = [
        Span(piece.span.start - shift, piece.span.end - shift)
        for piece in deviation.evidence
        if clause.span.covers(piece.span)
    ]
    return Case(
        entry=entry,
        text=text,
        lead=desk.lead_of(clause.id),
        parties=desk.parties,
        filler=desk.filler,
        bad=unwanted(deviation),
        target=target(deviation, desk.deal.posture),
        focus=tuple(focus) if text == clause.text else (),
    )


def _propose(
    desk: Desk,
    clause: Clause,
    deviation: Deviation,
    entry: Entry,
    entries: tuple[Entry, ...],
    text: str,
    whole: bool,
) -> Proposal:
    lead = desk.lead_of(clause.id)
    return Proposal(
        document=desk.analysis.document,
        clauses=desk.analysis.clauses,
        parties=desk.parties,
        entry=entry,
        entries=entries,
        bad=unwanted(deviation),
        old=clause.text,
        new=text,
        edits=tuple(word_edits(clause.text, text, at=clause.span.start)),
        read=lambda words: read_text(words, desk.parties, lead),
        clause=clause,
        lead=lead,
        whole=whole,
        likeness=desk.likeness(entry) if deviation.rule == "exemplars" else None,
    )


def _suggestion(desk: Desk, clause: Clause, state: _State) -> Suggestion | None:
    edits = tuple(word_edits(clause.text, state.text, at=clause.span.start))
    if not edits or state.last is None:
        return None
    reasons = [desk.reasons(deviation) for deviation in state.mended]
    entries = [desk.playbook.entries[d.clause_type] for d in state.mended]
    return Suggestion(
        id=f"suggestion:{clause.id}",
        deviation_ids=tuple(d.id for d in state.mended),
        clause_id=clause.id,
        edits=edits,
        rationale="\n".join(dict.fromkeys(text for text, _ in reasons)),
        outgoing="\n".join(dict.fromkeys(e.outgoing for e in entries if e.outgoing)),
        writer="+".join(dict.fromkeys(state.writers)),
        checks=state.last.checks,
        legal_anchors=tuple(dict.fromkeys(a for _, anchors in reasons for a in anchors)),
    )
