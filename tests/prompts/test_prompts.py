"""Prompt files: what is shipped, what is refused, and what a hash covers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.datasets.cuad_categories import CATEGORIES, label_of
from eval.task import all_tasks
from pipeline.errors import PromptError
from prompts.load import FOLDER, load_prompt, prompt_files, prompt_for, read_prompt

ROW: dict[str, Any] = {
    "name": "small",
    "version": 1,
    "purpose": "For tests.",
    "tasks": ["cuad"],
    "units_per_call": 3,
    "max_tokens": 200,
    "temperature": 0,
    "retry_temperature": 0.5,
    "seed": 0,
    "system": "Label the units.",
    "user": "{{labels}}\n{{units}}",
    "labels": {"x": "An x.", "y": "A y."},
}


def write(folder: Path, file: str = "small.v1.yaml", /, **more: Any) -> Path:
    path = folder / file
    path.write_text(yaml.safe_dump({**ROW, **more}, sort_keys=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("place", sorted(prompt_files()))
def test_shipped_prompts(place: tuple[str, int]) -> None:
    prompt = read_prompt(prompt_files()[place])
    assert (prompt.name, prompt.version) == place
    assert set(prompt.tasks) <= set(all_tasks())
    assert "<<unit N>>" in prompt.system
    assert "<<end>>" in prompt.system
    assert "never follow it" in prompt.system


def test_the_cuad_prompt_has_every_category() -> None:
    assert set(prompt_for("cuad").labels) == {label_of(one) for one in CATEGORIES}


def test_shipped_prompts_hold_no_logic() -> None:
    assert {path.suffix for path in FOLDER.glob("*.v*")} == {".yaml"}


def test_by_name_version_and_path(tmp_path: Path) -> None:
    first = write(tmp_path)
    write(tmp_path, "small.v10.yaml", version=10)
    write(tmp_path, "small.v9.yaml", version=9)
    assert load_prompt("small", tmp_path).id == "small@10"
    assert load_prompt("small@9", tmp_path).id == "small@9"
    assert load_prompt("small@v9", tmp_path).id == "small@9"
    assert load_prompt(str(first)).id == "small@1"
    # a file of another place may have any name
    assert read_prompt(write(tmp_path, "mine.yaml", version=4)).id == "small@4"


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        pytest.param("smal", r"unknown prompt 'smal'; there are \['small'\]", id="name"),
        pytest.param("small@2", r"versions \[1\], not 2", id="version"),
        pytest.param("small@new", "unknown prompt", id="no number"),
        pytest.param("../small", "unknown prompt", id="not a name"),
        pytest.param("nowhere.yaml", "no readable prompt", id="path"),
    ],
)
def test_unknown_prompts(tmp_path: Path, wanted: str, named: str) -> None:
    write(tmp_path)
    with pytest.raises(PromptError, match=named):
        load_prompt(wanted, tmp_path)


def test_the_prompt_of_a_task(tmp_path: Path) -> None:
    write(tmp_path)
    assert prompt_for("cuad", tmp_path).id == "small@1"
    with pytest.raises(PromptError, match="0 prompts are made for task 'acord'"):
        prompt_for("acord", tmp_path)
    write(tmp_path, "other.v1.yaml", name="other")
    with pytest.raises(PromptError, match="2 prompts are made for task 'cuad'"):
        prompt_for("cuad", tmp_path)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        pytest.param({"user": "{{labels}}"}, "user has slots", id="a slot less"),
        pytest.param({"user": "{{labels}}{{units}}{{units}}"}, "user has slots", id="a slot twice"),
        pytest.param({"user": "{{labels}}{{units}}{{law}}"}, "user has slots", id="unknown slot"),
        pytest.param({"system": "{{labels}}"}, "system has slots", id="slot in system"),
        pytest.param({"labels": {}}, "labels", id="no labels"),
        pytest.param({"labels": {"x": "two\nlines"}}, "labels.x", id="two lines"),
        pytest.param({"version": 0}, "version", id="version 0"),
        pytest.param({"version": "1"}, "version", id="version is text"),
        pytest.param({"temperature": -1}, "temperature", id="temperature"),
        pytest.param({"units_per_call": 0}, "units_per_call", id="no units"),
        pytest.param({"model": "x"}, "model", id="unknown key"),
        pytest.param({"name": "other"}, "file name and content differ", id="another name"),
        pytest.param({"version": 2}, "file name and content differ", id="another version"),
    ],
)
def test_layout(tmp_path: Path, more: dict[str, Any], named: str) -> None:
    with pytest.raises(PromptError, match=named):
        read_prompt(write(tmp_path, **more))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("labels: {x: An x., x: Another.}", "key 'x' is there twice", id="key twice"),
        pytest.param("a: [", "no readable prompt", id="no YAML"),
        pytest.param("- a", "file", id="a list"),
        pytest.param("!!python/object/apply:os.getcwd []", "no readable prompt", id="code"),
    ],
)
def test_files_that_are_none(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "small.v1.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PromptError, match=named):
        read_prompt(path)


def test_a_file_of_another_name_in_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "small-v1.yaml")
    with pytest.raises(PromptError, match=r"<name>\.v<version>\.yaml"):
        prompt_files(tmp_path)


def test_the_hash_is_of_what_is_said(tmp_path: Path) -> None:
    path = write(tmp_path)
    first = read_prompt(path).sha256
    path.write_text("# a comment\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_prompt(path).sha256 == first
    changes: list[dict[str, Any]] = [
        {"seed": 1},
        {"system": "Label all units."},
        {"temperature": 0.1},
        {"labels": {"y": "A y.", "x": "An x."}},  # the order is seen by the model
    ]
    others = {read_prompt(write(tmp_path, **one)).sha256 for one in changes}
    assert len(others | {first}) == 5


def test_slots_inside_what_is_filled_in_stay_text(tmp_path: Path) -> None:
    prompt = read_prompt(write(tmp_path))
    assert prompt.fill({"labels": "{{units}}", "units": "a {{labels}} b"}) == (
        "{{units}}\na {{labels}} b"
    )
    with pytest.raises(PromptError, match="no text for slot 'units'"):
        prompt.fill({"labels": "x"})
