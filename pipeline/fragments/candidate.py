"""Candidates: what may be a fragment that answers, each with all the places it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.fragments.dates import dates, said_dates
from pipeline.fragments.party_words import party_words
from pipeline.fragments.start_sentences import start_sentences
from pipeline.fragments.titles import titles
from pipeline.types.span import Span

_DROPPED = str.maketrans(dict.fromkeys(".,;:"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One set of words: its places in text order and, for each place, the forms that found it."""

    kind: str
    words: frozenset[str]
    places: tuple[Span, ...]
    forms: tuple[frozenset[str], ...]


def candidates(text: str) -> list[Candidate]:
    """Return the candidates of each kind, places of the same words joined, in text order.

    "start" are whole sentences on when the contract starts.
    """
    found: dict[tuple[str, frozenset[str]], dict[Span, set[str]]] = {}
    for kind, span, form in _all(text):
        key = kind, bag(span.slice(text))
        if key[1]:
            found.setdefault(key, {}).setdefault(span, set()).add(form)
    return [
        Candidate(kind, words, tuple(sorted(at)), tuple(frozenset(at[s]) for s in sorted(at)))
        for (kind, words), at in found.items()
    ]


def bag(text: str) -> frozenset[str]:
    """Return the set of lower-case words, parted by white space and slashes, . , ; : left out."""
    return frozenset(text.translate(_DROPPED).lower().replace("/", " ").split())


def _all(text: str) -> Iterator[tuple[str, Span, str]]:
    for span in dates(text):
        yield "date", span, "figured"
    for span in said_dates(text):
        yield "date", span, "said"
    for span, form in titles(text):
        yield "title", _trimmed(text, span), form
    for span, form in party_words(text):
        yield "party", _trimmed(text, span), form
    for span in start_sentences(text):
        yield "start", span, "sentence"


def _trimmed(text: str, span: Span) -> Span:
    """Leave out white space, commas and the like at both ends."""
    piece = text[span.start : span.end]
    lead = re.match(r"[\s,;:]*", piece)
    tail = re.search(r"[\s,;:]*\Z", piece)
    start = lead.end() if lead else 0
    stop = max(start, tail.start() if tail else len(piece))
    return Span(span.start + start, span.start + stop)
