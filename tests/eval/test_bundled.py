"""The tasks that need no outside data, with the shipped linear model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bundled import bundled_tasks, run_bundled
from eval.compare.commands import bless
from eval.datasets.ai_terms import load_ai_terms
from pipeline.errors import UsageError

OWN = Path(__file__).resolve().parents[2] / "eval" / "gold" / "own"


def test_own_labels_load_and_point_at_their_words() -> None:
    documents = load_ai_terms(OWN).documents
    assert len(documents) == 3
    for document in documents:
        assert len(document.units) >= 15
        for unit in document.units:
            assert unit.evidence in unit.span.slice(document.text)
    # both sides and the middle are there, or a stance task on it would prove nothing
    stances = {unit.stance for document in documents for unit in document.units}
    assert stances == {"preferred", "fallback", "unacceptable", "neutral"}


def test_run_bless_and_regress(tmp_path: Path) -> None:
    assert {"own_clauses", "stance", "missing", "conflicts"} <= set(bundled_tasks())
    only = {"own_clauses"}  # the others review whole contracts; their own tests do so on one
    told: list[str] = []
    baselines = tmp_path / "baselines"
    assert run_bundled(tmp_path / "runs", told.append, "linear", None, baselines, only) is False
    assert "own_clauses: no blessed baseline\n" in told
    path = bless(tmp_path / "runs" / "own_clauses", [], baselines)
    assert run_bundled(tmp_path / "runs", told.append, "linear", None, baselines, only) is False
    held = json.loads(path.read_text())
    held["metrics"]["micro_f1"]["value"] += 0.02
    path.write_text(json.dumps(held))
    assert run_bundled(tmp_path / "runs", told.append, "linear", None, baselines, only) is True


def test_folders_that_hold_no_run_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own_clauses").mkdir()
    with pytest.raises(UsageError, match="holds no run"):
        run_bundled(tmp_path, lambda text: None, "linear", None, tmp_path, {"own_clauses"})
