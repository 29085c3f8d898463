"""What `clausewright eval compare` and `bless` do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.compare import baseline as blessed
from eval.compare.baseline import FOLDER, Held, baseline_path
from eval.compare.paired import Opened, differences, open_run, unpaired_because
from eval.compare.samples import sample_changes
from eval.compare.text import (
    baseline_lines,
    heading,
    llm_lines,
    part_lines,
    pooled_lines,
    sample_lines,
    sweep_lines,
)
from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to print, and whether a run fell below its blessed baseline beyond tolerance."""

    text: str
    regressed: bool


def compare(folders: Sequence[Path], baselines: Path = FOLDER) -> Outcome:
    """Compare one run with its baseline, two runs with each other, or more in a table.

    Of two runs the second is held against the baseline too, of more runs none is. Raises
    UsageError for runs of other tasks, data or splits and for one run without a baseline,
    DataError for runs that are missing, unfinished or damaged.
    """
    if not folders:
        raise UsageError("no run named; one or more run folders are needed")
    runs = [open_run(folder) for folder in folders]
    if len(runs) > 2:
        lines = sweep_lines(runs, [differences(runs[0], one) for one in runs[1:]])
        return Outcome("\n".join(lines) + "\n", False)
    lines = [] if len(runs) == 1 else _two(*runs)
    held = _held(runs[-1], lines, baselines, must=len(runs) == 1)
    return Outcome("\n".join(lines) + "\n", any(one.regressed for one in held))


def bless(folder: Path, tolerances: Sequence[str], baselines: Path = FOLDER) -> Path:
    """Make a run the baseline of its task and split; return the file.

    A tolerance reads "metric=0.01". Raises UsageError as `baseline.bless` does and for another
    form, DataError for a run that is missing, unfinished or damaged.
    """
    wanted: dict[str, float] = {}
    for one in tolerances:
        name, sign, value = one.partition("=")
        try:
            wanted[name] = float(value)
        except ValueError:
            sign = ""
        if not sign:
            raise UsageError(f"tolerance {one!r}; the form metric=0.01 is needed")
    return blessed.bless(open_run(folder), wanted, baselines)


def _two(a: Opened, b: Opened) -> list[str]:
    found = differences(a, b)
    lines = [heading("A", a), heading("B", b), ""]
    if because := unpaired_because(a, b):
        lines += [f"no intervals: {because}", ""]
    if a.manifest["config"] != b.manifest["config"]:
        other = [
            name
            for name in {**a.manifest["config"], **b.manifest["config"]}
            if a.manifest["config"].get(name) != b.manifest["config"].get(name)
        ]
        lines += [f"the settings of the task differ in {other}", ""]
    lines += llm_lines(a, b)
    lines += [*pooled_lines(found), *part_lines(found), *sample_lines(sample_changes(a, b)), ""]
    return lines


def _held(one: Opened, lines: list[str], baselines: Path, must: bool) -> list[Held]:
    """Add what the baseline says to the lines; return the figures held against it."""
    task, split = one.manifest["task"], one.manifest["split"]
    try:
        baseline = blessed.find_baseline(one, baselines)
    except UsageError as error:
        if must:
            raise
        lines.append(f"not held against the baseline: {error}")
        return []
    if baseline is None:
        told = f"no blessed baseline {baseline_path(task, split, baselines).name}"
        if must:
            raise UsageError(f"{told} for {one.folder}; bless a run, or name two runs")
        lines.append(told)
        return []
    held = blessed.hold(one, baseline)
    lines += baseline_lines(baseline, held, str(one.folder))
    return held
