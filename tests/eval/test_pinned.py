"""Pinned splits: the shipped ones hold for the real data, others are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.datasets.cuad import read_ids
from eval.pinned import FOLDER, PinnedSplit, differs, pinned_splits
from eval.task import WithSplits, all_tasks, find_task, on_split
from pipeline.errors import DataError

ROW = 'tasks = ["cuad"]\nsplit = "dev"\ndocuments = 2\nsha256 = "{}"\n'


def test_shipped_splits_belong_to_tasks() -> None:
    found = pinned_splits()
    assert len(found) >= 5
    assert {task for one in found for task in one.tasks} <= set(all_tasks())
    names = [(task, one.split) for one in found for task in one.tasks]
    assert len(set(names)) == len(names)


@pytest.mark.data
@pytest.mark.parametrize("one", pinned_splits(), ids=lambda one: f"{one.tasks[0]}-{one.split}")
def test_shipped_hashes_are_those_of_the_data(one: PinnedSplit, data_dir: Path) -> None:
    task = find_task(one.tasks[0])
    folder = data_dir / task.data
    ids = None
    if isinstance(task, WithSplits):
        task = on_split(task, one.split)
    else:
        ids = read_ids(next(p for p in (FOLDER / one.split, folder / one.split) if p.is_file()))
    data = task.load(folder, ids)
    assert (len(data.items), data.sha256) == (one.documents, one.sha256)


@pytest.mark.parametrize(
    ("task", "split", "sha256", "told"),
    [
        pytest.param("cuad", "dev", "b" * 64, True, id="other data under the name"),
        pytest.param("cuad", "dev", "a" * 64, False, id="the same data"),
        pytest.param("cuad", "test", "b" * 64, False, id="a name that is not pinned"),
        pytest.param("acord", "dev", "b" * 64, False, id="another task"),
    ],
)
def test_differs(tmp_path: Path, task: str, split: str, sha256: str, told: bool) -> None:
    (tmp_path / "one.toml").write_text(ROW.format("a" * 64))
    assert (differs(task, split, sha256, tmp_path) is not None) == told


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ROW.format("abc"), id="short hash"),
        pytest.param('split = "dev"\n', id="keys missing"),
        pytest.param("split =", id="not TOML"),
    ],
)
def test_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "one.toml").write_text(text)
    with pytest.raises(DataError, match=r"one\.toml"):
        pinned_splits(tmp_path)
