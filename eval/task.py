"""What a task is: data it loads, what a tagger must say about each document, how that is scored."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import eval.tasks as tasks_folder
from eval.metric import Metric
from eval.predictions import Prediction
from models.tagger import Tagger
from pipeline.errors import UsageError

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class TaskData(Generic[Item]):
    """Documents by id in running order, the SHA-256 of all that was read, and what they are.

    `source` names the data set in a model card's list of seen documents, None where nothing can
    have been learnt. `whole` is the data as the loader gave it, for the scorer.
    """

    items: Mapping[str, Item]
    sha256: str
    source: str | None
    whole: Any = None


@dataclass(frozen=True, slots=True)
class Scored:
    """Figures by name, and one row a sample for `scores.jsonl`."""

    metrics: Mapping[str, Metric]
    rows: Sequence[Mapping[str, Any]]


@runtime_checkable
class Task(Protocol):
    """One file in eval/tasks, which offers its task as `TASK`.

    `data` is its folder below the data folder, `needs` what it cannot run without ("tagger"),
    `config` all settings that change its figures.
    """

    name: str
    summary: str
    data: str
    needs: frozenset[str]

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the settings a run records and pins."""
        ...

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[Any]:
        """Read the documents `ids`, or all; raises DataError as the loaders do."""
        ...

    def predict(self, name: str, item: Any, tagger: Tagger | None) -> list[Prediction]:  # noqa: ANN401
        """Return what is said about one document; raises TaggingFailed when nothing usable is."""
        ...

    def score(
        self,
        data: TaskData[Any],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Score the predictions of all documents; `failed` ones have none and count as misses."""
        ...


@runtime_checkable
class WithSplits(Protocol):
    """A task whose data folder holds several named splits, of which a run takes one."""

    def on_split(self, split: str) -> Task:
        """Return the task bound to one split, which `config` names; none of it is read yet."""
        ...


@runtime_checkable
class WithOwnModel(Protocol):
    """A task that asks the product's own weights, whatever tagger a run names."""

    def seen_by_own_model(self) -> Mapping[str, frozenset[str]]:
        """Return, by data set, the documents that those weights were trained or tuned on."""
        ...


def on_split(task: Task, split: str | None) -> Task:
    """Return the task bound to `split`, or the task itself where it has no splits.

    Raises UsageError when a split is named for a task that has none, or not for one that has some.
    """
    if isinstance(task, WithSplits):
        if not split:
            raise UsageError(f"task {task.name!r} needs a split; name one with --split")
        return task.on_split(split)
    if split is not None:
        raise UsageError(f"task {task.name!r} has no splits; split {split!r} is not allowed")
    return task


def all_tasks() -> dict[str, Task]:
    """Return the tasks of eval/tasks by name, in name order."""
    found = {}
    for module in pkgutil.iter_modules(tasks_folder.__path__):
        task: Task = importlib.import_module(f"{tasks_folder.__name__}.{module.name}").TASK
        found[task.name] = task
    return dict(sorted(found.items()))


def find_task(name: str) -> Task:
    """Return one task; raises UsageError for a name that eval/tasks does not have."""
    tasks = all_tasks()
    if name not in tasks:
        raise UsageError(f"unknown task {name!r}; there are {list(tasks)}")
    return tasks[name]
