"""AI clauses: which clause types each unit of an AI service's terms holds, asserted at 0.5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.datasets.ai_terms import TermsDocument, load_ai_terms
from eval.datasets.cuad_categories import PREFIX
from eval.datasets.units import terms_units
from eval.evidence import Evidence, Said, Wanted
from eval.metric import Metric
from eval.predictions import Prediction
from eval.scorers.bootstrap import RESAMPLES
from eval.scorers.calibration import calibration
from eval.scorers.label_f1 import LabelCounts, by_label, count_labels, micro_macro
from eval.tagged import needed, unit_scores
from eval.task import Scored, TaskData
from models.routes import ROUTE_LABELS
from models.tagger import Tagger
from pipeline.errors import DataError, UsageError

ASSERTED = 0.5
KEEP = 0.05
NO_CLAUSE = "g_no_clause"  # says that a unit holds no type, so it is not a type to be found
GENERAL = "g_"


class AiClausesTask:
    """A unit's score for a type is the best of its sentences; 0.5 and more asserts the type."""

    name = "ai_clauses"
    summary = "Clause types on units of AI service terms: micro and macro F1 at 0.5"
    data = "ai_terms/train"
    needs = frozenset({"tagger"})

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the thresholds and the resamples of the intervals."""
        return {"asserted": ASSERTED, "keep": KEEP, "resamples": RESAMPLES}

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[TermsDocument]:
        """Read a folder of labelled terms; raises DataError as `load_ai_terms` does."""
        data = load_ai_terms(folder, ids)
        items = {document.id: document for document in data.documents}
        return TaskData(items, data.sha256, "ai_terms", data)

    def predict(self, name: str, item: TermsDocument, tagger: Tagger | None) -> list[Prediction]:
        """Return, for each labelled unit, the types scored at least `KEEP`.

        Raises UsageError when the tagger has only CUAD labels, DataError for scores that are none.
        """
        tagger = needed(tagger, self.name)
        columns = [
            (i, x)
            for i, x in enumerate(tagger.labels)
            if not x.startswith(PREFIX) and x not in ROUTE_LABELS
        ]
        if not columns:
            raise UsageError(f"tagger {tagger.name!r} has no label but those of CUAD")
        units = terms_units(item)
        scores = unit_scores(tagger, units.units, name)
        best = np.zeros((len(item.units), scores.shape[1]), np.float32)
        np.maximum.at(best, np.array(units.groups, int), scores)
        return [
            Prediction(
                item.id,
                label,
                unit.span.slice(item.text),
                unit.span.start,
                unit.span.end,
                float(best[row, column]),
            )
            for row, unit in enumerate(item.units)
            for column, label in columns
            if best[row, column] >= KEEP
        ]

    def score(
        self,
        data: TaskData[TermsDocument],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Score types as sets on units; a type the tagger lacks is missed, not left out.

        Raises DataError for a prediction that is not on a unit of the data.
        """
        said = _asserted(data, predictions)
        listed = self.evidence(data, predictions).said
        documents, rows = [], []
        for name, item in data.items.items():
            gold = [frozenset(unit.types) - {NO_CLAUSE} for unit in item.units]
            found = [frozenset(said[name, unit.span.start, unit.span.end]) for unit in item.units]
            documents.append((gold, found))
            rows += [
                {
                    "contract": name,
                    "unit": unit.id,
                    "gold": sorted(held),
                    "predicted": sorted(types),
                    "failed": name in failed,
                }
                for unit, held, types in zip(item.units, gold, found, strict=True)
            ]
        figures = _metrics(count_labels(documents), seed, len(failed))
        return Scored(figures | calibration(list(data.items), listed, seed, len(failed)), rows)

    def evidence(
        self, data: TaskData[TermsDocument], predictions: Sequence[Prediction]
    ) -> Evidence:
        """Hold each listed type against the types of its unit.

        Raises DataError for a prediction that is not on a unit of the data.
        """
        _asserted(data, predictions)
        scores = {(one.contract, one.start, one.category): one.score for one in predictions}
        gold = {
            (name, unit.span.start, kind): unit.span
            for name, item in data.items.items()
            for unit in item.units
            for kind in unit.types
            if kind != NO_CLAUSE
        }
        said = [
            Said(
                one.contract,
                one.category,
                one.start,
                one.end,
                one.score,
                (one.contract, one.start, one.category) in gold,
            )
            for one in predictions
            if one.category != NO_CLAUSE
        ]
        wanted = [
            Wanted(name, kind, span.start, span.end, scores.get((name, start, kind)))
            for (name, start, kind), span in gold.items()
        ]
        return Evidence({name: item.text for name, item in data.items.items()}, said, wanted)

    def errors(self, row: Mapping[str, Any]) -> tuple[str, int]:
        """Return a unit's name and how many of its types were missed or falsely said."""
        wrong = set(row["gold"]) ^ set(row["predicted"])
        return f"{row['contract']}: unit {row['unit']}", len(wrong)


def _asserted(
    data: TaskData[TermsDocument], predictions: Sequence[Prediction]
) -> dict[tuple[str, int, int], set[str]]:
    said: dict[tuple[str, int, int], set[str]] = {
        (name, unit.span.start, unit.span.end): set()
        for name, item in data.items.items()
        for unit in item.units
    }
    for one in predictions:
        place = (one.contract, one.start, one.end)
        if place not in said:
            raise DataError(f"prediction on {place}, which is no unit of the data")
        if one.score >= ASSERTED and one.category != NO_CLAUSE:
            said[place].add(one.category)
    return said


def _metrics(counts: LabelCounts, seed: int, failed: int) -> dict[str, Metric]:
    ai = [label for label in counts.labels if not label.startswith(GENERAL)]
    general = [label for label in counts.labels if label.startswith(GENERAL)]
    found = micro_macro(counts, seed, failed)
    for part, labels in (("ai", ai), ("general", general)):
        figures = micro_macro(counts.only(labels), seed, failed)
        found |= {f"{part}_{name}": metric for name, metric in figures.items()}
    return found | dict(by_label(counts, seed, failed))


TASK = AiClausesTask()
