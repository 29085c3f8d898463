"""The packages are this checkout's, and every one of them stands in the layers contract."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
PACKAGES = ("api", "eval", "index", "models", "pipeline", "prompts")


@pytest.mark.parametrize("name", PACKAGES)
def test_each_package_comes_from_this_checkout(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__file__ is not None
    assert Path(module.__file__).resolve().parent == REPO / name


def test_every_top_level_package_is_in_the_layers_contract() -> None:
    settings = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
    found = {p.parent.name for p in REPO.glob("*/__init__.py")} - {
        "tests",
        "benchmarks",
        "examples",
    }
    assert found == set(PACKAGES)
    contract = settings["tool"]["importlinter"]["contracts"][0]
    assert set(" ".join(contract["layers"]).replace("|", " ").split()) == set(PACKAGES)


def test_every_part_of_pipeline_is_in_its_layers_contract() -> None:
    settings = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][1]
    listed = set(" ".join(contract["layers"]).replace("|", " ").split())
    folder = REPO / "pipeline"
    here = {p.parent.name for p in folder.glob("*/__init__.py")}
    here |= {p.stem for p in folder.glob("*.py")} - {"__init__"}
    assert here <= listed
