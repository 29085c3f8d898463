"""Folders laid out like CUAD: what is read, and every way they can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.datasets.cuad import load_cuad, read_ids
from pipeline.errors import DataError
from tests.eval.cuad_folder import CATEGORIES, GOLD, rows, write_cuad, write_rows


def test_reads_contracts_and_gold(tmp_path: Path) -> None:
    data = load_cuad(write_cuad(tmp_path / "cuad"))
    assert data.categories == CATEGORIES
    assert [contract.id for contract in data.contracts] == ["harbour", "quarry"]
    for contract in data.contracts:
        for category, gold in GOLD[contract.id].items():
            assert contract.gold_texts(category) == gold


def test_ids_choose_and_order(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    assert [c.id for c in load_cuad(folder, ["quarry", "harbour"]).contracts] == [
        "quarry",
        "harbour",
    ]
    assert [c.id for c in load_cuad(folder, ["quarry"]).contracts] == ["quarry"]


def test_hash_is_of_the_data_used(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    whole, part = load_cuad(folder), load_cuad(folder, ["quarry"])
    assert whole.sha256 == load_cuad(folder, ["quarry", "harbour"]).sha256
    assert part.sha256 != whole.sha256
    changed = rows()
    changed[0]["spans"] = []  # a label of harbour
    other = write_cuad(tmp_path / "other", changed)
    assert load_cuad(other).sha256 != whole.sha256
    assert load_cuad(other, ["quarry"]).sha256 == part.sha256


def change(index: int, **values: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda found: found[index].update(values)


def drop(index: int, name: str) -> Callable[[list[dict[str, Any]]], None]:
    def apply(found: list[dict[str, Any]]) -> None:
        del found[index][name]

    return apply


def span(start: int, end: int, text: str) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "text": text}]


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        # the row's words are not at its place
        pytest.param(
            change(0, spans=span(1, 25, "HARBOUR SUPPLY AGREEMENT")),
            "does not hold",
            id="other words",
        ),
        pytest.param(
            change(0, spans=span(9000, 9003, "abc")), r"\[9000, 9003\) lies outside", id="outside"
        ),
        pytest.param(
            change(0, spans=span(-3, 2, "abc")), r"\[-3, 2\) lies outside", id="before the text"
        ),
        pytest.param(change(0, spans=span(4, 4, "")), "is empty", id="empty span"),
        pytest.param(change(0, spans=span(0, 7, "HARBOUR") * 2), "repeats", id="same span twice"),
        pytest.param(change(0, spans=["HARBOUR"]), "no 'start'", id="span is no object"),
        pytest.param(
            change(0, spans=[{"start": True, "end": 7, "text": "x"}]),
            "'start' is True",
            id="start is no number",
        ),
        # the blank line after the title of 24 characters
        pytest.param(change(0, spans=span(24, 26, "\n\n")), "only white space", id="blank"),
        pytest.param(change(0, present=False), "'present' is false", id="absent with spans"),
        pytest.param(
            change(0, category="Audit Right"), "unknown category 'Audit Right'", id="category"
        ),
        pytest.param(
            change(1, category="Document Name"), "second row for 'Document Name'", id="row twice"
        ),
        pytest.param(change(0, contract="../harbour"), "plain file name", id="path as id"),
        pytest.param(change(0, contract="atlas"), "atlas.txt: cannot be read", id="no such text"),
        pytest.param(drop(0, "category"), "no 'category'", id="no category"),
        pytest.param(drop(0, "spans"), "no 'spans'", id="no spans"),
        # one contract lacks one category that the other has
        pytest.param(
            lambda found: found.pop(),
            r"'quarry' has no row for \['Audit Rights'\]",
            id="missing row",
        ),
        pytest.param(lambda found: found.clear(), "no annotated contract", id="no rows"),
    ],
)
def test_wrong_annotations(
    tmp_path: Path, spoil: Callable[[list[dict[str, Any]]], Any], named: str
) -> None:
    found = rows()
    spoil(found)
    folder = write_cuad(tmp_path / "cuad", found)
    with pytest.raises(DataError, match=named):
        load_cuad(folder)


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        pytest.param(
            lambda f: (f / "annotations.jsonl").unlink(),
            "annotations.jsonl: cannot be read",
            id="no annotations",
        ),
        pytest.param(
            lambda f: (f / "contracts").rename(f / "texts"),
            "no folder 'contracts'",
            id="no contracts",
        ),
        pytest.param(
            lambda f: (f / "annotations.jsonl").write_text("{\n"),
            "annotations.jsonl:1: not JSON",
            id="not JSON",
        ),
        pytest.param(
            lambda f: (f / "annotations.jsonl").write_text("[1]\n"),
            "list found",
            id="not an object",
        ),
        pytest.param(
            lambda f: (f / "contracts" / "quarry.txt").write_bytes(b"\xff\xfe"),
            "not UTF-8",
            id="not UTF-8",
        ),
        pytest.param(
            lambda f: (f / "contracts" / "quarry.txt").write_bytes(b" \n"),
            "empty contract",
            id="empty contract",
        ),
        pytest.param(
            lambda f: write_rows(f / "contracts.jsonl", [{"id": "quarry", "sha256": "0" * 64}]),
            "SHA-256",
            id="hash differs",
        ),
    ],
)
def test_wrong_layout(tmp_path: Path, spoil: Callable[[Path], Any], named: str) -> None:
    folder = write_cuad(tmp_path / "cuad")
    spoil(folder)
    with pytest.raises(DataError, match=named):
        load_cuad(folder)


def test_ids_that_do_not_fit(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    with pytest.raises(DataError, match="'atlas' has no annotations"):
        load_cuad(folder, ["atlas"])
    with pytest.raises(DataError, match="'quarry' is asked for twice"):
        load_cuad(folder, ["quarry", "quarry"])
    (tmp_path / "ids.txt").write_text("\n\n")
    with pytest.raises(DataError, match="names no contract"):
        read_ids(tmp_path / "ids.txt")
    (tmp_path / "ids.txt").write_text("quarry\n\nharbour\n")
    assert read_ids(tmp_path / "ids.txt") == ["quarry", "harbour"]
