"""Scoring a run again from its raw predictions, with today's scorer and no tagger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.environment import own_version
from eval.manifest import run_sha256
from eval.run_folder import (
    MANIFEST,
    PREDICTIONS,
    RESCORING,
    read_complete,
    read_predictions,
    write_json,
    write_rows,
)
from eval.runs import write_scored
from eval.task import Scored, Task, TaskData, find_task, on_split
from eval.usage_metrics import usage_metrics
from models.usage import usage_from
from pipeline.errors import DataError, UsageError


def rescore(folder: Path, data: Path, out: Path | None = None, other_data: bool = False) -> Path:
    """Score the run in `folder` against `data`, into `out` or in place; return where.

    The manifest keeps what the predictions came from and takes the task's settings and version of
    today; `rescored_from` names the run as it was. Raises DataError when the run is missing,
    unfinished or damaged, when the data is not that of the run and `other_data` is off (labels may
    have been mended since), and UsageError when `out` is not a new or empty folder.
    """
    manifest = read_complete(folder, to_rescore=True)
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} is not empty; a new or empty folder is needed")
    predictions = read_predictions(folder)
    task, loaded = load_again(manifest, data, other_data)
    if unknown := sorted({one.contract for one in predictions} - set(loaded.items)):
        raise DataError(f"{folder}: prediction for {unknown[0]!r}, which the data lacks")
    failed = frozenset(manifest["failed"])
    scored = task.score(loaded, predictions, failed, manifest["seed"])
    usage = usage_from(manifest.get("usage"), str(folder / MANIFEST))
    costs = usage_metrics(usage, len(failed))
    scored = Scored({**scored.metrics, **costs}, scored.rows)
    again: dict[str, Any] = {
        **manifest,
        "status": "complete",
        "config": dict(task.config),
        "data_sha256": loaded.sha256,
        "data": str(data),
        "version": own_version(),
        "rescored_from": manifest["run_sha256"],
    }
    again["run_sha256"] = run_sha256(again)
    target = out or folder
    target.mkdir(parents=True, exist_ok=True)
    if out is None:
        write_json(target / MANIFEST, {**manifest, "status": RESCORING})
    else:
        write_rows(target / PREDICTIONS, (one.row() for one in predictions))
    write_scored(target, scored, manifest["seed"])
    write_json(target / MANIFEST, again)
    return target


def load_again(
    manifest: dict[str, Any], data: Path, other_data: bool = False
) -> tuple[Task, TaskData[Any]]:
    """Return a run's task and its documents as they are in the folder `data` now.

    Raises DataError when the folder's content is not that of the run, unless `other_data`, and
    UsageError when this version has no such task.
    """
    task = on_split(find_task(manifest["task"]), manifest["config"].get("split"))
    loaded = task.load(data, manifest["documents"])
    if loaded.sha256 != manifest["data_sha256"] and not other_data:
        raise DataError(
            f"{data}: SHA-256 of the data is {loaded.sha256}, the run had "
            f"{manifest['data_sha256']}; the run's own data is needed, or leave to score other data"
        )
    return task, loaded
