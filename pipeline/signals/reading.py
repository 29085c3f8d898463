"""A clause as it reads: its sentences joined with the words that introduce them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.segment.sentences import sentence_spans
from pipeline.terms import Norm, norms
from pipeline.terms.party import Parties
from pipeline.types.clause import Clause
from pipeline.types.span import Span
from pipeline.types.term import Term

_OPEN = re.compile(r"[:\u2014]\s*$|\b(?:shall|will|may|must|not|and|or|to|that)\s*$")
_GOES_ON = re.compile(r"(?:[;,]|\b(?:and|or))\s*$")
_MAX_LEAD = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` joins the pieces by one space; each piece is a span of the document (or text) read."""

    text: str
    pieces: tuple[Span, ...]
    own: Span

    def locate(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where `text[start:end]` stands, one span per piece it touches."""
        spans, at = [], 0
        for piece in self.pieces:
            low, high = max(start, at), min(end, at + len(piece))
            if low < high:
                spans.append(Span(piece.start + low - at, piece.start + high - at))
            at += len(piece) + 1
        return tuple(spans)


@dataclass(frozen=True)
class Reading:
    """One clause read. `source` is the whole text in which `span` and `lead` are places."""

    source: str
    span: Span
    lead: tuple[Span, ...] = ()
    parties: Parties = field(default_factory=Parties)
    terms: tuple[Term, ...] = ()

    @property
    def text(self) -> str:
        """The clause's own words."""
        return self.span.slice(self.source)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentence units in order, list items read with the words before their colon."""
        out: list[Sentence] = []
        lead = self.lead
        for unit in sentence_spans(self.source, self.span):
            pieces = (*lead, unit)
            words = " ".join(" ".join(piece.slice(self.source).split("\n")) for piece in pieces)
            out.append(Sentence(words, pieces, unit))
            own = unit.slice(self.source)
            if _OPEN.search(own) and len(unit) <= _MAX_LEAD:
                lead = (*self.lead, unit)
            elif not _GOES_ON.search(own):
                lead = self.lead
        return tuple(out)

    @cached_property
    def norms(self) -> tuple[tuple[Norm, tuple[Span, ...]], ...]:
        """Norms with the places of their statements, read with the lead-in where there is one."""
        pieces = (*self.lead, self.span)
        whole = Sentence(" ".join(p.slice(self.source) for p in pieces), pieces, self.span)
        out = []
        for norm in norms(whole.text, self.parties):
            out.append((norm, whole.locate(norm.span.start, norm.span.end)))
        return tuple(out)


def read_clauses(
    source: str, clauses: Sequence[Clause], terms: Sequence[Term], parties: Parties
) -> dict[str, Reading]:
    """Return each clause's reading by id, with the lead-ins its parents give."""
    by_id = {clause.id: clause for clause in clauses}
    terms_by_id: dict[str, list[Term]] = {}
    for term in terms:
        terms_by_id.setdefault(term.clause_id, []).append(term)
    return {
        clause.id: Reading(
            source,
            clause.span,
            _lead(source, clause, by_id),
            parties,
            tuple(terms_by_id.get(clause.id, ())),
        )
        for clause in clauses
    }


def _lead(source: str, clause: Clause, by_id: Mapping[str, Clause]) -> tuple[Span, ...]:
    lead: list[Span] = []
    parent = by_id.get(clause.parent_id or "")
    while parent is not None and len(lead) < 2:
        units = sentence_spans(source, parent.span)
        last = units[-1] if units else None
        if last is None or len(last) > _MAX_LEAD or not _OPEN.search(last.slice(source)):
            break
        lead.insert(0, last)
        parent = by_id.get(parent.parent_id or "")
    return tuple(lead)
