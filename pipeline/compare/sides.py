"""Which clauses of a document stand on a side of a conflict rule, and by which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.compare.places import place_in
from pipeline.compare.read import Read
from pipeline.playbook.conflict_rules import ConflictSide
from pipeline.signals.bearing import Bearing, bearing
from pipeline.signals.magnitude import same_family, size
from pipeline.signals.patterns import found, holds
from pipeline.signals.reading import Sentence
from pipeline.types.clause import Clause
from pipeline.types.deviation import Place
from pipeline.types.span import Span
from pipeline.types.term import Term

_QUOTE = 600
_HEADING = 30  # a sentence as short as this is rather a heading


@dataclass(frozen=True)
class Stand:
    """A clause on one side: `span` are the words that put it there, `values` the rule's terms.

    `sentences` are those that meet the side's tests, all of the clause's where a signal does.
    """

    read: Read
    clause: Clause
    span: Span
    sentences: tuple[Sentence, ...]

    @property
    def place(self) -> Place:
        """The words as a place; at most 600 characters."""
        document = self.read.analysis.document
        span = Span(self.span.start, min(self.span.end, self.span.start + _QUOTE))
        words = span.slice(document.text).rstrip()
        return place_in(document, self.clause, Span(span.start, span.start + len(words)))

    def at(self, span: Span) -> Stand:
        """Return the same stand told by the sentence at `span`."""
        return replace(self, span=_whole(span, self.sentences))

    def values(self, side: ConflictSide, everywhere: bool) -> dict[Decimal | str, Term]:
        """Return the side's terms by their sizes, else by their words without case.

        Looked at are the clause's sentences that match `near`; unless `everywhere`, only those
        that meet the side's tests.
        """
        reading = self.read.readings[self.clause.id]
        out: dict[Decimal | str, Term] = {}
        for term in reading.terms:
            if side.term is None or not same_family(term.kind, side.term):
                continue
            among = reading.sentences if everywhere else self.sentences
            words = " ".join(s.text for s in among if s.own.overlaps(term.span))
            if not words or (side.near and not found(side.near, words)):
                continue
            measured = size(term.kind, term.value, term.unit)
            out[measured[1] if measured else term.value.casefold()] = term
        return out


def stands(side: ConflictSide, read: Read) -> Iterator[Stand]:
    """Yield the clauses of a document that stand on a side, in text order."""
    for clause in read.analysis.clauses:
        if bearing(clause) not in (Bearing.OPERATIVE, Bearing.DEFINITION):
            continue
        if side.types and not set(side.types) & set(read.held.get(clause.id, ())):
            continue
        stand = _by_signal(side, read, clause) or _by_words(side, read, clause)
        if stand is not None:
            yield stand


def _by_signal(side: ConflictSide, read: Read, clause: Clause) -> Stand | None:
    for name in side.signals:
        kind, _, key = name.partition(".")
        for hit in read.hits.get((clause.id, kind), ()):
            if hit.signal.id == key:
                own = [span for span in hit.spans if clause.span.covers(span)]
                sentences = read.readings[clause.id].sentences
                span = _whole(own[0], sentences) if own else clause.span
                return Stand(read, clause, span, sentences)
    return None


def _whole(span: Span, sentences: tuple[Sentence, ...]) -> Span:
    return next((s.own for s in sentences if s.own.overlaps(span)), span)


def _by_words(side: ConflictSide, read: Read, clause: Clause) -> Stand | None:
    met = tuple(
        sentence
        for sentence in read.readings[clause.id].sentences
        if any(holds(test, sentence.text) for test in side.tests)
    )
    if not met:
        return None
    telling = next((s for s in met if len(s.own) > _HEADING), met[0])
    return Stand(read, clause, telling.own, met)
