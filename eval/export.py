"""A run's figures and settings for MLflow. No text of a document leaves: no predictions, no ids."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.run_folder import Run, read_run
from pipeline.errors import UsageError

_ALLOWED = re.compile(r"[^A-Za-z0-9_\-. /]")
_LONGEST = 500
_PARAMS = ("task", "split", "data_sha256", "tagger", "weights_sha256", "seed", "run_sha256")
_TIMES = ("wall_seconds", "predict_seconds", "peak_megabytes")


@dataclass(frozen=True, slots=True)
class Exported:
    """What is sent; `not_measured` names the figures that have no value and so are not sent."""

    name: str
    params: Mapping[str, str]
    metrics: Mapping[str, float]
    tags: Mapping[str, str]
    not_measured: tuple[str, ...]


def exported(run: Run) -> Exported:
    """Return a run as MLflow takes it: names of its alphabet, nothing that is not measured.

    "aupr:Parties" becomes "aupr/Parties"; the ends of an interval are metrics of their own. Raises
    UsageError when two figures would get one name.
    """
    manifest = run.manifest
    metrics: dict[str, float] = {}
    for name, metric in run.metrics.items():
        if metric.value is None:
            continue
        values = {name: metric.value}
        if metric.ci95 is not None:
            values |= {f"{name}_low": metric.ci95[0], f"{name}_high": metric.ci95[1]}
        for key, value in values.items():
            key = _ALLOWED.sub("_", key.replace(":", "/"))
            if key in metrics:
                raise UsageError(f"two figures would be called {key!r} in MLflow; {name!r} is one")
            metrics[key] = float(value)
    metrics |= {
        key: float(manifest[key])
        for key in _TIMES
        if isinstance(manifest.get(key), int | float) and key not in metrics
    }
    params = {key: _short(manifest.get(key)) for key in _PARAMS}
    params |= {f"config.{key}": _short(value) for key, value in manifest["config"].items()}
    params["documents"] = str(len(manifest["documents"]))
    git = manifest.get("git") or {}
    tags = {
        "clausewright.version": _short(manifest.get("version")),
        "clausewright.commit": _short(git.get("commit")),
        "clausewright.dirty": _short(git.get("dirty")),
        "clausewright.seen_documents": str(len(manifest["seen_documents"])),
        "clausewright.failed_documents": str(len(manifest["failed"])),
    }
    unknown = tuple(name for name, metric in run.metrics.items() if metric.value is None)
    return Exported(f"{manifest['task']} {manifest['tagger']}", params, metrics, tags, unknown)


def to_mlflow(folder: Path, uri: str, experiment: str) -> str:
    """Send a complete run to a tracking server or folder; return MLflow's id of it.

    Raises UsageError when MLflow is not installed or refuses, DataError as `read_run` does.
    """
    run = exported(read_run(folder))
    try:
        mlflow: Any = importlib.import_module("mlflow")
    except ImportError as error:
        raise UsageError(
            "MLflow is not installed; pip install mlflow-skinny (or mlflow) beside Clausewright "
            "brings it. The run folder itself needs no server: eval show, compare, report"
        ) from error
    try:
        mlflow.set_tracking_uri(uri)
        mlflow.set_experiment(experiment)
        with mlflow.start_run(run_name=run.name) as begun:
            mlflow.log_params(dict(run.params))
            mlflow.log_metrics(dict(run.metrics))
            mlflow.set_tags(
                {**run.tags, "clausewright.not_measured": _short(", ".join(run.not_measured))}
            )
            return str(begun.info.run_id)
    except mlflow.exceptions.MlflowException as error:
        raise UsageError(f"MLflow at {uri} refused: {error}") from error


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
