"""One clause judged for one type: signals first, then likeness, `unclear` rather than a guess."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.playbook.entry import Entry
from pipeline.signals.evaluate import Hit, stance_of
from pipeline.signals.evidence import evidence
from pipeline.signals.exemplars import Exemplars
from pipeline.signals.held import Held
from pipeline.signals.reading import Reading
from pipeline.types.clause import Clause
from pipeline.types.deal import Side
from pipeline.types.deviation import Deviation, Route, Severity, Stance
from pipeline.types.span import Span

_ORDER = (Severity.NONE, Severity.LOW, Severity.MEDIUM, Severity.HIGH)


@dataclass(frozen=True, slots=True)
class Judge:
    """What every judgement of one document shares."""

    source: str
    side: Side
    exemplars: Exemplars | None = None

    def deviation(
        self,
        entry: Entry,
        clause: Clause,
        held: Held,
        hits: list[Hit],
        reading: Reading,
        vector: NDArray[np.float32] | None,
    ) -> Deviation:
        """Return the row of one (clause, type): worst signal, else nearest exemplars.

        Without a `vector` likeness does not speak.
        """
        stance, rule, why, spans = self._read(entry, held, hits, reading, vector)
        if entry.side != self.side.value and stance is not Stance.NEUTRAL:
            stance, rule = Stance.UNCLEAR, "other_side"
            why = f"The playbook judges this type for the {entry.side} only."
        return Deviation(
            id=f"{clause.id}:{entry.id}",
            clause_id=clause.id,
            gap=None,
            clause_type=entry.id,
            rule=rule,
            stance=stance,
            severity=severity_of(entry, stance),
            evidence=evidence(self.source, spans),
            route=Route(entry.route.queue),
            why=why,
        )

    def _read(
        self,
        entry: Entry,
        held: Held,
        hits: list[Hit],
        reading: Reading,
        vector: NDArray[np.float32] | None,
    ) -> tuple[Stance, str, str, tuple[Span, ...]]:
        own = held.spans or (reading.span,)
        if entry.kind != "clause":
            return Stance.NEUTRAL, "tag", "No position is at stake.", own
        stance = stance_of(hits)
        if stance is None:
            return self._likeness(entry, vector, own)
        deciding = [hit for hit in hits if hit.signal.stance is stance]
        spans = tuple(span for hit in deciding for span in hit.spans) or own
        why = " ".join(dict.fromkeys(hit.signal.why for hit in deciding))
        return stance, deciding[0].signal.id, why, spans

    def _likeness(
        self, entry: Entry, vector: NDArray[np.float32] | None, own: tuple[Span, ...]
    ) -> tuple[Stance, str, str, tuple[Span, ...]]:
        stance = Stance.UNCLEAR
        if self.exemplars and vector is not None:
            stance = self.exemplars.nearest(entry, vector)
        if stance is Stance.UNCLEAR or entry.positions is None:
            return Stance.UNCLEAR, "exemplars", "No rule of the playbook decides this wording.", own
        position = {
            Stance.PREFERRED: entry.positions.preferred,
            Stance.FALLBACK: entry.positions.fallback,
            Stance.UNACCEPTABLE: entry.positions.unacceptable,
        }[stance]
        why = f"Reads most like: {position.statement}"
        if stance is Stance.UNACCEPTABLE:  # likeness is no proof against a clause
            return Stance.UNCLEAR, "exemplars", why, own
        return stance, "exemplars", why, own


def severity_of(entry: Entry, stance: Stance) -> Severity:
    """Return the entry's severity when unacceptable, low for fallback, one lower when unclear."""
    if stance is Stance.UNACCEPTABLE:
        return entry.severity
    if stance is Stance.FALLBACK:
        return min(Severity.LOW, entry.severity, key=_ORDER.index)
    if stance is Stance.UNCLEAR:
        return _ORDER[max(0, _ORDER.index(entry.severity) - 1)]
    return Severity.NONE
