"""The tasks whose data the repository holds: what `make eval` runs, no outside data needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from eval.commands import run, show
from eval.compare.baseline import FOLDER, find_baseline
from eval.compare.commands import compare
from eval.compare.paired import open_run
from eval.run_folder import MANIFEST
from eval.task import Task, WithSplits, all_tasks
from pipeline.errors import UsageError

ROOT = Path(__file__).resolve().parents[1]
_GOLD = "eval/gold/"


def bundled_tasks() -> dict[str, Task]:
    """Return the tasks that name a folder below eval/gold, and for which it is there."""
    return {
        name: task
        for name, task in all_tasks().items()
        if task.data.startswith(_GOLD)
        and (ROOT / task.data).is_dir()
        and not isinstance(task, WithSplits)
    }


def run_bundled(
    out: Path,
    tell: Callable[[str], None],
    tagger: str = "ensemble",
    cache: Path | None = None,
    baselines: Path = FOLDER,
    only: Collection[str] | None = None,
) -> bool:
    """Run each task into a folder of its name below `out`; return whether one regressed.

    `only` names the tasks to run, None for all. A finished run of an earlier time is replaced. A
    task without a baseline is shown only. Raises UsageError when a folder holds anything but a run,
    and what the runs raise.
    """
    regressed = False
    for name, task in bundled_tasks().items():
        if only is not None and name not in only:
            continue
        folder = out / name
        if folder.exists():
            _clear(folder)
        run(name, ROOT / task.data, None, folder, tagger, cache=cache)
        tell(show(folder))
        if find_baseline(open_run(folder), baselines) is None:
            tell(f"{name}: no blessed baseline\n")
            continue
        outcome = compare([folder], baselines)
        tell(outcome.text)
        regressed = regressed or outcome.regressed
    return regressed


def _clear(folder: Path) -> None:
    if not (folder / MANIFEST).is_file():
        raise UsageError(f"{folder} holds no run; a new folder, or one of an earlier run is needed")
    shutil.rmtree(folder)
