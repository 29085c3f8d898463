"""Scoring again from raw predictions: the same figures, or today's, and never of other data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.draws import read_draws
from eval.rescore import rescore
from eval.run_folder import read_manifest, read_predictions, read_run
from eval.runs import Order, run_task
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError, UsageError
from tests.eval.cuad_folder import rows, write_cuad, write_rows, write_terms

PATTERNS = {
    "cuad:Parties": ["is made between"],
    "cuad:Governing Law": ["governed by"],
    "training_on_customer_data": ["train no model"],
}


def run(tmp_path: Path, task: str = "cuad") -> tuple[Path, Path]:
    write = write_cuad if task.startswith("cuad") else write_terms
    folder = write(tmp_path / "data")
    order = Order(find_task(task), folder, None, "all", KeywordTagger(PATTERNS), seed=4)
    return folder, run_task(order, tmp_path / "run")


@pytest.mark.parametrize("task", ["cuad", "ai_clauses", "cuad_contracteval", "own_clauses"])
def test_same_scorer_same_figures(tmp_path: Path, task: str) -> None:
    folder, out = run(tmp_path, task)
    before = {name: (out / name).read_bytes() for name in ("metrics.json", "scores.jsonl")}
    (out / "metrics.json").unlink()
    (out / "scores.jsonl").write_text("damaged")
    assert rescore(out, folder) == out
    assert before == {name: (out / name).read_bytes() for name in before}


def test_interrupted_rescoring_is_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = run(tmp_path)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("eval.rescore.write_scored", stop)
        with pytest.raises(KeyboardInterrupt):
            rescore(out, folder)
    with pytest.raises(DataError, match="interrupted while it was scored again"):
        read_run(out)
    rescore(out, folder)
    assert read_run(out).metrics["aupr"].n == 9


def test_into_another_folder(tmp_path: Path) -> None:
    folder, out = run(tmp_path)
    second = rescore(out, folder, tmp_path / "second")
    assert read_predictions(second) == read_predictions(out)
    manifest = read_manifest(second)
    assert manifest["rescored_from"] == read_manifest(out)["run_sha256"]
    assert manifest["wall_seconds"] == read_manifest(out)["wall_seconds"]
    draws = read_draws(second)
    assert draws is not None
    assert draws.seed == 4
    with pytest.raises(UsageError, match="not empty"):
        rescore(out, folder, second)


def test_edited_predictions_change_the_figures(tmp_path: Path) -> None:
    folder, out = run(tmp_path)
    before = read_run(out).metrics["max_recall"].value
    assert before is not None
    lines = (out / "predictions.jsonl").read_text().splitlines()
    kept = [line for line in lines if '"Governing Law"' not in line]
    (out / "predictions.jsonl").write_text("\n".join(kept))
    after = read_run(rescore(out, folder)).metrics["max_recall"].value
    # two governing-law clauses of nine gold texts are no longer found
    assert after == pytest.approx(before - 2 / 9)


def test_mended_labels_need_leave(tmp_path: Path) -> None:
    folder, out = run(tmp_path)
    mended = rows()
    mended[2]["spans"], mended[2]["present"] = [], False
    write_rows(folder / "annotations.jsonl", mended)
    with pytest.raises(DataError, match="SHA-256 of the data is"):
        rescore(out, folder)
    before = read_manifest(out)["data_sha256"]
    rescore(out, folder, other_data=True)
    assert read_manifest(out)["data_sha256"] != before
    assert read_run(out).metrics["aupr"].n == 8


def test_unknown_task_of_an_older_version(tmp_path: Path) -> None:
    folder, out = run(tmp_path)
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps({**manifest, "task": "cuad_2020"}))
    with pytest.raises(UsageError, match="unknown task 'cuad_2020'"):
        rescore(out, folder)
