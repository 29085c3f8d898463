"""Labelled AI terms: what is read, and every way a folder can be wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.datasets.ai_terms import load_ai_terms
from pipeline.errors import DataError
from tests.eval.cuad_folder import UNITS, write_rows, write_terms

NAME = "plover-terms-2026-01-05"


def test_reads_units_and_labels(tmp_path: Path) -> None:
    data = load_ai_terms(write_terms(tmp_path))
    (document,) = data.documents
    assert document.id == NAME
    read = [(u.span.slice(document.text), u.types[0], u.stance, u.bx) for u in document.units]
    assert read == list(UNITS)


def test_hash_follows_the_labels(tmp_path: Path) -> None:
    before = load_ai_terms(write_terms(tmp_path)).sha256
    edit(tmp_path, "labels", lambda found: found[0].update(bx=True))
    assert load_ai_terms(tmp_path).sha256 != before


def edit(folder: Path, kind: str, spoil: Callable[[list[dict[str, Any]]], Any]) -> None:
    path = folder / f"{NAME}.{kind}.jsonl"
    found = [json.loads(line) for line in path.read_text().splitlines()]
    spoil(found)
    write_rows(path, found)


@pytest.mark.parametrize(
    ("kind", "spoil", "named"),
    [
        pytest.param(
            "labels", lambda f: f.pop(), "unit '002' has no labels", id="unit without labels"
        ),
        pytest.param(
            "units",
            lambda f: f.pop(),
            r"labels for unknown units \['002'\]",
            id="labels without unit",
        ),
        pytest.param(
            "labels", lambda f: f.append(f[0]), "second labels for unit '000'", id="labels twice"
        ),
        pytest.param("units", lambda f: f.append(f[0]), "second unit '000'", id="unit twice"),
        pytest.param("labels", lambda f: f[0].update(types=[]), "at least one", id="no type"),
        pytest.param(
            "labels",
            lambda f: f[0].update(types=["g_term", "g_term"]),
            "each once",
            id="type twice",
        ),
        pytest.param(
            "labels", lambda f: f[0].update(types=["G Term"]), "type 'G Term'", id="type id"
        ),
        pytest.param(
            "labels", lambda f: f[0].update(types=[3]), "only strings", id="type is no string"
        ),
        pytest.param("labels", lambda f: f[0].update(stance="good"), "stance 'good'", id="stance"),
        pytest.param("labels", lambda f: f[0].update(bx="yes"), "'bx' is 'yes'", id="bx"),
        pytest.param(
            "units", lambda f: f[0].update(end=9999), "lies outside", id="outside the text"
        ),
        pytest.param("units", lambda f: f[0].update(text="x"), "does not hold", id="other words"),
        pytest.param(
            "units",
            lambda f: f[1].update({k: f[0][k] for k in ("start", "end", "text")}),
            "overlap",
            id="overlap",
        ),
    ],
)
def test_wrong_rows(
    tmp_path: Path, kind: str, spoil: Callable[[list[dict[str, Any]]], Any], named: str
) -> None:
    write_terms(tmp_path)
    edit(tmp_path, kind, spoil)
    with pytest.raises(DataError, match=named):
        load_ai_terms(tmp_path)


def test_wrong_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="folder of labelled terms"):
        load_ai_terms(tmp_path)
    write_terms(tmp_path)
    with pytest.raises(DataError, match=r"no document \['heron'\]"):
        load_ai_terms(tmp_path, ["heron"])
    (tmp_path / f"{NAME}.md").unlink()
    with pytest.raises(DataError, match="cannot be read"):
        load_ai_terms(tmp_path)
