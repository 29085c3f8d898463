"""Blessed baselines: the figures a later run must not fall below, one small file to commit.

`eval/baselines/<task>.<split>.json` holds a run's pooled figures but costs, its hashes and a
tolerance for each figure measured. A run regresses when a figure is worse than blessed by more than
its tolerance, or is not measured any more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.compare.direction import gain
from eval.compare.paired import Opened
from eval.datasets.files import field, read_text
from eval.run_folder import write_json
from eval.usage_metrics import COSTS
from pipeline.errors import DataError, UsageError

FOLDER = Path(__file__).resolve().parents[1] / "baselines"
TOLERANCE = 0.01
_FORMAT = 1
_KEPT = ("task", "split", "data_sha256", "tagger", "weights_sha256", "run_sha256", "version")
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Baseline:
    """`metrics` are those measured, `tolerances` how much worse each may be, in its own unit."""

    path: Path
    about: Mapping[str, Any]
    metrics: Mapping[str, float]
    tolerances: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Held:
    """One figure held against the baseline; `value` None is not measured and regresses."""

    name: str
    blessed: float
    value: float | None
    tolerance: float

    @property
    def regressed(self) -> bool:
        """Return whether the figure is worse than the baseline beyond tolerance."""
        if self.value is None:
            return True
        return gain(self.name, self.blessed, self.value) < -self.tolerance - _ROUNDING


def baseline_path(task: str, split: str, folder: Path = FOLDER) -> Path:
    """Return where the baseline of a task and split is kept."""
    return folder / f"{task}.{re.sub(r'[^A-Za-z0-9_-]+', '_', split)}.json"


def bless(one: Opened, tolerances: Mapping[str, float], folder: Path = FOLDER) -> Path:
    """Write a run's pooled figures as the baseline of its task and split; return the file.

    `tolerances` are for single figures, the others take TOLERANCE. Raises UsageError for a
    tolerance below zero or of a figure the run has not measured, and for a run of documents that
    the tagger has seen.
    """
    manifest = one.manifest
    if manifest["seen_documents"]:
        raise UsageError(
            f"{one.folder}: the tagger was trained or tuned on {len(manifest['seen_documents'])} "
            "of the documents; only unseen ones make a baseline"
        )
    metrics = {
        name: metric
        for name, metric in one.run.metrics.items()
        if ":" not in name and metric.value is not None and name not in COSTS
    }
    if not metrics:
        raise UsageError(f"{one.folder} has measured nothing; no baseline comes of that")
    for name, tolerance in tolerances.items():
        if name not in metrics:
            raise UsageError(f"tolerance for {name!r}; the run has measured {list(metrics)}")
        if not 0 <= tolerance < float("inf"):
            raise UsageError(f"tolerance {tolerance} for {name!r}; 0 or more is needed")
    path = baseline_path(manifest["task"], manifest["split"], folder)
    folder.mkdir(parents=True, exist_ok=True)
    row = {
        "format": _FORMAT,
        **{name: manifest[name] for name in _KEPT},
        "documents": len(manifest["documents"]),
        "metrics": {name: metric.row() for name, metric in metrics.items()},
        "tolerances": {name: tolerances.get(name, TOLERANCE) for name in metrics},
    }
    write_json(path, row)
    return path


def find_baseline(one: Opened, folder: Path = FOLDER) -> Baseline | None:
    """Return the baseline of the run's task and split, None when none is blessed.

    Raises DataError when it is damaged, UsageError when it is of other data.
    """
    path = baseline_path(one.manifest["task"], one.manifest["split"], folder)
    if not path.is_file():
        return None
    found = _read(path)
    if found.about["data_sha256"] != one.manifest["data_sha256"]:
        raise UsageError(
            f"{one.folder} has data {one.manifest['data_sha256']!r}, the baseline {path.name} "
            f"has {found.about['data_sha256']!r}; a run of the same data is needed"
        )
    return found


def hold(one: Opened, baseline: Baseline) -> list[Held]:
    """Return each blessed figure beside the run's."""
    metrics = one.run.metrics
    return [
        Held(
            name,
            blessed,
            metrics[name].value if name in metrics else None,
            baseline.tolerances[name],
        )
        for name, blessed in baseline.metrics.items()
    ]


def _read(path: Path) -> Baseline:
    try:
        row = json.loads(read_text(path))
    except ValueError as error:
        raise DataError(f"{path}: not JSON ({error}); bless a run again") from error
    if not isinstance(row, dict) or row.get("format") != _FORMAT:
        raise DataError(f"{path}: not a baseline of format {_FORMAT}; bless a run again")
    where = str(path)
    about = {name: row.get(name) for name in _KEPT}
    field(row, "data_sha256", str, where)
    metrics = {}
    tolerances = field(row, "tolerances", dict, where)
    for name, metric in field(row, "metrics", dict, where).items():
        metrics[name] = float(
            _finite(metric.get("value") if isinstance(metric, dict) else None, f"{where}: {name}")
        )
        _finite(tolerances.get(name), f"{where}: tolerance of {name}")
    return Baseline(path, about, metrics, tolerances)


def _finite(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value - value != 0:
        raise DataError(f"{where} is {value!r}; a number is needed, bless a run again")
    return float(value)
