"""The learning curve: same beginning for all ways, nothing of the measured half is taught."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.learning_curve import (
    FIRST,
    ROUND,
    ROUNDS,
    WAYS,
    Clauses,
    by_chance,
    curve,
    quality,
    suggested,
    table,
)

Floats = NDArray[np.float32]


def unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def drawn() -> tuple[Clauses, NDArray[np.bool_], NDArray[np.bool_], Floats]:
    """A type of three wordings, 36 of 636 clauses, every second clause in the pool."""
    rng = np.random.default_rng(3)
    centres = unit(rng.normal(size=(3, 24)).astype(np.float32)) * 0.6 + 24**-0.5
    held = np.concatenate([rng.normal(centre, 0.12, (12, 24)) for centre in centres])
    rows = unit(np.concatenate([held, rng.normal(size=(600, 24))]).astype(np.float32))
    others = unit(rng.normal(size=(80, 24)).astype(np.float32))
    holds = np.arange(len(rows)) < len(held)
    return Clauses(rows, rows), holds, np.arange(len(rows)) % 2 == 0, others


def test_all_ways_begin_alike_and_suggested_finds_more() -> None:
    clauses, holds, pool, others = drawn()
    found = {way: curve(clauses, holds, pool, others, choose, 0) for way, choose in WAYS.items()}
    assert {rows.shape for rows in found.values()} == {(ROUNDS + 1, 3)}
    assert len({tuple(rows[0]) for rows in found.values()}) == 1
    assert found["suggested"][-1, 2] > found["chance"][-1, 2]
    assert (np.diff(found["suggested"][:, 2]) >= 0).all()
    again = curve(clauses, holds, pool, others, suggested, 0)
    assert np.array_equal(again, found["suggested"])


def test_nothing_outside_the_pool_is_asked_about() -> None:
    clauses, holds, pool, others = drawn()
    asked: list[int] = []

    def spy(
        scores: Floats, vectors: Floats, known: Floats, rng: np.random.Generator
    ) -> NDArray[np.int64]:
        row = by_chance(scores, vectors, known, rng)
        asked.extend(int((clauses.read == vectors[i]).all(axis=1).argmax()) for i in row)
        return row

    curve(clauses, holds, pool, others, spy, 1)
    assert len(asked) == len(set(asked)) == ROUND * ROUNDS
    assert pool[asked].all()
    assert int(pool.sum()) > FIRST + len(asked)


@pytest.mark.parametrize(
    ("scores", "aupr", "f1"),
    [
        pytest.param([0.9, 0.8, 0.2, 0.1], 1.0, 1.0, id="perfect"),
        pytest.param([0.4, 0.3, 0.2, 0.1], 1.0, 0.0, id="well ranked, nothing asserted"),
        pytest.param([0.9, 0.1, 0.8, 0.2], None, 0.5, id="one of two"),
    ],
)
def test_quality(scores: list[float], aupr: float | None, f1: float) -> None:
    found = quality(np.array(scores, np.float32), np.array([True, True, False, False]))
    assert found[1] == pytest.approx(f1)
    assert found[0] == pytest.approx(aupr) if aupr is not None else found[0] < 1


def test_table_tells_means_and_pairs() -> None:
    low, high = np.zeros((2, ROUNDS + 1, 3), np.float32), np.ones((2, ROUNDS + 1, 3), np.float32)
    text = table({"chance": low, "doubt": low, "suggested": high})
    assert f"| {ROUND} | 0.000, 0.000, 0.0 | 0.000, 0.000, 0.0 | 1.000, 1.000, 1.0 |" in text
    assert "+1.000 over chance, better in 2 of 2 pairs of type and seed, worse in 0" in text
