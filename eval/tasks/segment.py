"""Segmentation: how many of the gold texts of CUAD lie inside one clause of ours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from eval.datasets.cuad import Contract, load_cuad
from eval.metric import Metric
from eval.predictions import Prediction
from eval.scorers.bootstrap import RESAMPLES, added, measured, resample_weights
from eval.task import Scored, TaskData
from models.tagger import Tagger

CLAUSE = "clause"


class SegmentTask:
    """Reads each contract as plain text, cuts it, and looks for the gold words in the clauses.

    The reader may join lines, so places are compared by characters that are not white space. Of
    several places with a gold text's words the one nearest to its own counts.
    """

    name = "segment"
    summary = "Segmentation: share of CUAD gold texts that lie inside one clause"
    data = "cuad"
    needs: frozenset[str] = frozenset()

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the resamples of the intervals."""
        return {"resamples": RESAMPLES}

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[Contract]:
        """Read a folder laid out like CUAD; raises DataError as `load_cuad` does."""
        data = load_cuad(folder, ids)
        return TaskData({contract.id: contract for contract in data.contracts}, data.sha256, None)

    def predict(self, name: str, item: Contract, tagger: Tagger | None) -> list[Prediction]:
        """Return the clauses in text order, with places in the text as the reader gives it."""
        from pipeline.readers import read_bytes
        from pipeline.segment import segment

        document = read_bytes(item.text.encode("utf-8"), f"{name}.txt")
        clauses = sorted(segment(document), key=lambda clause: clause.span)
        return [Prediction(name, CLAUSE, c.text, c.span.start, c.span.end, 1.0) for c in clauses]

    def score(
        self,
        data: TaskData[Contract],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Return the share of gold texts inside one clause and the share found at all."""
        clauses: dict[str, list[str]] = {name: [] for name in data.items}
        for one in predictions:
            clauses[one.contract].append(one.text)
        rows = [
            {**row, "failed": name in failed}
            for name, item in data.items.items()
            for row in _rows(item, clauses[name])
        ]
        return Scored(_metrics(list(data.items), rows, seed, len(failed)), rows)


def _rows(contract: Contract, clauses: Sequence[str]) -> Iterator[dict[str, Any]]:
    squeezed = [_squeeze(text) for text in clauses]
    whole, ends = "".join(squeezed), list(accumulate(map(len, squeezed)))
    for category, spans in contract.gold.items():
        for span in spans:
            words = _squeeze(span.slice(contract.text))
            at = _nearest(whole, words, len(_squeeze(contract.text[: span.start])))
            inside = None
            if at is not None:
                inside = bisect_right(ends, at) == bisect_right(ends, at + len(words) - 1)
            yield {
                "contract": contract.id,
                "category": category,
                "start": span.start,
                "end": span.end,
                "found": at is not None,
                "inside": bool(inside),
            }


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _nearest(whole: str, words: str, wanted: int) -> int | None:
    after = whole.find(words, wanted)
    before = whole.rfind(words, 0, wanted + len(words))
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - wanted)) if found else None


def _metrics(
    names: list[str], rows: Sequence[Mapping[str, Any]], seed: int, failed: int
) -> dict[str, Metric]:
    if not rows:
        return {name: Metric(None, 0, None, failed) for name in ("inside", "found")}
    place = {name: i for i, name in enumerate(names)}
    weights = resample_weights(len(names), seed)
    parts = np.zeros((len(names), 3), np.int64)
    for row in rows:
        parts[place[row["contract"]]] += (row["inside"], row["found"], 1)
    whole, drawn = parts.sum(axis=0), added(weights, parts)
    with np.errstate(invalid="ignore"):
        shares = drawn[:, :2] / drawn[:, 2:]
    return {
        name: measured(float(whole[i] / whole[2]), len(rows), shares[:, i], failed)
        for i, name in enumerate(("inside", "found"))
    }


TASK = SegmentTask()
