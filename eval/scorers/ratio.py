"""Ratios of sums over contracts, with intervals by bootstrap over contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from eval.metric import Metric
from eval.scorers.bootstrap import Floats, added, measured, resample_weights


@dataclass(frozen=True, slots=True, eq=False)
class Ratios:
    """Adds up counts by contract and divides: the contracts of a run, its seed and failures."""

    contracts: Sequence[str]
    seed: int
    failed: int
    weights: Floats = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", resample_weights(len(self.contracts), self.seed))

    def of(
        self, above: Mapping[str, float], below: Mapping[str, float], n: int | None = None
    ) -> Metric:
        """Return sum(above) / sum(below), not measured where below adds up to nothing.

        `n` is what it was measured on, by default the sum of `below`, then of whole numbers.
        """
        parts = np.array(
            [[above.get(name, 0), below.get(name, 0)] for name in self.contracts], np.float64
        ).reshape(-1, 2)
        over, under = parts.sum(axis=0)
        if not under:
            return Metric(None, 0, None, self.failed)
        drawn = added(self.weights, parts)
        with np.errstate(invalid="ignore", divide="ignore"):
            draws = np.where(drawn[:, 1] > 0, drawn[:, 0] / drawn[:, 1], np.nan)
        return measured(float(over / under), int(under) if n is None else n, draws, self.failed)

    def share(self, answers: Sequence[tuple[str, bool]]) -> Metric:
        """Return the share of yes among (contract, yes or no); not measured without any."""
        above: dict[str, float] = {}
        below: dict[str, float] = {}
        for contract, yes in answers:
            above[contract] = above.get(contract, 0) + yes
            below[contract] = below.get(contract, 0) + 1
        return self.of(above, below)
