"""Metrics: a value with how much it rests on. Not measured is None, never zero."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import DataError


@dataclass(frozen=True, slots=True)
class Metric:
    """`value` None means not measured. `n` counts what it was measured on, named in the task.

    `ci95` is a 95% interval. `failed` counts documents without a usable answer; they are scored
    as if nothing had been said about them. `draws` are the values of the resamples that `ci95` came
    from, NaN where a resample has none; they pair two runs and take no part in equality.
    """

    value: float | None
    n: int
    ci95: tuple[float, float] | None = None
    failed: int = 0
    draws: NDArray[np.float64] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        numbers = [x for x in (self.value, *(self.ci95 or ())) if x is not None]
        if not all(math.isfinite(x) for x in numbers):
            raise DataError(f"metric {self.value} with interval {self.ci95}; finite numbers needed")

    def row(self) -> dict[str, Any]:
        """Return the metric as a JSON object."""
        interval = None if self.ci95 is None else list(self.ci95)
        return {"value": self.value, "n": self.n, "ci95": interval, "failed": self.failed}
