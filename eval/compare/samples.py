"""What changed sample by sample between two runs: questions, units, queries.

A task says how many errors a row of `scores.jsonl` stands for (for cuad and ai_clauses those at
score 0.5). For a task that does not, the first pooled figure that its rows hold by name is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from eval.compare.direction import ERRORS, gain
from eval.compare.paired import Opened
from eval.run_folder import read_scores
from eval.task import all_tasks
from pipeline.errors import DataError

Worth = Callable[[Mapping[str, Any]], tuple[str, float] | None]


@runtime_checkable
class WithErrors(Protocol):
    """A task that says what a row of `scores.jsonl` is called and how many errors it has."""

    def errors(self, row: Mapping[str, Any]) -> tuple[str, int]:
        """Return a name that no other row has, and the number of errors."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """One sample of two runs; `gain` above zero means that the second did better."""

    name: str
    before: float
    after: float
    gain: float


@dataclass(frozen=True, slots=True)
class SampleChanges:
    """`figure` says what the values are; `changes` has those that differ, biggest gain first."""

    figure: str
    compared: int
    changes: Sequence[Change]


def sample_changes(a: Opened, b: Opened) -> SampleChanges | None:
    """Return what changed; None when rows of this task hold no figure.

    Raises DataError when the rows of a run are damaged or of another layout.
    """
    rows = [read_scores(one.folder) for one in (a, b)]
    figure, worth = _worth(a, rows[0])
    if worth is None:
        return None
    before, after = (_values(one, held, worth) for one, held in zip((a, b), rows, strict=True))
    shared = [name for name in before if name in after]
    found = [
        Change(name, before[name], after[name], gain(figure, before[name], after[name]))
        for name in shared
        if before[name] != after[name]
    ]
    return SampleChanges(figure, len(shared), sorted(found, key=lambda one: (-one.gain, one.name)))


def _worth(one: Opened, rows: Sequence[Mapping[str, Any]]) -> tuple[str, Worth | None]:
    task = all_tasks().get(one.manifest["task"])
    if isinstance(task, WithErrors):
        return ERRORS, task.errors
    pooled = [name for name in one.run.metrics if ":" not in name]
    names = [name for name in pooled if rows and _number(rows[0].get(name)) is not None]
    if not names:
        return "", None
    figure = names[0]

    def worth(row: Mapping[str, Any]) -> tuple[str, float] | None:
        value = _number(row[figure])
        return None if value is None else (_name(row), value)

    return figure, worth


def _values(one: Opened, rows: Iterable[Mapping[str, Any]], worth: Worth) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows:
        try:
            held = worth(row)
        except (KeyError, TypeError, IndexError) as error:
            raise DataError(
                f"{one.folder}: a row of scores.jsonl is of another layout ({error!r}); rescore it"
            ) from error
        if held is not None:
            found[held[0]] = held[1]
    return found


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _name(row: Mapping[str, Any]) -> str:
    """Return what tells a row from others: its texts and places, but no answer given."""
    keys = ("contract", "document", "query", "category", "hypothesis", "unit", "start", "end")
    return ": ".join(str(row[key]) for key in keys if key in row)
