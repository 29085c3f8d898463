"""A reviewer's labels become data sets that tasks run on, or are refused by name and row."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.datasets.ai_terms import load_ai_terms
from eval.datasets.cuad import load_cuad
from eval.labels.commands import import_labels
from eval.run_folder import read_run
from eval.runs import Order, run_task
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError, UsageError
from tests.eval.cuad_folder import HARBOUR, TERMS

LAW = "This agreement is governed by the laws of Norway."
AUDIT = "The customer may inspect those records once a year."
CUAD_MAP = """layout: cuad
labels:
  "Law, governing": Governing Law
  Audits: Audit Rights
  Insurance: Insurance
  Small talk: null
"""
TERMS_MAP = """layout: ai_terms
labels: {Training: training_on_customer_data, Feedback: derived_data_telemetry}
"""
NO_TRAINING = "We train no model on what you upload."


def row(
    words: str, label: str, text: str = HARBOUR, document: str = "harbour", **more: Any
) -> dict[str, Any]:
    start = text.index(words)
    found = {
        "document": document,
        "start": start,
        "end": start + len(words),
        "text": words,
        "label": label,
    }
    return {**found, **more}


GOOD = [row(LAW, "Law, governing"), row(AUDIT, "Audits"), row("six years", "Small talk")]


def write(
    tmp_path: Path, rows: Sequence[Mapping[str, Any]], kind: str = "csv", mapping: str = CUAD_MAP
) -> dict[str, Path]:
    texts = tmp_path / "texts"
    texts.mkdir(exist_ok=True)
    (texts / "harbour.txt").write_bytes(HARBOUR.encode())
    (texts / "plover.md").write_bytes(TERMS.encode())
    path = tmp_path / f"labels.{kind}"
    if kind == "csv":
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    (tmp_path / "mapping.yaml").write_text(mapping)
    return {
        "labels": path,
        "mapping": tmp_path / "mapping.yaml",
        "texts": texts,
        "out": tmp_path / "set",
    }


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_cuad_layout_runs(tmp_path: Path, kind: str) -> None:
    given = write(tmp_path, GOOD, kind)
    told = import_labels(**given)
    assert "2 labels on 1 documents" in told
    assert "1 left out by the mapping" in told
    (contract,) = load_cuad(given["out"]).contracts
    # insurance was looked for and not found; categories that the mapping lacks were not looked for
    assert {c: contract.gold_texts(c) for c in contract.gold} == {
        "Governing Law": [LAW],
        "Audit Rights": [AUDIT],
        "Insurance": [],
    }
    tagger = KeywordTagger({"cuad:Governing Law": ["governed by"]})
    order = Order(find_task("cuad"), given["out"], None, "all", tagger)
    assert read_run(run_task(order, tmp_path / "run")).metrics["max_recall"].value == 0.5


def test_ai_terms_layout_runs(tmp_path: Path) -> None:
    rows = [
        row(
            NO_TRAINING,
            "Training",
            TERMS,
            "plover",
            stance="preferred",
            bx="yes",
            evidence="train no model",
        ),
        row(NO_TRAINING, "Feedback", TERMS, "plover", stance="", bx="", evidence=""),
    ]
    given = write(tmp_path, rows, mapping=TERMS_MAP)
    import_labels(**given)
    (document,) = load_ai_terms(given["out"]).documents
    (unit,) = document.units
    assert unit.types == ("training_on_customer_data", "derived_data_telemetry")
    assert (unit.stance, unit.bx, unit.evidence) == ("preferred", True, "train no model")
    tagger = KeywordTagger({"training_on_customer_data": ["train no model"]})
    order = Order(find_task("own_clauses"), given["out"], None, "all", tagger)
    metrics = read_run(run_task(order, tmp_path / "run")).metrics
    assert metrics["micro_f1"].value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        pytest.param(
            [*GOOD, row(LAW, "Venue"), row(AUDIT, "Audit")],
            r"labels \['Audit', 'Venue'\] are not in the mapping",
            id="unmapped, all by name",
        ),
        pytest.param(
            [*GOOD, {**row(LAW, "Audits"), "start": 3}], r"row 4: \[3, \d+\) of", id="other words"
        ),
        pytest.param(
            [GOOD[0], {**GOOD[1], "end": 9999}], r"row 2: \[\d+, 9999\) lies outside", id="outside"
        ),
        pytest.param([{**GOOD[0], "end": 1}], "row 1: .* is empty", id="end before start"),
        pytest.param([{**GOOD[0], "start": -1}], "row 1: ('start' is '-1'|.* lies outside)", id="below zero"),
        pytest.param([{**GOOD[0], "start": "12.0"}], "'start' is '12.0'; a whole number", id="no number"),
        pytest.param([GOOD[0], GOOD[0]], "row 2: the same span is 'Governing Law' in row 1", id="twice"),
        pytest.param([{**GOOD[0], "document": "quay"}], r"0 of \['quay.txt', 'quay.md'\]", id="no text"),
        pytest.param([{**GOOD[0], "document": "../texts/harbour"}], "a plain file name", id="path"),
        pytest.param([row("\n\n", "Audits")], "row 1: a span of white space", id="blank"),
        pytest.param([{**GOOD[0], "stance": "good"}], "stance 'good'; one of", id="stance"),
        pytest.param([{**GOOD[0], "bx": "perhaps"}], "bx 'perhaps'; true or false", id="bx"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_rows_refused(tmp_path: Path, rows: list[dict[str, Any]], named: str, kind: str) -> None:
    given = write(tmp_path, rows, kind)
    with pytest.raises(DataError, match=named):
        import_labels(**given)
    assert not given["out"].exists()
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("layout: cuad\n", "the two keys", id="no labels"),
        pytest.param("layout: squad\nlabels: {a: Parties}\n", "layout 'squad'", id="layout"),
        pytest.param("layout: cuad\nlabels: {a: Party}\n", "mapped to 'Party'; known are", id="category"),
        pytest.param("layout: ai_terms\nlabels: {a: Some Type}\n", "lower-case id", id="type"),
        pytest.param("layout: cuad\nlabels: {1: Parties}\n", "put labels in quotes", id="number"),
        pytest.param("layout: cuad\nlabels: {a: null}\n", "every label is left out", id="nothing"),
        pytest.param("layout: [", "not YAML", id="yaml"),
        pytest.param("layout: cuad\nlabels: {}\n", "their labels with ours", id="empty"),
    ],
)  # fmt: skip
def test_mappings_refused(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(DataError, match=named):
        import_labels(**write(tmp_path, GOOD, mapping=text))


def test_overlap_in_ai_terms_names_rows(tmp_path: Path) -> None:
    rows = [
        row(NO_TRAINING, "Training", TERMS, "plover"),
        row("no model on what", "Feedback", TERMS, "plover"),
    ]
    with pytest.raises(DataError, match="plover: rows 1 and 2 overlap"):
        import_labels(**write(tmp_path, rows, mapping=TERMS_MAP))


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        pytest.param("labels.xlsx", "", "ends in .csv or .jsonl", id="kind"),
        pytest.param("labels.csv", "", "no labels", id="empty"),
        pytest.param(
            "labels.csv", "document,start\nharbour,1\n", r"row 1: no \['end'", id="columns"
        ),
        pytest.param("labels.csv", 'document,start\n"harbour,1\n', "is not CSV", id="open quote"),
        pytest.param("labels.jsonl", "{}\n", "row 1: no", id="no keys"),
        pytest.param("labels.jsonl", "[1]\n", "one object a line", id="no object"),
    ],
)
def test_files_refused(tmp_path: Path, name: str, text: str, named: str) -> None:
    given = write(tmp_path, GOOD)
    (tmp_path / name).write_text(text)
    with pytest.raises(DataError, match=named):
        import_labels(**{**given, "labels": tmp_path / name})


def test_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    given = write(tmp_path, GOOD)
    given["out"].mkdir()
    with pytest.raises(UsageError, match="exists; a new folder"):
        import_labels(**given)
