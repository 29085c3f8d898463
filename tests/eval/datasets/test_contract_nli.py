"""Folders laid out like ContractNLI: what is read, and every way they can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.datasets.contract_nli import CONTRADICTION, Finding, load_contract_nli
from pipeline.errors import DataError
from tests.eval.nli_folder import HYPOTHESES, UNITS, whole, write_nli


def test_reads(tmp_path: Path) -> None:
    data = load_contract_nli(write_nli(tmp_path), "own")
    assert data.hypotheses == HYPOTHESES
    assert [nda.id for nda in data.ndas] == ["1", "2"]
    assert data.ndas[0].units == list(UNITS)
    assert data.ndas[1].findings["nda-a"] == Finding(CONTRADICTION, frozenset({0}))
    assert [nda.id for nda in load_contract_nli(tmp_path, "own", ["2"]).ndas] == ["2"]


def changed(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    data = whole()
    change(data)
    return data


def first(data: dict[str, Any]) -> dict[str, Any]:
    return dict.__getitem__(data, "documents")[0]  # type: ignore[no-any-return]


def finding(data: dict[str, Any], key: str = "nda-a") -> dict[str, Any]:
    return first(data)["annotation_sets"][0]["annotations"][key]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param(lambda d: d.pop("labels"), "no 'labels'", id="no labels"),
        pytest.param(lambda d: d.update(documents=[]), "0 documents, 2 labels", id="none"),
        pytest.param(lambda d: d.update(documents={}), "'documents' is {}; list", id="layout"),
        pytest.param(lambda d: d.update(documents=[3]), "0: int found", id="no object"),
        pytest.param(lambda d: first(d).update(text=" \n"), "0: empty contract", id="empty"),
        pytest.param(lambda d: first(d).pop("id"), "id None; a number", id="no id"),
        pytest.param(lambda d: first(d).update(id=2), "id '2' is there twice", id="id twice"),
        pytest.param(lambda d: first(d).update(spans=[]), "no spans", id="no spans"),
        # the text has 142 characters
        pytest.param(
            lambda d: first(d).update(spans=[[0, 9], [9, 999]]),
            r"span \[9, 999\] after 9; .* inside the 142 characters",
            id="outside the text",
        ),
        pytest.param(lambda d: first(d).update(spans=[[5, 5]]), r"span \[5, 5\]", id="no width"),
        pytest.param(
            lambda d: first(d).update(spans=[[0, 9], [8, 12]]), r"\[8, 12\] after 9", id="overlap"
        ),
        pytest.param(lambda d: first(d).update(spans=[[0, 1.5]]), r"\[0, 1.5\]", id="half"),
        pytest.param(lambda d: first(d).update(spans=["0-9"]), "span '0-9'", id="text as span"),
        pytest.param(
            lambda d: first(d).update(annotation_sets=[]), "no annotation set", id="no annotations"
        ),
        pytest.param(
            lambda d: first(d)["annotation_sets"][0]["annotations"].pop("nda-b"),
            r"differ in \['nda-b'\]",
            id="hypothesis without a finding",
        ),
        pytest.param(
            lambda d: finding(d).update(choice="Maybe"),
            "nda-a: choice 'Maybe'; one of",
            id="choice",
        ),
        pytest.param(
            lambda d: finding(d).update(spans=[3]),
            r"evidence \[3\]; positions from 0 to 2",
            id="far",
        ),
        pytest.param(lambda d: finding(d).update(spans=[-1]), r"\[-1\]", id="negative evidence"),
        pytest.param(lambda d: finding(d).update(spans=[True]), r"\[True\]", id="bool evidence"),
        pytest.param(
            lambda d: finding(d).update(choice="NotMentioned"),
            r"evidence \[0\] beside 'NotMentioned'",
            id="evidence of nothing",
        ),
        pytest.param(
            lambda d: d["labels"].update({"nda-a": "text"}), "nda-a: str found", id="label layout"
        ),
    ],
)
def test_refused(tmp_path: Path, change: Callable[[dict[str, Any]], Any], named: str) -> None:
    with pytest.raises(DataError, match=named):
        load_contract_nli(write_nli(tmp_path, changed(change)), "own")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("{", "not JSON", id="not JSON"),
        pytest.param("[]", "list found; a JSON object", id="list"),
    ],
)
def test_no_object(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "own.json").write_text(text)
    with pytest.raises(DataError, match=named):
        load_contract_nli(tmp_path, "own")


@pytest.mark.parametrize("split", ["test", "../own", ""])
def test_missing_split_names_those_there(tmp_path: Path, split: str) -> None:
    folder = write_nli(tmp_path / "nli")
    with pytest.raises(DataError, match=rf"no split '{split}'; there are \['own'\]"):
        load_contract_nli(folder, split)


def test_unknown_document(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no documents \['9'\]"):
        load_contract_nli(write_nli(tmp_path), "own", ["1", "9"])


def test_hash_sees_choices_and_evidence(tmp_path: Path) -> None:
    changes: list[Callable[[dict[str, Any]], Any]] = [
        lambda d: None,
        lambda d: finding(d).update(choice="Contradiction"),
        lambda d: finding(d).update(spans=[2]),
        lambda d: first(d).update(spans=[[0, 52], [53, 115]]),
    ]
    hashes = [
        load_contract_nli(write_nli(tmp_path / str(i), changed(change)), "own").sha256
        for i, change in enumerate(changes)
    ]
    assert len(set(hashes)) == len(changes)
    assert load_contract_nli(write_nli(tmp_path / "again"), "own").sha256 == hashes[0]


@pytest.mark.data
def test_real_splits(data_dir: Path) -> None:
    dev, train = (load_contract_nli(data_dir / "contract_nli", x) for x in ("dev", "train_50"))
    assert (len(dev.ndas), len(train.ndas), len(dev.hypotheses)) == (61, 50, 17)
    choices = [one.choice for nda in dev.ndas for one in nda.findings.values()]
    assert [choices.count(x) for x in ("Entailment", "Contradiction", "NotMentioned")] == [
        519,
        95,
        423,
    ]
    assert sum(len(nda.spans) for nda in dev.ndas) == 5_102
