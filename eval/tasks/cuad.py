"""CUAD: find the texts that answer 41 questions of each contract, by the official rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval import candidates as rule
from eval.datasets.cuad import Contract, CuadData, load_cuad
from eval.datasets.cuad_categories import CATEGORIES, label_of
from eval.evidence import Evidence
from eval.fragment_rule import BESIDE, CONFIG, fragments_by_category
from eval.metric import Metric
from eval.predictions import Prediction
from eval.scorers.bootstrap import RESAMPLES
from eval.scorers.calibration import calibration
from eval.scorers.cuad_evidence import cuad_evidence
from eval.scorers.cuad_match import MatchRule
from eval.scorers.cuad_metrics import per_category, pooled
from eval.scorers.cuad_official import HALF, Counts, count
from eval.tagged import needed, unit_scores
from eval.task import Scored, TaskData
from models.tagger import Tagger, WithAnswers
from pipeline.errors import UsageError
from pipeline.fragments import Fragment
from pipeline.segment.sentences import sentence_spans
from pipeline.types.span import Span

VARIANTS = {
    "white_space": MatchRule(any_white_space=True),
    "no_parties_rule": MatchRule(parties_rule=False),
}


class CuadTask:
    """Scores sentence units, makes candidates of them, and applies the official rule."""

    name = "cuad"
    summary = "CUAD clause extraction: AUPR, P@80R, P@90R, best F1, presence F1, per category"
    data = "cuad"
    needs = frozenset({"tagger"})

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the candidate rules and the resamples of the intervals."""
        return {
            "keep": rule.KEEP,
            "likely": rule.LIKELY,
            "longest_run": rule.LONGEST,
            "same": rule.SAME,
            "most": rule.MOST,
            **CONFIG,
            "resamples": RESAMPLES,
        }

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[Contract]:
        """Read a folder laid out like CUAD; raises DataError as `load_cuad` does."""
        data = load_cuad(folder, ids)
        items = {contract.id: contract for contract in data.contracts}
        return TaskData(items, data.sha256, "cuad", data)

    def predict(self, name: str, item: Contract, tagger: Tagger | None) -> list[Prediction]:
        """Return the candidates of each category that the tagger knows, best first.

        Exact fragments answer where the tagger scores them, by the rule of `eval.fragment_rule`.
        Raises UsageError when it knows none, DataError when its scores are not scores.
        """
        tagger = needed(tagger, self.name)
        exact = fragments_by_category(item.text, tagger)
        units = unit_candidates(item, tagger, exact)
        found: list[Prediction] = []
        for category in item.gold:
            mine = [(one.span, one.score) for one in exact.get(category, ())]
            found += _predictions(item, category, [*mine, *units.get(category, ())])
        return found

    def score(
        self,
        data: TaskData[Contract],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Score by the official rule of 2021, and its AUPR by the variants of the rule too."""
        whole: CuadData = data.whole
        counts = count(whole, predictions)
        found: dict[str, Metric] = pooled(counts, seed, len(failed))
        for variant, match in VARIANTS.items():
            other = pooled(count(whole, predictions, match), seed, len(failed))
            found[f"aupr_{variant}"] = other["aupr"]
        said = self.evidence(data, predictions).said
        found |= calibration(counts.contracts, said, seed, len(failed))
        return Scored(found | per_category(counts, seed, len(failed)), _rows(counts, failed))

    def evidence(self, data: TaskData[Contract], predictions: Sequence[Prediction]) -> Evidence:
        """Match predictions and gold texts by the official rule of 2021."""
        return cuad_evidence(data.whole, predictions)

    def errors(self, row: Mapping[str, Any]) -> tuple[str, int]:
        """Return a question's name and its misses and false alarms at score 0.5."""
        hits, false = row["true_positives"][HALF], row["false_positives"][HALF]
        return f"{row['contract']}: {row['category']}", int(row["gold"] - hits + false)


def unit_candidates(
    item: Contract, tagger: Tagger, exact: Mapping[str, Sequence[Fragment]]
) -> dict[str, list[tuple[Span, float]]]:
    """Return candidates of whole units by category, best first, with their chances.

    Categories that the fragments `exact` answer alone are left out. Raises UsageError when the
    tagger knows no category, DataError when its scores are not scores.
    """
    columns = {c: tagger.labels.index(x) for c, x in _labels().items() if x in tagger.labels}
    if not columns:
        raise UsageError(f"tagger {tagger.name!r} has no label {label_of('<Category>')!r}")
    spans = sentence_spans(item.text)
    scores = unit_scores(tagger, [span.slice(item.text) for span in spans], item.id)
    words = rule.unit_words(item.text, spans)
    scale = tagger.answers if isinstance(tagger, WithAnswers) else None
    return {
        category: [
            (_span(spans, one), scale.score(one.score, rank) if scale else one.score)
            for rank, one in enumerate(rule.candidates(scores[:, column], words))
        ]
        for category, column in columns.items()
        if category in item.gold and (category in BESIDE or category not in exact)
    }


def _labels() -> dict[str, str]:
    return {category: label_of(category) for category in CATEGORIES}


def _span(spans: Sequence[Span], one: rule.Candidate) -> Span:
    return Span(spans[one.first].start, spans[one.stop - 1].end)


def _predictions(
    contract: Contract, category: str, found: Sequence[tuple[Span, float]]
) -> list[Prediction]:
    """Return one prediction a text, best first; of equal texts the scorer would take the last."""
    best: dict[str, Prediction] = {}
    for span, score in sorted(found, key=lambda one: -one[1]):
        text = span.slice(contract.text)
        best.setdefault(text, Prediction(contract.id, category, text, span.start, span.end, score))
    return list(best.values())


def _rows(counts: Counts, failed: frozenset[str]) -> list[dict[str, Any]]:
    """Return one row a question: counts at each threshold, highest first."""
    return [
        {
            "contract": contract,
            "category": category,
            "gold": int(counts.gold[i, j]),
            "true_positives": counts.true_positives[i, j].tolist(),
            "false_positives": counts.false_positives[i, j].tolist(),
            "failed": contract in failed,
        }
        for i, contract in enumerate(counts.contracts)
        for j, category in enumerate(counts.categories)
    ]


TASK = CuadTask()
