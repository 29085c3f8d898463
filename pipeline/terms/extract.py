"""All terms of a document: every extractor over every clause, the parties and the norms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.terms.extractors import extractors
from pipeline.terms.found import Found, disjoint
from pipeline.terms.norms import norms
from pipeline.terms.parties import find_parties
from pipeline.terms.party import Parties
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.span import Span
from pipeline.types.term import Term, TermKind


def extract(document: Document, clauses: Sequence[Clause]) -> list[Term]:
    """Return the terms stated in `clauses`, in text order.

    Terms of one kind never overlap; of different kinds they may (a cap is also money, a notice
    period also a duration).
    """
    parties = find_parties(document, clauses)
    parents = {clause.id: clause for clause in clauses}
    out: list[Term] = []
    for clause in clauses:
        parent = parents.get(clause.parent_id or "")
        lead_in = parent.text if parent else ""
        found = disjoint([*_values(clause.text), *_norms(clause.text, parties, lead_in)])
        out += [_term(clause, one) for one in found]
    out += _parties(clauses, parties)
    return sorted(out, key=lambda term: (term.span, term.kind, term.value))


def _values(text: str) -> Iterator[Found]:
    for extractor in extractors().values():
        yield from extractor.find(text)


def _norms(text: str, parties: Parties, lead_in: str) -> Iterator[Found]:
    for norm in norms(text, parties, lead_in):
        if norm.actor == "other" and norm.actor_span is None:
            continue
        kind = TermKind(norm.modality.value)
        value = f"{norm.actor}: {norm.action}"
        yield Found(kind, norm.core.start, norm.core.end, value)


def _term(clause: Clause, found: Found) -> Term:
    offset = clause.span.start
    span = Span(offset + found.start, offset + found.end)
    words = clause.text[found.start : found.end]
    return Term(clause.id, span, words, found.kind, found.value, found.unit)


def _parties(clauses: Sequence[Clause], parties: Parties) -> Iterator[Term]:
    ordered = sorted(clauses, key=lambda clause: clause.span)
    starts = [clause.span.start for clause in ordered]
    for party in parties.all():
        at = bisect_right(starts, party.span.start) - 1
        if len(party.span) and at >= 0 and ordered[at].span.covers(party.span):
            clause = ordered[at]
            found = Found(
                TermKind.PARTY,
                party.span.start - clause.span.start,
                party.span.end - clause.span.start,
                party.name,
                party.role,
            )
            yield _term(clause, found)
