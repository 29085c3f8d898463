"""What MLflow is given, without MLflow: names, values, and no text of a document."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from eval.export import exported, to_mlflow
from eval.metric import Metric
from eval.run_folder import Run, read_run
from eval.runs import Order, run_task
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import UsageError
from tests.eval.cuad_folder import write_cuad


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tagger = KeywordTagger({"cuad:Governing Law": ["governed by"], "cuad:Audit Rights": ["rent"]})
    order = Order(find_task("cuad"), write_cuad(tmp_path / "cuad"), None, "all", tagger)
    return run_task(order, tmp_path / "run")


def test_mapping(folder: Path) -> None:
    run = read_run(folder)
    found = exported(run)
    assert found.name == "cuad keywords"
    assert found.metrics["aupr"] == run.metrics["aupr"].value
    assert found.metrics["aupr/Governing Law"] == run.metrics["aupr:Governing Law"].value
    interval = run.metrics["aupr"].ci95
    assert interval == (found.metrics["aupr_low"], found.metrics["aupr_high"])
    assert found.params["config.keep"] == "0.001"
    assert found.params["documents"] == "2"
    assert found.params["weights_sha256"] == "null"
    assert all(re.fullmatch(r"[A-Za-z0-9_\-. /]+", name) for name in found.metrics)
    everything = repr(found)
    assert "Norway" not in everything
    assert "harbour" not in everything
    assert str(folder.parent) not in everything


def test_not_measured_is_left_out_and_named(folder: Path) -> None:
    run = read_run(folder)
    odd = Run(run.manifest, {"aupr": Metric(None, 0), "f1:a&b": Metric(0.5, 2)})
    found = exported(odd)
    assert "aupr" not in found.metrics
    assert found.not_measured == ("aupr",)
    assert found.metrics["f1/a_b"] == 0.5
    clash = Run(run.manifest, {"f1:a&b": Metric(0.5, 2), "f1:a_b": Metric(0.5, 2)})
    with pytest.raises(UsageError, match="two figures would be called 'f1/a_b'"):
        exported(clash)


def test_without_mlflow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mlflow", None)
    with pytest.raises(UsageError, match="MLflow is not installed; pip install mlflow-skinny"):
        to_mlflow(folder, "sqlite:///none.db", "clausewright")
