"""The resamples behind the intervals of a run, kept so that two runs can be paired.

Runs of the same documents in the same order with the same seed drew the same documents in each
resample, so the difference of two figures there is a paired bootstrap of the difference.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.metric import Metric
from eval.run_folder import DRAWS, replace_file
from pipeline.errors import DataError


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """`values[name]` has one value a resample, NaN where the resample has none."""

    seed: int
    values: Mapping[str, NDArray[np.float64]]


def write_draws(folder: Path, metrics: Mapping[str, Metric], seed: int) -> None:
    """Write the draws of all metrics that have some, to single precision."""
    held = {name: one.draws for name, one in metrics.items() if one.draws is not None}
    rows = np.array(list(held.values()), np.float32) if held else np.zeros((0, 0), np.float32)
    names = np.array(list(held), dtype=np.str_) if held else np.zeros(0, "U1")
    out = io.BytesIO()
    np.savez_compressed(out, names=names, values=rows, seed=np.int64(seed))
    replace_file(folder / DRAWS, [out.getvalue()])


def read_draws(folder: Path) -> Draws | None:
    """Return a run's draws, None when it was scored before there were any.

    Raises DataError when the file is damaged.
    """
    path = folder / DRAWS
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as held:
            names, rows, seed = held["names"], held["values"], int(held["seed"])
        values = {
            str(name): np.asarray(row, np.float64) for name, row in zip(names, rows, strict=True)
        }
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"{path}: damaged ({error}); `eval rescore` writes it again") from error
    return Draws(seed, values)
