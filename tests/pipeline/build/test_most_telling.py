"""Which rows are asked about: in doubt, unlike those before, the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.few_shot import train_head
from pipeline.build.most_telling import doubt_of, most_telling

Floats = NDArray[np.float32]
NONE = np.zeros((0, 3), np.float32)


def unit(rows: object) -> Floats:
    found = np.array(rows, np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def chosen(doubt: list[float], vectors: Floats, known: Floats, limit: int) -> list[int]:
    return [row for row, _ in most_telling(np.array(doubt, np.float32), vectors, known, limit)]


def test_doubt_is_whole_at_the_middle_and_none_at_the_ends() -> None:
    found = doubt_of(np.array([0, 0.25, 0.5, 0.75, 1], np.float32))
    assert found.tolist() == [0, 0.5, 1, 0.5, 0]


AXES = unit(np.eye(3))


@pytest.mark.parametrize(
    ("doubt", "vectors", "known", "rows"),
    [
        pytest.param([0.2, 0.9, 0.5], AXES, NONE, [1, 2, 0], id="unlike rows go by doubt"),
        pytest.param([0.9, 0.9, 0.1], AXES[[0, 0, 1]], NONE, [0, 2], id="a repeat is not asked"),
        pytest.param([0.9, 0.8, 0.3], AXES, AXES[:1], [1, 2], id="what was taught is not asked"),
        pytest.param([0.0, 0.4, 0.0], AXES, NONE, [1], id="no doubt, no question"),
        pytest.param([0.5, 0.5, 0.5], AXES, NONE, [0, 1, 2], id="of equal rows the first"),
        # row 1 is nearly row 0: the less doubtful row 2 goes before it
        pytest.param([0.9, 0.8, 0.4], unit([[1, 0, 0], [1, 0.1, 0], [0, 0, 1]]), NONE, [0, 2, 1],
                     id="what is like the one before waits"),
        pytest.param([], NONE, AXES, [], id="nothing to ask about"),
    ],
)  # fmt: skip
def test_order(doubt: list[float], vectors: Floats, known: Floats, rows: list[int]) -> None:
    assert chosen(doubt, vectors, known, 9) == rows


def test_novelty_is_told_as_it_was_when_chosen() -> None:
    (first, second) = most_telling(np.ones(2, np.float32), unit([[1, 0], [-1, 0]]), NONE[:, :2], 9)
    assert first == (0, 1.0)
    assert second[0] == 1
    assert second[1] == pytest.approx(1.0)  # opposite: half of a cosine distance of 2
    ((row, novelty),) = most_telling(np.ones(1, np.float32), AXES[:1], AXES[1:2], 9)
    assert row == 0
    assert novelty == pytest.approx(0.5)


@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(0, 5))
def test_a_longer_list_begins_with_the_shorter(seed: int, count: int, known: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = unit(rng.normal(size=(count, 4)))
    doubt = rng.random(count).round(2).tolist()
    before = unit(rng.normal(size=(known, 4))) if known else NONE[:, :0].reshape(0, 4)
    whole = chosen(doubt, vectors, before, count)
    assert len(set(whole)) == len(whole)
    assert whole[: count // 2] == chosen(doubt, vectors, before, count // 2)
    assert set(range(count)) - set(whole) <= {i for i, value in enumerate(doubt) if value == 0}


def test_it_finds_the_rare_ones_that_chance_does_not() -> None:
    """A type of three wordings of which one was taught, 4% of 600 texts."""
    rng = np.random.default_rng(7)
    centres = unit(rng.normal(size=(3, 24))) * 0.6 + unit([[1.0] * 24])  # what the type shares
    held = unit(np.concatenate([rng.normal(c, 0.12, (12, 24)) for c in centres]))
    other = unit(rng.normal(size=(600, 24)))
    taught, pool = held[:5], np.concatenate([held[12:], other])
    head = train_head("rare", "e", taught, other[:100])
    asked = chosen(doubt_of(head.scores(pool)).tolist(), pool, taught, 20)
    found = sum(row < 24 for row in asked)
    by_chance = 20 * 24 / len(pool)
    assert found >= 5 * by_chance
