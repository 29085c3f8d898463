"""The stance task: figures by hand on a small contract, and the product's own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.compare.commands import bless, compare
from eval.metric import Metric
from eval.predictions import Prediction
from eval.report.commands import report
from eval.run_folder import read_manifest, read_run
from eval.runs import Order, run_task, seen_documents
from eval.show import show_run
from eval.task import TaskData, find_task
from eval.tasks.stance import TASK
from pipeline.errors import DataError
from tests.eval.gold_folder import write_contract

TRAIN = "Supplier may use Customer Data to train and improve its models."
NO_TRAIN = "Supplier shall not use Customer Data to train any model."
CAP = "The liability of Supplier is limited to the fees paid in one month."
NOTICES = "Notices are sent by post."
PRESS = "Neither party may name the other in the press."
UNITS = [
    (TRAIN, ("training_on_customer_data",), "unacceptable"),
    (NO_TRAIN, ("training_on_customer_data",), "preferred"),
    (CAP, ("g_limitation_of_liability",), "unacceptable"),
    (NOTICES, ("g_notices",), "neutral"),
    (PRESS, ("g_publicity",), "fallback"),
]


def data_of(path: Path) -> TaskData:  # type: ignore[type-arg]
    return TASK.load(write_contract(path / "data", "small", UNITS), None)


def says(data: TaskData, category: str, words: str, text: str | None = None) -> Prediction:  # type: ignore[type-arg]
    start = data.items["small"].text.index(words)
    told = words if text is None else text
    return Prediction("small", category, told, start, start + len(words), 1.0)


def scored(data: TaskData) -> dict[str, Metric]:  # type: ignore[type-arg]
    given = ("unacceptable", "unclear", "preferred", "no_positions", "no_positions")
    said = [
        says(data, "said|0|training_on_customer_data|unacceptable", TRAIN),
        says(data, "said|1|training_on_customer_data|unclear", NO_TRAIN),
        says(data, "said|2|g_audit|unacceptable", CAP),
        says(data, "said|3|g_notices|fallback", NOTICES, "Notices are sent by pigeon"),
        *(says(data, f"given|{s}", u[0]) for s, u in zip(given, UNITS, strict=True)),
    ]
    return dict(TASK.score(data, said, frozenset(), 0).metrics)


@pytest.mark.parametrize(
    ("figure", "value", "n"),
    [
        # four units hold a position; of two their type is spoken of: the cap is taken for audit
        pytest.param("covered", 2 / 4, 4, id="covered"),
        # the training unit is the only one answered
        pytest.param("right", 1 / 1, 1, id="right"),
        pytest.param("unclear", 1 / 2, 2, id="unclear of those covered"),
        # of the two unacceptable ones the cap is missed
        pytest.param("recall_unacceptable", 1 / 2, 2, id="recall"),
        pytest.param("recall_unacceptable_of_entries", 1 / 2, 2, id="recall where judged"),
        # row 2 is right about the place, not the type
        pytest.param("precision_unacceptable", 1 / 2, 2, id="precision"),
        # row 3 alone, in 11 + 10 + 13 + 5 + 9 = 48 words: 10 * 1 / (48 / 500)
        pytest.param("false_per_10_pages", 10 * 500 / 48, 1, id="false"),
        pytest.param("false_unacceptable_per_10_pages", 0, 1, id="false unacceptable"),
        # of four rows, one tells a word that is not there
        pytest.param("evidence_verbatim", 3 / 4, 4, id="evidence"),
        # publicity holds a position, and the playbook said to have none of it
        pytest.param("given_covered", 3 / 4, 4, id="types with positions"),
        # training right, the cap wrong
        pytest.param("given_right", 1 / 2, 2, id="given right"),
        pytest.param("given_unclear", 1 / 3, 3, id="given unclear"),
        pytest.param("given_recall_unacceptable", 1 / 2, 2, id="given recall"),
        pytest.param("given_precision_unacceptable", 1 / 1, 1, id="given precision"),
        pytest.param("as_unacceptable:gold unacceptable", 1 / 2, 2, id="confusion"),
        pytest.param("as_type_missed:gold unacceptable", 1 / 2, 2, id="type missed"),
        pytest.param("as_nothing:gold fallback", 1 / 1, 1, id="nothing said"),
        pytest.param("as_fallback:gold neutral", 1 / 1, 1, id="neutral taken for fallback"),
        pytest.param("as_unclear:gold preferred, type given", 1 / 1, 1, id="confusion given"),
        pytest.param("as_nothing:gold neutral, type given", None, 0, id="no positions, no row"),
        pytest.param("covered:g_limitation_of_liability", 0, 1, id="by type"),
        pytest.param("right:g_limitation_of_liability", None, 0, id="none answered"),
        pytest.param("right:contract small", 1, 1, id="by contract"),
    ],
)
def test_figures(tmp_path: Path, figure: str, value: float | None, n: int) -> None:
    found = scored(data_of(tmp_path))[figure]
    assert (found.value, found.n) == (pytest.approx(value) if value is not None else None, n)


def test_types_without_a_position_have_no_row(tmp_path: Path) -> None:
    assert "right:g_notices" not in scored(data_of(tmp_path))


def test_a_failed_contract_counts_as_nothing_said(tmp_path: Path) -> None:
    data = data_of(tmp_path)
    found = TASK.score(data, [], frozenset({"small"}), 0)
    assert (found.metrics["covered"].value, found.metrics["covered"].failed) == (0, 1)
    assert found.metrics["evidence_verbatim"].value is None
    assert [TASK.errors(row)[1] for row in found.rows] == [1, 1, 1, 0, 1]


@pytest.mark.parametrize(
    "category",
    [
        pytest.param("said|0|g_audit", id="a part missing"),
        pytest.param("said|first|g_audit|neutral", id="no number"),
        pytest.param("given|perhaps", id="no stance"),
    ],
)
def test_predictions_spelled_otherwise_are_refused(tmp_path: Path, category: str) -> None:
    data = data_of(tmp_path)
    with pytest.raises(DataError, match="small"):
        TASK.score(data, [says(data, category, TRAIN)], frozenset(), 0)


def test_a_given_stance_belongs_to_a_unit(tmp_path: Path) -> None:
    data = data_of(tmp_path)
    with pytest.raises(DataError, match="no unit's place"):
        TASK.score(data, [says(data, "given|unclear", "Supplier may use")], frozenset(), 0)


def test_the_product_run_shown_blessed_compared_reported(tmp_path: Path) -> None:
    folder = write_contract(tmp_path / "data", "small", UNITS)
    order = Order(find_task("stance"), folder, None, "all", None)
    out = run_task(order, tmp_path / "run")
    run = read_run(out)
    # two plain sentences of the type, and the words are the contract's own
    assert run.metrics["given_recall_unacceptable:training_on_customer_data"].value == 1
    assert run.metrics["evidence_verbatim"].value in (None, 1)
    # the playbook has positions on training and on caps, none on notices or publicity
    assert run.metrics["given_covered"].value == 3 / 4
    assert {"weights", "playbook", "words_a_page"} <= set(read_manifest(out)["config"])
    assert "given_right" in show_run(out)
    bless(out, [], tmp_path / "baselines")
    assert compare([out], tmp_path / "baselines").regressed is False
    again = run_task(order, tmp_path / "again")
    assert (out / "metrics.json").read_bytes() == (again / "metrics.json").read_bytes()
    assert "errors" in compare([out, again], tmp_path / "baselines").text
    assert report(out).is_file()


def test_documents_the_reviewer_learnt_from_are_told(tmp_path: Path) -> None:
    seen = sorted(TASK.seen_by_own_model()["ai_terms"])[0]
    folder = write_contract(tmp_path / "data", seen, UNITS)
    write_contract(folder, "small", UNITS)
    order = Order(TASK, folder, None, "all", None)
    assert seen_documents(order, TASK.load(folder, None)) == [seen]
