"""Whether a playbook's signals and edits do on its own exemplars what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pipeline.playbook import Finding, Playbook, check
from pipeline.playbook.entry import Entry, Position
from pipeline.signals.evaluate import Hit, fired, stance_of
from pipeline.signals.loose import read_text
from pipeline.suggest.case import Case
from pipeline.suggest.filler import Filler
from pipeline.suggest.writers import find
from pipeline.terms import Parties, Party
from pipeline.types.deviation import Stance
from pipeline.types.span import Span

_PAPER = "The Supplier serves the Customer."
_PARTIES = Parties(
    Party("Customer", "customer", ("Customer",), Span(0, 0)),
    Party("Supplier", "supplier", ("Supplier",), Span(0, 0)),
)
_Found = tuple[Literal["error", "warning"], str, str]


def check_playbook(playbook: Playbook, as_of: date | None = None) -> list[Finding]:
    """Return all findings: those of the files, then those of signals and edits tried out.

    No unacceptable signal may hold on preferred or fallback words; every unacceptable exemplar
    should be caught; an edit must cure the signal it names.
    """
    out = check(playbook, as_of)
    broken = {f.entry for f in out if f.rule == "unknown_slot"}
    for entry in playbook.entries.values():
        if entry.positions is None or entry.id in broken:
            continue
        file = str(playbook.files.get(entry.id, ""))
        filler = Filler(_PAPER, _PARTIES, (), playbook.slots)
        for level, rule, message in (*_signals(entry, filler), *_edits(entry, filler)):
            out.append(Finding(level, rule, entry.id, message, file))
    return out


def _texts(entry: Entry, stance: Stance, filler: Filler) -> Iterator[tuple[str, str]]:
    position: Position = getattr(entry.positions, stance.value)
    for index, text in enumerate(position.exemplars):
        yield f"{stance}[{index}]", text
    if position.language:
        yield f"{stance}.language", filler.fill(position.language)


def _signals(entry: Entry, filler: Filler) -> Iterator[_Found]:
    seen: set[str] = set()
    for stance in (Stance.PREFERRED, Stance.FALLBACK, Stance.UNACCEPTABLE):
        for name, text in _texts(entry, stance, filler):
            hits = fired(entry, read_text(text))
            seen |= {h.signal.id for h in hits if h.signal.stance is stance}
            yield from _judged(stance, name, hits)
    for signal in entry.signals:
        if signal.id not in seen:
            yield "warning", "idle_signal", f"{signal.id} holds on no {signal.stance} exemplar"


def _judged(stance: Stance, name: str, hits: list[Hit]) -> Iterator[_Found]:
    said = stance_of(hits)
    ids = ", ".join(h.signal.id for h in hits if h.signal.stance is said)
    if stance is Stance.UNACCEPTABLE:
        if said is None:
            yield "warning", "uncaught", f"no unacceptable signal holds on {name}"
        elif said is not stance:
            yield "error", "misjudged", f"{name} reads as {said} by {ids}"
    elif said is Stance.UNACCEPTABLE:
        yield "error", "misjudged", f"{name} reads as unacceptable by {ids}"
    elif said is not None and said is not stance:
        yield "warning", "misjudged", f"{name} reads as {said} by {ids}"


def _edits(entry: Entry, filler: Filler) -> Iterator[_Found]:
    for number, rule in enumerate(entry.edits):
        if rule.find is None:
            continue
        tried = 0
        for name, text in _texts(entry, Stance.UNACCEPTABLE, filler):
            bad = frozenset({Stance.UNACCEPTABLE})
            case = Case(entry, text, "", Parties(), filler, bad, rule.toward)
            hits = [hit for hit in case.hits() if hit.signal.id in rule.cures]
            new = find.write(rule, case, hits) if hits else None
            if new is None:
                continue
            tried += 1
            left = {h.signal.id for h in case.hits(new)} & {h.signal.id for h in hits}
            if left:
                yield "error", "edit_fails", f"edits[{number}] on {name} leaves {sorted(left)}"
        if not tried:
            yield "warning", "idle_edit", f"edits[{number}] fits no unacceptable exemplar"
