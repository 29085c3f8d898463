"""The stages of the recipe: run once, gone on with, run again when what they left was changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.train_tagger import Stage, run_stages
from pipeline.errors import UsageError


class Recipe:
    """Two stages that write a file each and say so; `broken` stops the second."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ran, self.broken = folder, list[str](), False

    def stages(self) -> list[Stage]:
        return [
            Stage("linear", ("linear",), self._writes("linear")),
            Stage("encoder", ("encoder",), self._writes("encoder")),
        ]

    def _writes(self, name: str) -> Callable[[], None]:
        def run() -> None:
            if self.broken and name == "encoder":
                raise KeyboardInterrupt
            self.ran.append(name)
            (self.folder / name).write_text(name, encoding="utf-8")

        return run

    def go(self, work: Path) -> list[str]:
        self.ran = []
        run_stages(self.stages(), self.folder, work, lambda line: None)
        return self.ran


def test_stages_run_once_and_in_order(tmp_path: Path) -> None:
    recipe = Recipe(tmp_path / "out")
    assert recipe.go(tmp_path / "work") == ["linear", "encoder"]
    assert recipe.go(tmp_path / "work") == []


def test_a_stopped_run_goes_on_at_the_stage_it_was_in(tmp_path: Path) -> None:
    recipe = Recipe(tmp_path / "out")
    recipe.broken = True
    with pytest.raises(KeyboardInterrupt):
        recipe.go(tmp_path / "work")
    recipe.broken = False
    assert recipe.go(tmp_path / "work") == ["encoder"]


def test_a_changed_file_makes_its_stage_and_the_later_ones_run_again(tmp_path: Path) -> None:
    recipe = Recipe(tmp_path / "out")
    recipe.go(tmp_path / "work")
    (recipe.folder / "linear").write_text("changed", encoding="utf-8")
    assert recipe.go(tmp_path / "work") == ["linear", "encoder"]
    (recipe.folder / "encoder").unlink()
    assert recipe.go(tmp_path / "work") == ["encoder"]


def test_a_folder_with_other_weights_is_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "encoder").write_text("another's", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        Recipe(folder).go(tmp_path / "work")
    assert (folder / "encoder").read_text(encoding="utf-8") == "another's"
