"""The whole result of reviewing one document, as `review.json` tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import InvariantError
from pipeline.types.clause import Clause, check_clauses
from pipeline.types.deal import Deal
from pipeline.types.deviation import Conflict, Deviation
from pipeline.types.document import Document
from pipeline.types.precedence import Precedence
from pipeline.types.span import Gap, check_disjoint
from pipeline.types.suggestion import Suggestion, Unresolved
from pipeline.types.tag import Tag
from pipeline.types.term import Term


@dataclass(frozen=True, slots=True)
class Missing:
    """A required clause type the deal does not hold."""

    clause_type: str
    why: str
    gap: Gap
    deviation_id: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one suggestion in the written file, and why if it was not applied."""

    id: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RedlineReport:
    """What the written .docx holds: read back, not hoped for."""

    file: str | None = None
    applied: tuple[str, ...] = ()
    deferred: tuple[Outcome, ...] = ()
    refused: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What made this review; `seconds` per stage."""

    version: str
    playbook: str
    models: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """One document reviewed: evidence verbatim, primaries disjoint, or it is not built."""

    document: Document
    deal: Deal
    clauses: tuple[Clause, ...]
    tags: tuple[Tag, ...]
    terms: tuple[Term, ...]
    deviations: tuple[Deviation, ...]
    suggestions: tuple[Suggestion, ...]
    unresolved: tuple[Unresolved, ...]
    missing: tuple[Missing, ...]
    conflicts: tuple[Conflict, ...]
    run: RunInfo
    redline: RedlineReport = RedlineReport()
    not_seen: tuple[str, ...] = ()
    precedence: tuple[Precedence, ...] = ()

    def __post_init__(self) -> None:
        text = self.document.text
        check_clauses(self.document, list(self.clauses))
        for deviation in self.deviations:
            for piece in deviation.evidence:
                if piece.span.slice(text) != piece.text:
                    raise InvariantError(f"evidence of {deviation.id} is not verbatim")
        for term in self.terms:
            if term.span.slice(text) != term.text:
                raise InvariantError(f"term {term.text!r} is not at {term.span}")
        self._check_conflicts()
        edits = [edit for suggestion in self.suggestions for edit in suggestion.edits]
        check_disjoint([edit.span for edit in edits], "edits of primary suggestions")
        known = {deviation.id for deviation in self.deviations}
        named = {i for s in self.suggestions for i in s.deviation_ids}
        named |= {u.deviation_id for u in self.unresolved} | {m.deviation_id for m in self.missing}
        if not named <= known:
            raise InvariantError(f"unknown deviations named: {sorted(named - known)}")

    def _check_conflicts(self) -> None:
        ids = {clause.id for clause in self.clauses}
        for conflict in self.conflicts:
            mine = conflict.clauses_in(self.document.id)
            if not mine or not mine <= ids:
                raise InvariantError(f"conflict {conflict.id} names no clause of this document")
            for place in (conflict.a, conflict.b):
                here = place is not None and place.document_id == self.document.id
                if place and here and place.span.slice(self.document.text) != place.text:
                    raise InvariantError(f"words of conflict {conflict.id} are not verbatim")
