"""The task on missing clauses: figures by hand, and the product's own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.metric import Metric
from eval.predictions import Prediction
from eval.report.commands import report
from eval.run_folder import read_predictions
from eval.runs import Order, run_task
from eval.show import show_run
from eval.task import find_task
from eval.tasks.missing import TASK
from pipeline.errors import DataError
from tests.eval.gold_folder import write_contract

UNITS = [
    ("Outputs belong to Customer.", ("output_ip_ownership", "input_licence"), "preferred"),
    ("The system ranks people who apply for work.", ("g_scope_of_services",), "neutral"),
]
GOLD = {
    "facts": {"consequential_use": "yes", "generative": "no"},
    "missing": [{"type": "drift_monitoring"}, {"type": "contestability_appeal"}],
    "not_missing": ["human_oversight"],
}
OTHER = {"missing": [{"type": "drift_monitoring"}]}


def scored(path: Path) -> dict[str, Metric]:
    folder = write_contract(path, "one", UNITS, GOLD)
    write_contract(folder, "two", UNITS, OTHER)
    data = TASK.load(folder, None)
    said = [
        ("one", "alone|contestability_appeal|provisional"),
        ("one", "alone|output_ip_ownership|firm"),
        ("one", "alone|input_licence|firm"),
        ("one", "alone|human_oversight|provisional"),
        ("one", "told|contestability_appeal|firm"),
        ("two", "alone|drift_monitoring|firm"),
        ("two", "alone|sunset_review|firm"),
    ]
    predictions = [Prediction(n, f"missing|{rest}", "", 0, 0, 1.0) for n, rest in said]
    return dict(TASK.score(data, predictions, frozenset(), 0).metrics)


@pytest.mark.parametrize(
    ("figure", "value", "n"),
    [
        # of three: one's appeal, two's drift; one's drift is not said
        pytest.param("recall", 2 / 3, 3, id="said either way"),
        pytest.param("recall_firm", 1 / 3, 3, id="said without reserve"),
        # one: ownership and the second type of the same unit; two: sunset review
        pytest.param("wrongly_missing", 3 / 2, 2, id="without reserve, a contract"),
        pytest.param("wrongly_missing_provisional", 1 / 2, 2, id="oversight, provisionally"),
        # all but sunset review, which is not there and not asked for
        pytest.param("wrongly_missing_there", 3 / 2, 2, id="of both kinds, there"),
        pytest.param("told_recall", 1 / 3, 3, id="told the facts"),
        pytest.param("told_wrongly_missing", 0, 2, id="told, none wrong"),
        pytest.param("wrongly_missing:contract one", 2, 1, id="one contract"),
        pytest.param("recall:drift_monitoring", 1 / 2, 2, id="one type"),
        pytest.param("recall:sunset_review", None, 0, id="a type that is not missing"),
        pytest.param("wrongly_missing:sunset_review", 1 / 2, 2, id="one type, wrongly"),
    ],
)
def test_figures(tmp_path: Path, figure: str, value: float | None, n: int) -> None:
    found = scored(tmp_path)[figure]
    assert (found.value, found.n) == (pytest.approx(value) if value is not None else None, n)


def test_failed_contracts_count_as_misses(tmp_path: Path) -> None:
    data = TASK.load(write_contract(tmp_path, "one", UNITS, GOLD), None)
    found = TASK.score(data, [], frozenset({"one"}), 0)
    assert (found.metrics["recall"].value, found.metrics["recall"].failed) == (0, 1)
    assert [TASK.errors(row)[1] for row in found.rows] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "category",
    [
        pytest.param("missing|alone|drift_monitoring", id="a part missing"),
        pytest.param("missing|asked|drift_monitoring|firm", id="no such review"),
        pytest.param("missing|alone|drift_monitoring|maybe", id="no such reserve"),
    ],
)
def test_predictions_spelled_otherwise_are_refused(tmp_path: Path, category: str) -> None:
    data = TASK.load(write_contract(tmp_path, "one", UNITS, GOLD), None)
    with pytest.raises(DataError, match="one"):
        TASK.score(data, [Prediction("one", category, "", 0, 0, 1.0)], frozenset(), 0)


def test_facts_make_what_is_provisional_firm(tmp_path: Path) -> None:
    units = [("The generative AI system drafts letters.", ("g_scope_of_services",), "neutral")]
    folder = write_contract(tmp_path / "data", "one", units, GOLD)
    out = run_task(Order(find_task("missing"), folder, None, "all", None), tmp_path / "run")
    said = {one.category for one in read_predictions(out)}
    assert "missing|alone|contestability_appeal|provisional" in said
    assert "missing|told|contestability_appeal|firm" in said
    assert "wrongly_missing" in show_run(out)
    assert report(out).is_file()
