"""Two runs of the same documents: the difference of every figure by paired bootstrap.

Both runs resampled the same documents (eval/draws.py), so a resample gives a difference free of
the luck of which documents it drew. The interval is that of the differences; p is twice the share
of resamples on the other side of zero, at least one resample and at most 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.draws import Draws, read_draws
from eval.run_folder import Run, read_run
from eval.scorers.bootstrap import Floats, interval
from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Opened:
    """A complete run with its folder and the resamples of its figures, if it has them."""

    folder: Path
    run: Run
    draws: Draws | None

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return the run's manifest."""
        return self.run.manifest


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of two runs, None where it was not measured; `change` is `b` less `a`.

    `ci95` and `p` are None where the resamples of the two cannot be paired.
    """

    name: str
    a: float | None
    b: float | None
    n: int
    change: float | None
    ci95: tuple[float, float] | None = None
    p: float | None = None


def open_run(folder: Path) -> Opened:
    """Read a complete run; raises DataError as `read_run` and `read_draws` do."""
    return Opened(folder, read_run(folder), read_draws(folder))


def check_comparable(a: Opened, b: Opened) -> None:
    """Raise UsageError, naming what differs, unless both runs are of the same documents."""
    for name, what in (("task", "task"), ("data_sha256", "data"), ("split", "split")):
        left, right = a.manifest[name], b.manifest[name]
        if left != right:
            raise UsageError(
                f"{a.folder} has {what} {left!r}, {b.folder} has {what} {right!r}; "
                "runs of the same task, data and split are needed"
            )
    if a.manifest["documents"] != b.manifest["documents"]:
        raise UsageError(
            f"{a.folder} and {b.folder} have other documents or another order of them; the same "
            "are needed"
        )


def differences(a: Opened, b: Opened) -> list[Difference]:
    """Return the differences of all figures that either run has, in the order of the runs.

    Raises UsageError when the runs are not comparable.
    """
    check_comparable(a, b)
    names = [*a.run.metrics, *(name for name in b.run.metrics if name not in a.run.metrics)]
    return [_difference(name, a, b) for name in names]


def unpaired_because(a: Opened, b: Opened) -> str | None:
    """Return why the resamples of two comparable runs cannot be paired, None when they can."""
    for one in (a, b):
        if one.draws is None:
            return f"{one.folder} was scored before resamples were kept; rescore it"
    assert a.draws is not None
    assert b.draws is not None
    if a.draws.seed != b.draws.seed:
        return f"the seeds are {a.draws.seed} and {b.draws.seed}; run both with one seed"
    return None


def _difference(name: str, a: Opened, b: Opened) -> Difference:
    left, right = a.run.metrics.get(name), b.run.metrics.get(name)
    values = [None if one is None else one.value for one in (left, right)]
    n = max(one.n for one in (left, right) if one is not None)
    if values[0] is None or values[1] is None:
        return Difference(name, values[0], values[1], n, None)
    change = values[1] - values[0]
    drawn = _drawn(name, a, b)
    if drawn is None:
        return Difference(name, values[0], values[1], n, change)
    return Difference(name, values[0], values[1], n, change, interval(drawn), _p(drawn))


def _drawn(name: str, a: Opened, b: Opened) -> Floats | None:
    if unpaired_because(a, b) is not None or a.draws is None or b.draws is None:
        return None
    left, right = a.draws.values.get(name), b.draws.values.get(name)
    if left is None or right is None or left.shape != right.shape:
        return None
    return right - left


def _p(drawn: Floats) -> float | None:
    known = drawn[~np.isnan(drawn)]
    if 2 * len(known) < len(drawn) or not len(known):
        return None
    other_side = min(float(np.mean(known <= 0)), float(np.mean(known >= 0)))
    return min(1.0, max(2 * other_side, 1 / len(known)))
