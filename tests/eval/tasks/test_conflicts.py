"""The task on conflicts: figures by hand, and the product's own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.metric import Metric
from eval.predictions import Prediction
from eval.report.commands import report
from eval.run_folder import read_predictions, read_run
from eval.runs import Order, run_task
from eval.show import show_run
from eval.task import TaskData, find_task
from eval.tasks.conflicts import TASK
from pipeline.errors import DataError
from tests.eval.gold_folder import write_contract

WORDS = ["Alpha holds.", "Beta holds.", "Gamma holds.", "Delta holds."]
UNITS = [(words, ("g_miscellaneous",), "neutral") for words in WORDS]
PAIRS = [("000", "001"), ("002", "003")]
GOLD = {"conflicts": [{"a_unit": a, "b_unit": b} for a, b in PAIRS]}


def data_of(path: Path) -> TaskData:  # type: ignore[type-arg]
    return TASK.load(write_contract(path, "one", UNITS, GOLD), None)


def said(data: TaskData, number: int, rule: str, *places: str) -> list[Prediction]:  # type: ignore[type-arg]
    text = data.items["one"].text
    return [
        Prediction(
            "one",
            f"conflict|{number}|{rule}|{side}",
            words,
            text.index(words),
            text.index(words) + len(words),
            1.0,
        )
        for side, words in zip("ab", places, strict=True)
    ]


def scored(data: TaskData) -> dict[str, Metric]:  # type: ignore[type-arg]
    found = [
        *said(data, 0, "r", "Alpha", "Beta holds"),
        *said(data, 1, "s", "Beta", "Alpha"),
        *said(data, 2, "r", "Gamma", "Alpha"),
        *said(data, 3, "s", "Gamma", "Gamma holds"),
    ]
    return dict(TASK.score(data, found, frozenset(), 0).metrics)


@pytest.mark.parametrize(
    ("figure", "value", "n"),
    [
        # the first pair, found twice, counts once; the second has only one place right
        pytest.param("recall", 1 / 2, 2, id="both places, in either order"),
        pytest.param("precision", 2 / 4, 4, id="each one said"),
        pytest.param("precision:r", 1 / 2, 2, id="by rule"),
        pytest.param("recall:contract one", 1 / 2, 2, id="by contract"),
        pytest.param("evidence_verbatim", 1, 4, id="evidence"),
    ],
)
def test_figures(tmp_path: Path, figure: str, value: float, n: int) -> None:
    found = scored(data_of(tmp_path))[figure]
    assert found.value == pytest.approx(value)
    assert found.n == n


def test_nothing_said_has_no_precision_and_failures_are_misses(tmp_path: Path) -> None:
    found = TASK.score(data_of(tmp_path), [], frozenset({"one"}), 0)
    assert found.metrics["precision"].value is None
    assert (found.metrics["recall"].value, found.metrics["recall"].failed) == (0, 1)
    assert [TASK.errors(row)[1] for row in found.rows] == [1, 1]


def test_a_place_not_in_the_source_is_not_verbatim_and_matches_nothing(tmp_path: Path) -> None:
    data = data_of(tmp_path)
    one, other = said(data, 0, "r", "Alpha", "Beta")
    nowhere = Prediction("one", one.category, "Alpha", 0, 0, 1.0)
    found = TASK.score(data, [nowhere, other], frozenset(), 0).metrics
    assert (found["recall"].value, found["evidence_verbatim"].value) == (0, 0)


def test_a_conflict_without_its_other_side_is_refused(tmp_path: Path) -> None:
    data = data_of(tmp_path)
    with pytest.raises(DataError, match="sides a and b"):
        TASK.score(data, said(data, 0, "r", "Alpha", "Beta")[:1], frozenset(), 0)


def test_the_product_finds_a_plain_one(tmp_path: Path) -> None:
    units = [
        (
            "1. Supplier shall not use Customer Data to train any model.",
            ("training_on_customer_data",),
            "preferred",
        ),
        ("2. Invoices are paid within thirty days.", ("g_order_payment_fees",), "neutral"),
        (
            "3. Supplier may use Customer Data to train and improve its models.",
            ("input_licence",),
            "unacceptable",
        ),
    ]
    gold = {"conflicts": [{"a_unit": "000", "b_unit": "002"}]}
    folder = write_contract(tmp_path / "data", "one", units, gold)
    out = run_task(Order(find_task("conflicts"), folder, None, "all", None), tmp_path / "run")
    assert {one.category.split("|")[2] for one in read_predictions(out)}
    assert read_run(out).metrics["recall"].value == 1
    assert read_run(out).metrics["evidence_verbatim"].value == 1
    assert "recall" in show_run(out)
    assert report(out).is_file()
