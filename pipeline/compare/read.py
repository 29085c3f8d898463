"""One document read with a playbook: what each clause holds and which signals fire in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.playbook.playbook import Playbook
from pipeline.signals.evaluate import Hit, fired
from pipeline.signals.held import Holdings, holdings
from pipeline.signals.reading import Reading, read_clauses
from pipeline.terms import find_parties
from pipeline.types.analysis import Analysis


@dataclass(frozen=True)
class Read:
    """A document's clauses with their readings, the types they hold and the signals that fire."""

    analysis: Analysis
    readings: dict[str, Reading]
    held: Holdings
    hits: dict[tuple[str, str], list[Hit]]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.analysis.document.id


def read(analysis: Analysis, playbook: Playbook, labels: Collection[str] | None) -> Read:
    """Read every clause; `labels` are the types the tagger knows."""
    clauses = list(analysis.clauses)
    parties = find_parties(analysis.document, clauses)
    readings = read_clauses(analysis.document.text, clauses, analysis.terms, parties)
    held = holdings(analysis, readings, playbook, labels)
    hits = {
        (clause_id, name): fired(playbook.entries[name], readings[clause_id])
        for clause_id, types in held.items()
        for name in types
    }
    return Read(analysis, readings, held, hits)
