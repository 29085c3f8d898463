"""Which signals of an entry hold in a clause, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.playbook.entry import Entry, NormTest, Signal
from pipeline.signals.magnitude import compares
from pipeline.signals.patterns import first, found
from pipeline.signals.reading import Reading
from pipeline.terms import Norm
from pipeline.types.deviation import Stance
from pipeline.types.span import Span

_MAX_HITS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A signal that holds; `spans` are the words, none for an `absent` signal."""

    signal: Signal
    spans: tuple[Span, ...]


def fired(entry: Entry, reading: Reading) -> list[Hit]:
    """Return the entry's signals that hold in the clause, in the entry's order."""
    hits = []
    for signal in entry.signals:
        spans = _spans(signal, reading)
        if spans is not None:
            hits.append(Hit(signal, tuple(dict.fromkeys(spans))[:_MAX_HITS]))
    return hits


def stance_of(hits: list[Hit]) -> Stance | None:
    """Return the worst stance the hits say, None when there is none."""
    for stance in (Stance.UNACCEPTABLE, Stance.FALLBACK, Stance.PREFERRED):
        if any(hit.signal.stance is stance for hit in hits):
            return stance
    return None


def _spans(signal: Signal, reading: Reading) -> list[Span] | None:
    if signal.phrase:
        return _phrase(signal, reading) or None
    if signal.absent:
        said = any(found(signal.absent, s.text) for s in reading.sentences)
        vetoed = any(found(signal.unless, s.text) for s in reading.sentences)
        return None if said or vetoed else []
    if signal.norm:
        return _norm(signal, signal.norm, reading) or None
    return _term(signal, reading) or None


def _phrase(signal: Signal, reading: Reading) -> list[Span]:
    spans: list[Span] = []
    for sentence in reading.sentences:
        match = first(signal.phrase, sentence.text)
        if match and not found(signal.unless, sentence.text):
            spans += sentence.locate(match.start(), match.end())
    return spans


def _norm(signal: Signal, test: NormTest, reading: Reading) -> list[Span]:
    spans: list[Span] = []
    for norm, places in reading.norms:
        if not _norm_holds(test, norm):
            continue
        inside = [place for place in places if reading.span.overlaps(place)]
        if inside and not _vetoed(signal, inside, reading):
            spans += _sentences_at(inside, reading)
    return spans


def _norm_holds(test: NormTest, norm: Norm) -> bool:
    if norm.modality.value != test.modality:
        return False
    if test.actor != "any" and norm.actor not in (test.actor, "either"):
        return False
    acts = not test.action or found(test.action, norm.action)
    return acts and all(found([pattern], norm.object) for pattern in test.object)


def _vetoed(signal: Signal, places: list[Span], reading: Reading) -> bool:
    if not signal.unless:
        return False
    touched = [s for s in reading.sentences if any(s.own.overlaps(p) for p in places)]
    return any(found(signal.unless, sentence.text) for sentence in touched)


def _sentences_at(places: list[Span], reading: Reading) -> list[Span]:
    """Cut places at sentence ends, so that evidence is words of one sentence."""
    out = []
    for place in places:
        cut = [
            Span(max(place.start, s.own.start), min(place.end, s.own.end))
            for s in reading.sentences
            if s.own.overlaps(place)
        ]
        out += cut or [place]
    return out


def _term(signal: Signal, reading: Reading) -> list[Span]:
    test = signal.term
    spans: list[Span] = []
    if test is None:
        return spans
    for term in reading.terms:
        at = [s for s in reading.sentences if s.own.overlaps(term.span)]
        words = " ".join(s.text for s in at)
        near = not test.near or found(test.near, words)
        if near and compares(term, test) and not found(signal.unless, words):
            spans.append(term.span)
    return spans
