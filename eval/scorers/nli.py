"""The figures of ContractNLI: choices by accuracy and F1, evidence by ranking the spans.

Source: the paper (Koreeda and Manning, 2021) and its code: everything is pooled over documents
for each hypothesis, then averaged over the hypotheses; one without gold of the kind in question
is left out. Evidence counts only where gold is "Entailment" or "Contradiction", whatever choice
was made. P@R80 is the precision at the highest threshold that reaches a recall of .8.

Average precision is that of ir-measures and scikit-learn; it is computed here because resampled
documents weigh more than once, which neither takes for a ranking pooled over documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.datasets.contract_nli import CONTRADICTION, ENTAILMENT, NOT_MENTIONED
from eval.metric import Metric
from eval.scorers.bootstrap import Floats, measured, resample_weights


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One hypothesis of one document: the gold and the said choice, "" for none said.

    `evidence` says which spans are gold evidence, `scores` what was given to each.
    """

    contract: str
    hypothesis: str
    gold: str
    said: str
    evidence: NDArray[np.bool_]
    scores: Floats


def figures(
    contracts: Sequence[str], judged: Sequence[Judged], seed: int, failed: int = 0
) -> dict[str, Metric]:
    """Return the figures and those of each hypothesis, `ci95` by resampling documents.

    `n` is the number of questions for accuracy, of those with such gold for F1, and of gold spans
    for evidence. What has no gold is not measured.
    """
    place = {name: i for i, name in enumerate(contracts)}
    weights = np.concatenate([np.ones((1, len(contracts))), resample_weights(len(contracts), seed)])
    by: dict[str, list[Judged]] = {}
    for one in judged:
        by.setdefault(one.hypothesis, []).append(one)
    parts: dict[str, list[Floats]] = {name: [] for name in _NAMES}
    found: dict[str, Metric] = {}
    for hypothesis, rows in by.items():
        drawn = weights[:, [place[one.contract] for one in rows]]
        values = _values(rows, drawn)
        for name, value in values.items():
            parts[name].append(value)
            found[f"{name}:{hypothesis}"] = _metric(value, _count(name, rows), failed)
    whole = {
        name: _metric(_mean(values), _count(name, judged), failed)
        for name, values in parts.items()
        if values
    }
    return whole | found


_NAMES = ("accuracy", "f1_entailment", "f1_contradiction", "evidence_map", "evidence_p_at_80r")


def _values(rows: Sequence[Judged], weights: Floats) -> dict[str, Floats]:
    """Return each figure of one hypothesis under each row of weights [draws, rows]."""
    right = np.array([one.gold == one.said for one in rows])
    precision, at_recall = _evidence(rows, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        accuracy = weights @ right / weights.sum(axis=1)
    return {
        "accuracy": accuracy,
        "f1_entailment": _f1(rows, weights, ENTAILMENT),
        "f1_contradiction": _f1(rows, weights, CONTRADICTION),
        "evidence_map": precision,
        "evidence_p_at_80r": at_recall,
    }


def _f1(rows: Sequence[Judged], weights: Floats, choice: str) -> Floats:
    gold = np.array([one.gold == choice for one in rows])
    said = np.array([one.said == choice for one in rows])
    held = weights @ gold
    with np.errstate(invalid="ignore", divide="ignore"):
        value = 2 * (weights @ (gold & said)) / (held + weights @ said)
    return np.where(held > 0, value, np.nan)


def _evidence(rows: Sequence[Judged], weights: Floats) -> tuple[Floats, Floats]:
    used = [i for i, one in enumerate(rows) if one.gold != NOT_MENTIONED]
    if not any(rows[i].evidence.any() for i in used):
        nothing = np.full(len(weights), np.nan)
        return nothing, nothing
    row = np.repeat(used, [len(rows[i].scores) for i in used])
    scores = np.concatenate([rows[i].scores for i in used])
    gold = np.concatenate([rows[i].evidence for i in used])
    order = np.argsort(-scores, kind="stable")
    last = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)
    drawn = weights[:, row[order]]
    hits = np.cumsum(drawn * gold[order], axis=1)[:, last]
    taken = np.cumsum(drawn, axis=1)[:, last]
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = hits / taken
        gained = np.diff(hits, axis=1, prepend=0)
        average = np.nansum(gained * precision, axis=1) / hits[:, -1]
        first = np.argmax(hits >= 0.8 * hits[:, -1:] - 1e-9, axis=1)
    at_recall = precision[np.arange(len(weights)), first]
    return average, np.where(hits[:, -1] > 0, at_recall, np.nan)


def _mean(values: Sequence[Floats]) -> Floats:
    stacked = np.stack(values)
    known = ~np.isnan(stacked)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(known, stacked, 0).sum(axis=0) / known.sum(axis=0))


def _metric(values: Floats, n: int, failed: int) -> Metric:
    if np.isnan(values[0]):
        return Metric(None, n, None, failed)
    return measured(float(values[0]), n, values[1:], failed)


def _count(name: str, rows: Sequence[Judged]) -> int:
    if name == "accuracy":
        return len(rows)
    if name.startswith("f1"):
        choice = ENTAILMENT if name == "f1_entailment" else CONTRADICTION
        return sum(one.gold == choice for one in rows)
    return sum(int(one.evidence.sum()) for one in rows if one.gold != NOT_MENTIONED)
