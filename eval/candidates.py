"""From label scores of units to candidate texts of one question.

The rule: every unit scored above `KEEP` is a candidate with its own score. Where adjacent units
of one label are all at least `LIKELY`, each run of two to `LONGEST` of them is one too, with the
score of its best unit. From the best score down, the longer text first among equals, a candidate
is dropped when the share of words it has in common with a better one (Jaccard, words parted by
white space) is above `SAME`. The first `MOST` stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.scorers.cuad_match import MatchRule, jaccard
from pipeline.types.span import Span

KEEP = 0.001
LIKELY = 0.3
LONGEST = 3
SAME = 0.5
MOST = 20
_RULE = MatchRule(any_white_space=True)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Units `[first, stop)` as one text, and its score in (`KEEP`, 1]."""

    first: int
    stop: int
    score: float


def candidates(scores: NDArray[np.float32], words: Sequence[frozenset[str]]) -> list[Candidate]:
    """Return at most `MOST` candidates of one label, best first.

    `scores` has one value a unit, `words` the set of words of each unit.
    """
    found = sorted(
        _all(scores.astype(np.float64)),
        key=lambda one: (-one.score, one.first - one.stop, one.first),
    )
    kept: list[Candidate] = []
    kept_words: list[frozenset[str]] = []
    for one in found:
        mine = frozenset[str]().union(*words[one.first : one.stop])
        if any(jaccard(mine, other) > SAME for other in kept_words):
            continue
        kept.append(one)
        kept_words.append(mine)
        if len(kept) == MOST:
            break
    return kept


def unit_words(text: str, spans: Sequence[Span]) -> list[frozenset[str]]:
    """Return the words of each unit, as the scorer sees them."""
    return [_RULE.words(span.slice(text)) for span in spans]


def _all(scores: NDArray[np.float64]) -> Iterator[Candidate]:
    for i in np.flatnonzero(scores > KEEP):
        yield Candidate(int(i), int(i) + 1, float(scores[i]))
    for i in np.flatnonzero(scores >= LIKELY):
        first, best = int(i), float(scores[i])
        for last in range(first + 1, min(first + LONGEST, len(scores))):
            if scores[last] < LIKELY:
                break
            best = max(best, float(scores[last]))
            yield Candidate(first, last + 1, best)
