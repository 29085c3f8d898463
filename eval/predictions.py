"""Predictions: what a tagger says about a document, kept raw so that anyone can score it again."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from eval.datasets.files import field
from pipeline.errors import DataError


@dataclass(frozen=True, slots=True)
class Prediction:
    """One candidate: `text` is `[start, end)` of the document, `score` a probability in [0, 1]."""

    contract: str
    category: str
    text: str
    start: int
    end: int
    score: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.score) and 0 <= self.score <= 1):
            raise DataError(
                f"{self.contract}: score {self.score} for {self.category!r}; "
                "a number in [0, 1] is needed"
            )

    def row(self) -> dict[str, Any]:
        """Return the prediction as a JSON object."""
        return asdict(self)


def prediction_from(row: dict[str, Any], where: str) -> Prediction:
    """Read a prediction from a row of `predictions.jsonl`; raises DataError when it is damaged."""
    score = row.get("score")
    if not isinstance(score, int | float) or isinstance(score, bool):
        raise DataError(f"{where}: score {score!r}; a number in [0, 1] is needed")
    return Prediction(
        field(row, "contract", str, where),
        field(row, "category", str, where),
        field(row, "text", str, where),
        field(row, "start", int, where),
        field(row, "end", int, where),
        float(score),
    )
