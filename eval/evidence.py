"""What a run said and what it should have said, span by span, for calibration and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from eval.predictions import Prediction
from eval.task import TaskData


@dataclass(frozen=True, slots=True)
class Said:
    """A prediction as scored; `right` says whether it matches a gold text of its category."""

    contract: str
    category: str
    start: int
    end: int
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold text; `best` is the score of the best prediction that matches it, None without one."""

    contract: str
    category: str
    start: int
    end: int
    best: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """`texts` by document; places are code points of those, half-open."""

    texts: Mapping[str, str]
    said: Sequence[Said]
    wanted: Sequence[Wanted]


@runtime_checkable
class WithEvidence(Protocol):
    """A task whose predictions can be shown in the text and held against its labels."""

    def evidence(self, data: TaskData[Any], predictions: Sequence[Prediction]) -> Evidence:
        """Return the evidence; raises DataError for a prediction that is not on the data."""
        ...
