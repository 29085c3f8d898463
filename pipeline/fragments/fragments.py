"""Exact fragments with scores: the document's name, its parties and its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.fragments.scorer import hashed
from pipeline.errors import InvariantError
from pipeline.fragments.candidate import Candidate, candidates
from pipeline.fragments.features import features
from pipeline.fragments.kinds import KINDS, WHOLE
from pipeline.fragments.page import Page
from pipeline.types.span import Span

KEEP = 0.001
SAME = 0.5
MOST = 20
_FULL_STOP = re.compile(r"(?<=[A-Za-z]{6})\.\Z")


class Scorer(Protocol):
    """What scores rows of hashed features for each of its labels."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels it knows."""
        ...

    def scores(self, label: str, rows: Sequence[NDArray[np.int32]]) -> NDArray[np.float64]:
        """Return scores in [0, 1]."""
        ...


@dataclass(frozen=True, slots=True)
class Fragment:
    """An exact stretch of text that answers a label; `score` lies in [0, 1]."""

    label: str
    span: Span
    score: float

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise InvariantError(f"fragment score {self.score} must lie in [0, 1]")


@dataclass(frozen=True, slots=True)
class Described:
    """A candidate with its hashed features: all together, and those of each place alone.

    `spans` are the places, in text order, that the features were read from.
    """

    candidate: Candidate
    spans: tuple[Span, ...]
    row: NDArray[np.int32]
    place_rows: tuple[NDArray[np.int32], ...]


def described(text: str) -> list[Described]:
    """Return all candidates of a text with their features."""
    page, found = Page(text), candidates(text)
    return [
        Described(
            one,
            tuple(spans),
            hashed((*words, *(name for place in places for name in place))),
            tuple(hashed((*words, *place)) for place in places),
        )
        for one, (spans, words, places) in zip(found, features(page, found), strict=True)
    ]


def fragments(text: str, scorer: Scorer) -> list[Fragment]:
    """Return the fragments of each label that both the scorer and `KINDS` know, best first.

    The candidate's score comes from all its places, its span is the place that scores best
    alone. Of candidates whose words overlap (Jaccard at `SAME` or above) the best stays, and
    of a label in `WHOLE` no part of a better one; at most `MOST` a label, none at or below
    `KEEP`.
    """
    found = described(text)
    return [
        one
        for label, kinds in KINDS.items()
        if label in scorer.labels
        for one in _of_label(text, label, kinds, found, scorer)
    ]


def _of_label(
    text: str, label: str, kinds: Sequence[str], found: Sequence[Described], scorer: Scorer
) -> list[Fragment]:
    mine = [one for one in found if one.candidate.kind in kinds]
    scores = scorer.scores(label, [one.row for one in mine])
    kept = chosen(label, [one.candidate.words for one in mine], scores)
    spans = [_exact(text, mine[i], _best_place(label, mine[i], scorer)) for i in kept]
    return [Fragment(label, s, float(scores[i])) for i, s in zip(kept, spans, strict=True)]


def chosen(label: str, words: Sequence[frozenset[str]], scores: NDArray[np.float64]) -> list[int]:
    """Return which candidates of a label stay, best first, the earlier first among equals."""
    whole = label in WHOLE
    kept: list[int] = []
    for i in np.argsort(-scores, kind="stable"):
        if scores[i] <= KEEP or len(kept) == MOST:
            break
        if not any(_alike(words[i], words[j]) or (whole and words[i] < words[j]) for j in kept):
            kept.append(int(i))
    return kept


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    common = len(left & right)
    return common >= SAME * (len(left) + len(right) - common)


def _exact(text: str, one: Described, span: Span) -> Span:
    """Leave out the full stop that a name takes along from its sentence, but not that of "Inc."."""
    stop = _FULL_STOP.search(text, span.start, span.end)
    return Span(span.start, stop.start()) if stop and one.candidate.kind != "start" else span


def _best_place(label: str, one: Described, scorer: Scorer) -> Span:
    if len(one.spans) == 1:
        return one.spans[0]
    return one.spans[int(scorer.scores(label, one.place_rows).argmax())]
