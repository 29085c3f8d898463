"""Counts by the official CUAD rule, one row a contract, so that a bootstrap only re-adds them.

Empty texts are dropped and equal texts merged, the last score standing. At each threshold, a gold
text with a matching prediction scored strictly above it is a true positive, otherwise a false
negative; a prediction above it that matches no gold text is a false positive. Positions play no
part. Thresholds are those of the official code, with its floating-point steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.datasets.cuad import CuadData
from eval.predictions import Prediction
from eval.scorers.cuad_match import MatchRule
from pipeline.errors import DataError

THRESHOLDS: NDArray[np.float64] = np.append(np.arange(0.99, 0, -0.01), [0.001, 0.0])
HALF = int(np.argmin(np.abs(THRESHOLDS - 0.5)))  # a score of 0.5 is above it, by a rounding step

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Counts [contracts, categories, thresholds] and, of gold texts, [contracts, categories].

    `said` is 1 where any prediction of the question lies above the threshold.
    """

    contracts: tuple[str, ...]
    categories: tuple[str, ...]
    true_positives: Ints
    false_positives: Ints
    said: Ints
    gold: Ints


def count(
    data: CuadData, predictions: Iterable[Prediction], rule: MatchRule | None = None
) -> Counts:
    """Count the predictions of all questions of `data`.

    Raises DataError for a prediction on a contract or category that `data` does not have.
    """
    rule = rule or MatchRule()
    asked = _by_question(data, predictions)
    shape = (len(data.contracts), len(data.categories), len(THRESHOLDS))
    found = Counts(
        contracts=tuple(contract.id for contract in data.contracts),
        categories=data.categories,
        true_positives=np.zeros(shape, np.int64),
        false_positives=np.zeros(shape, np.int64),
        said=np.zeros(shape, np.int64),
        gold=np.zeros(shape[:2], np.int64),
    )
    for i, contract in enumerate(data.contracts):
        for j, category in enumerate(data.categories):
            gold = contract.gold_texts(category)
            scores = asked.get((contract.id, category), {})
            found.gold[i, j] = len(gold)
            if scores:
                question = f"{contract.id}__{category}"
                best, wrong = question_scores(question, gold, scores, rule)
                found.true_positives[i, j] = above(best)
                found.false_positives[i, j] = above(wrong)
                found.said[i, j] = above([max(scores.values())])
    return found


def question_scores(
    question: str, gold: Sequence[str], scores: dict[str, float], rule: MatchRule
) -> tuple[list[float], list[float]]:
    """Return the best matching score of each matched gold text, and scores that match none."""
    texts = list(scores)
    if not gold:
        return [], list(scores.values())
    matches = rule.match_matrix(question, gold, texts)
    values = np.array([scores[text] for text in texts])
    best = [float(values[row].max()) for row in matches if row.any()]
    return best, [float(x) for x in values[~matches.any(axis=0)]]


def above(scores: Sequence[float]) -> Ints:
    """Return [thresholds]: how many scores lie strictly above each."""
    if not scores:
        return np.zeros(len(THRESHOLDS), np.int64)
    higher = np.asarray(scores)[:, None] > THRESHOLDS[None, :]
    return np.asarray(higher.sum(axis=0), dtype=np.int64)


def _by_question(
    data: CuadData, predictions: Iterable[Prediction]
) -> dict[tuple[str, str], dict[str, float]]:
    contracts = {contract.id for contract in data.contracts}
    found: dict[tuple[str, str], dict[str, float]] = {}
    for one in predictions:
        if one.contract not in contracts:
            raise DataError(f"prediction for contract {one.contract!r}, which the data lacks")
        if one.category not in data.categories:
            raise DataError(f"prediction for category {one.category!r}, which the data lacks")
        if one.text:
            found.setdefault((one.contract, one.category), {})[one.text] = one.score
    return found
