"""The ContractNLI task end to end with a reader made by hand, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.predictions import Prediction
from eval.run_folder import read_manifest, read_run
from eval.runs import Order, run_task
from eval.task import find_task
from eval.tasks.contract_nli import MOST, ContractNliTask
from models.hypotheses import HypothesisReader, Verdicts
from pipeline.errors import DataError, UsageError
from tests.eval.nli_folder import COPIES, document, whole, write_nli
from tests.models.test_hypotheses import saved


def order(folder: Path, weights: Path) -> Order:
    return Order(ContractNliTask("own", weights), folder, None, "own", None)


def test_run(tmp_path: Path) -> None:
    weights = saved(tmp_path / "weights")
    out = run_task(order(write_nli(tmp_path / "nli"), weights), tmp_path / "run")
    figures = read_run(out).metrics
    # the reader knows the words that decide: all four choices and all three spans are right
    assert figures["accuracy"].value == 1
    assert figures["evidence_map"].value == 1
    assert (figures["accuracy"].n, figures["evidence_map"].n) == (4, 3)
    assert figures["f1_contradiction:nda-b"].value is None
    config = read_manifest(out)["config"]
    assert (config["split"], len(config["reader_sha256"])) == ("own", 64)


def test_documents_the_reader_was_trained_on_are_refused(tmp_path: Path) -> None:
    data = whole()
    data["documents"][1]["id"] = 7
    with pytest.raises(UsageError, match=r"trained on 1 of 2 documents, such as \['7'\]"):
        run_task(order(write_nli(tmp_path / "nli", data), saved(tmp_path / "w")), tmp_path / "run")


def test_unknown_hypotheses_are_refused(tmp_path: Path) -> None:
    data = whole()
    data["labels"]["nda-c"] = {"hypothesis": "Notices are in writing."}
    for one in data["documents"]:
        one["annotation_sets"][0]["annotations"]["nda-c"] = {"choice": "NotMentioned", "spans": []}
    with pytest.raises(UsageError, match=r"does not know \['nda-c'\]; it knows \['nda-a'"):
        run_task(order(write_nli(tmp_path / "nli", data), saved(tmp_path / "w")), tmp_path / "run")


def test_a_split_is_needed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a split"):
        find_task("contract_nli").load(tmp_path, None)


def test_scores_that_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Verdicts(np.full((2, 3), np.nan), np.full((2, 3), 1 / 3))
    monkeypatch.setattr(HypothesisReader, "read", lambda self, units: nothing)
    with pytest.raises(DataError, match="1: the hypothesis reader gave a score outside"):
        run_task(order(write_nli(tmp_path / "nli"), saved(tmp_path / "w")), tmp_path / "run")


@pytest.mark.parametrize(
    ("contract", "category", "place", "named"),
    [
        pytest.param("9", "nda-a", (0, 5), "'9', 'nda-a', which the data lacks", id="document"),
        pytest.param("1", "nda-z", (0, 5), "'1', 'nda-z', which", id="hypothesis"),
        pytest.param("1", "nda-a=Perhaps", (0, 0), "'nda-a=Perhaps', which", id="choice"),
        pytest.param("1", "nda-a", (0, 5), "which is no span of the data", id="place"),
    ],
)
def test_predictions_that_do_not_fit(
    tmp_path: Path, contract: str, category: str, place: tuple[int, int], named: str
) -> None:
    task = ContractNliTask("own", saved(tmp_path / "w"))
    data = task.load(write_nli(tmp_path / "nli"), None)
    said = [Prediction(contract, category, "x", *place, 0.5)]
    with pytest.raises(DataError, match=named):
        task.score(data, said, frozenset(), 0)


def test_nothing_said_is_never_right(tmp_path: Path) -> None:
    task = ContractNliTask("own", saved(tmp_path / "w"))
    data = task.load(write_nli(tmp_path / "nli"), None)
    found = task.score(data, [], frozenset({"1", "2"}), 0)
    # "2" says nothing on nda-b, but a failed document did not find that out
    assert found.metrics["accuracy"].value == 0
    assert found.metrics["accuracy"].failed == 2
    assert {row["predicted"] for row in found.rows} == {""}


def test_at_most_so_many_spans_are_told(tmp_path: Path) -> None:
    long = document(3, COPIES * 40, {"nda-a": ("Entailment", [0]), "nda-b": ("NotMentioned", [])})
    data = {**whole(), "documents": [long]}
    task = ContractNliTask("own", saved(tmp_path / "w"))
    items = task.load(write_nli(tmp_path / "nli", data), None).items
    told = [one for one in task.predict("3", items["3"], None) if one.category == "nda-a"]
    assert len(told) == MOST
    assert told[0].text == COPIES[0]
