"""The convention of ContractEval: one free text a question, right when it covers all gold texts.

Source: the code of ContractEval (NLLP 2025). A question with gold is a true positive when the
output holds every gold text as it stands, ends stripped, and else a false negative, whatever more
it says. A question without gold is a false positive unless the output says "no related clause".
Laziness is the share of questions with gold whose output says that. Jaccard, on questions with
gold, compares the words of the gold texts joined with those of the whole output. The figures are
not comparable with AUPR: a long output is never punished where there is gold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.metric import Metric
from eval.scorers.bootstrap import Floats, added, measured, resample_weights
from eval.scorers.cuad_match import MatchRule, jaccard

SILENT = "No related clause."
_SILENT_WORDS = "no related clause"
_ENDS = " \n`"
_RULE = MatchRule()


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's gold texts and the whole output given to it."""

    contract: str
    category: str
    gold: tuple[str, ...]
    output: str

    @property
    def silent(self) -> bool:
        """Whether the output says that there is no related clause, anywhere and in any case."""
        return _SILENT_WORDS in self.output.strip(_ENDS).lower()

    @property
    def covered(self) -> bool:
        """Whether the output holds every gold text character by character, ends stripped."""
        output = self.output.strip(_ENDS)
        return all(text.strip(_ENDS) in output for text in self.gold)

    @property
    def covered_loosely(self) -> bool:
        """Whether it does when case and the kind of white space do not count."""
        output = _plain(self.output)
        return all(_plain(text) in output for text in self.gold)

    @property
    def similarity(self) -> float:
        """Return the Jaccard similarity of the words of the joined gold and of the output."""
        output = self.output.strip(_ENDS)
        return jaccard(_RULE.words(" ".join(self.gold)), _RULE.words(output))


def figures(
    contracts: Sequence[str], answers: Sequence[Answer], seed: int, failed: int = 0
) -> dict[str, Metric]:
    """Return the figures of all questions and F1 by category, `ci95` by resampling contracts.

    `n` is the number of questions, for laziness and Jaccard of those with gold. Without any the
    figures are not measured.
    """
    place = {name: i for i, name in enumerate(contracts)}
    parts = np.zeros((len(contracts), len(_PARTS)))
    for one in answers:
        parts[place[one.contract]] += _row(one)
    weights = resample_weights(len(contracts), seed)
    drawn, whole = added(weights, parts), parts.sum(axis=0)
    asked, positive = len(answers), sum(bool(one.gold) for one in answers)
    found: dict[str, Metric] = {}
    for name, figure in _FIGURES.items():
        n = positive if name in _ON_POSITIVES else asked
        found[name] = _metric(float(figure(whole)), n, figure(drawn), failed)
    return found | _by_category(answers, failed)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


_PARTS = ("tp", "fn", "fp", "tn", "loose", "lazy", "similarity")


def _row(one: Answer) -> list[float]:
    if not one.gold:
        return [0, 0, not one.silent, one.silent, 0, 0, 0]
    return [
        one.covered,
        not one.covered,
        0,
        0,
        one.covered_loosely,
        one.silent,
        one.similarity,
    ]


def _f(beta: float, tp: Floats, fn: Floats, fp: Floats) -> Floats:
    square = beta * beta
    return _ratio((1 + square) * tp, (1 + square) * tp + square * fn + fp)


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(above / below)


_FIGURES: Mapping[str, Callable[[Floats], Floats]] = {
    "f1": lambda p: np.where(_gold(p) > 0, _f(1, p[..., 0], p[..., 1], p[..., 2]), np.nan),
    "f2": lambda p: np.where(_gold(p) > 0, _f(2, p[..., 0], p[..., 1], p[..., 2]), np.nan),
    "precision": lambda p: _ratio(p[..., 0], p[..., 0] + p[..., 2]),
    "recall": lambda p: _ratio(p[..., 0], _gold(p)),
    "accuracy": lambda p: _ratio(p[..., 0] + p[..., 3], p[..., :4].sum(axis=-1)),
    "laziness": lambda p: _ratio(p[..., 5], _gold(p)),
    "jaccard": lambda p: _ratio(p[..., 6], _gold(p)),
    "f1_loose": lambda p: np.where(
        _gold(p) > 0, _f(1, p[..., 4], _gold(p) - p[..., 4], p[..., 2]), np.nan
    ),
}
_ON_POSITIVES = frozenset({"recall", "laziness", "jaccard"})


def _gold(parts: Floats) -> Floats:
    return np.asarray(parts[..., 0] + parts[..., 1])


def _metric(value: float, n: int, draws: Floats | None, failed: int) -> Metric:
    if not n or np.isnan(value):
        return Metric(None, n, None, failed)
    return Metric(value, n, None, failed) if draws is None else measured(value, n, draws, failed)


def _by_category(answers: Sequence[Answer], failed: int) -> dict[str, Metric]:
    totals: dict[str, Floats] = {}
    for one in answers:
        totals[one.category] = totals.get(one.category, np.zeros(len(_PARTS))) + _row(one)
    return {
        f"f1:{category}": _metric(float(_FIGURES["f1"](parts)), int(_gold(parts)), None, failed)
        for category, parts in totals.items()
    }
