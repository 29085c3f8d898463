"""From unit scores to candidates: the rule, case by case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.candidates import KEEP, LONGEST, MOST, SAME, Candidate, candidates
from eval.scorers.cuad_match import jaccard


def different(count: int) -> list[frozenset[str]]:
    return [frozenset({f"word{i}"}) for i in range(count)]


def places(scores: list[float], words: list[frozenset[str]] | None = None) -> list[tuple[int, int]]:
    found = candidates(np.array(scores, np.float32), words or different(len(scores)))
    return [(one.first, one.stop) for one in found]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param([0.0, 0.00099, 0.0009], [], id="nothing above the floor"),
        pytest.param([0.2, 0.0, 0.1], [(0, 1), (2, 3)], id="singles by score"),
        # both likely: the run comes with the best score and, being longer, first; a unit shares
        # 1 of 2 words with it, which is not above a half
        pytest.param([0.4, 0.9], [(0, 2), (1, 2), (0, 1)], id="run"),
        # one of them unlikely: no run
        pytest.param([0.2, 0.9], [(1, 2), (0, 1)], id="no run"),
        # likely but apart: no run
        pytest.param([0.5, 0.0, 0.9], [(2, 3), (0, 1)], id="not adjacent"),
    ],
)
def test_which(scores: list[float], expected: list[tuple[int, int]]) -> None:
    assert places(scores) == expected


def test_near_copies_are_dropped() -> None:
    first, near, far = frozenset("abcd"), frozenset("abce"), frozenset("abxy")
    # 3 of 5 words in common: dropped; 2 of 6: kept
    assert places([0.2, 0.1, 0.1], [first, near, far]) == [(0, 1), (2, 3)]


@given(st.lists(st.floats(0, 1, width=32), max_size=40))
def test_invariants(scores: list[float]) -> None:
    words = [frozenset({f"w{i // 2}", f"w{i % 7}"}) for i in range(len(scores))]
    found = candidates(np.array(scores, np.float32), words)
    assert len(found) <= MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert 0 < one.stop - one.first <= LONGEST
        assert one.score == max(scores[one.first : one.stop]) > KEEP
    sets = [frozenset[str]().union(*words[c.first : c.stop]) for c in found]
    for i, mine in enumerate(sets):
        assert all(jaccard(mine, other) <= SAME for other in sets[:i])
    if any(score > KEEP for score in scores):
        assert found[0].score == max(scores)
    assert all(isinstance(one, Candidate) for one in found)
