"""Runs end to end on small folders of our own: written, refused, interrupted, gone on with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.environment import peak_megabytes
from eval.run_folder import read_manifest, read_partial, read_predictions, read_run
from eval.runs import Order, run_task
from eval.show import show_run
from eval.task import all_tasks, find_task
from models.keyword_tagger import KeywordTagger
from models.tagger import Tagger
from pipeline.errors import DataError, TaggingFailed, UsageError
from tests.eval.cuad_folder import write_cuad, write_terms

PATTERNS = {
    "cuad:Document Name": ["^[A-Z ]+$"],
    "cuad:Parties": ["is made between"],
    "cuad:Governing Law": ["governed by", "laws of"],
    "cuad:Audit Rights": ["inspect"],
}


def order(folder: Path, tagger: Tagger | None = None, task: str = "cuad", **more: Any) -> Order:
    return Order(find_task(task), folder, None, "all", tagger or KeywordTagger(PATTERNS), **more)


class Stopping(KeywordTagger):
    """Works until it has answered `after` times, as a run does that is interrupted."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], after: int) -> None:
        super().__init__(patterns)
        self.calls = 0
        self.after = after

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        if self.calls == self.after:
            raise KeyboardInterrupt
        self.calls += 1
        return super().tag(units)


class Failing(KeywordTagger):
    """Has no answer for documents that hold a word."""

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        if any("lease" in unit for unit in units):
            raise TaggingFailed("no usable answer in two tries")
        return super().tag(units)


class Wrong(KeywordTagger):
    """Gives what it is told to give instead of scores."""

    given: NDArray[np.float32]

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        return self.given


def test_run_and_show(tmp_path: Path) -> None:
    out = run_task(order(write_cuad(tmp_path / "cuad"), seed=7), tmp_path / "run")
    assert sorted(path.name for path in out.iterdir()) == [
        "draws.npz",
        "manifest.json",
        "metrics.json",
        "predictions.jsonl",
        "scores.jsonl",
    ]
    run = read_run(out)
    # every gold text has its own sentence and the names of both parties lie inside one: the rule
    # finds them all, and nothing else holds a pattern
    assert run.metrics["aupr"].value == pytest.approx(1.0)
    assert run.metrics["aupr"].n == 9
    assert run.metrics["aupr:Audit Rights"].n == 1
    assert run.metrics["presence_f1_half"].value == 1
    # without the parties rule the four names are missed
    without = run.metrics["aupr_no_parties_rule"].value
    assert without is not None
    assert without < 0.6
    manifest = run.manifest
    assert (manifest["task"], manifest["tagger"], manifest["seed"]) == ("cuad", "keywords", 7)
    assert manifest["documents"] == ["harbour", "quarry"]
    assert manifest["weights_sha256"] is None
    assert len(manifest["data_sha256"]) == 64
    assert manifest["peak_megabytes"] == pytest.approx(peak_megabytes(), rel=0.5)
    text = show_run(out)
    assert "aupr" in text
    assert "Governing Law" in text
    assert "NOT EVIDENCE" not in text


def test_predictions_are_raw_and_score_again(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    out = run_task(order(folder), tmp_path / "run")
    predictions = read_predictions(out)
    task = find_task("cuad")
    data = task.load(folder, None)
    for one in predictions:
        assert data.items[one.contract].text[one.start : one.end] == one.text
    again = task.score(data, predictions, frozenset(), 0)
    assert dict(again.metrics) == dict(read_run(out).metrics)
    keys = set(json.loads((out / "predictions.jsonl").read_text().splitlines()[0]))
    assert keys == {"contract", "category", "text", "start", "end", "score"}


def test_same_order_same_figures(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    first, second = (run_task(order(folder), tmp_path / name) for name in ("one", "two"))
    for name in ("predictions.jsonl", "scores.jsonl", "metrics.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_seen_documents_are_refused_or_mark_the_run(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    seen = {"cuad": frozenset({"quarry", "elsewhere"}), "ai_terms": frozenset({"harbour"})}
    tagger = KeywordTagger(PATTERNS, seen=seen)
    with pytest.raises(UsageError, match=r"1 of 2 documents, such as \['quarry'\]"):
        run_task(order(folder, tagger), tmp_path / "run")
    assert not (tmp_path / "run").exists()
    alone = Order(find_task("cuad"), folder, ["harbour"], "ids.txt", tagger)
    assert read_manifest(run_task(alone, tmp_path / "alone"))["seen_documents"] == []
    out = run_task(order(folder, tagger, allow_seen=True), tmp_path / "run")
    manifest = read_manifest(out)
    assert manifest["allow_seen"] is True
    assert manifest["seen_documents"] == ["quarry"]
    assert "NOT EVIDENCE: the tagger was trained or tuned on 1" in show_run(out)


def test_interrupted_run_goes_on(tmp_path: Path) -> None:
    folder, out = write_cuad(tmp_path / "cuad"), tmp_path / "run"
    with pytest.raises(KeyboardInterrupt):
        run_task(order(folder, Stopping(PATTERNS, after=1)), out)
    assert [done.document for done in read_partial(out)] == ["harbour"]
    assert not (out / "metrics.json").exists()
    with pytest.raises(DataError, match="unfinished run, 1 of 2 documents"):
        show_run(out)
    # the machine stopped in the middle of a line
    with (out / "partial.jsonl").open("a") as file:
        file.write('{"document": "quar')
    second = Stopping(PATTERNS, after=5)
    run_task(order(folder, second), out)
    assert second.calls == 1
    whole = run_task(order(folder), tmp_path / "whole")
    assert (out / "metrics.json").read_bytes() == (whole / "metrics.json").read_bytes()
    assert not (out / "partial.jsonl").exists()


def test_unfinished_run_of_another_order_is_refused(tmp_path: Path) -> None:
    folder, out = write_cuad(tmp_path / "cuad"), tmp_path / "run"
    with pytest.raises(KeyboardInterrupt):
        run_task(order(folder, Stopping(PATTERNS, after=1)), out)
    with pytest.raises(UsageError, match=r"another run, unfinished \(\['seed'\] differ\)"):
        run_task(order(folder, seed=1), out)


def test_folders_that_hold_something_are_refused(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    with pytest.raises(UsageError, match="not empty and holds no run"):
        run_task(order(folder), folder)
    out = run_task(order(folder), tmp_path / "run")
    with pytest.raises(UsageError, match="complete run"):
        run_task(order(folder), out)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        run_task(order(folder), tmp_path / "file")


def test_failed_documents_count_as_misses_and_are_told(tmp_path: Path) -> None:
    out = run_task(order(write_cuad(tmp_path / "cuad"), Failing(PATTERNS)), tmp_path / "run")
    run = read_run(out)
    # 5 of the 9 gold texts are in the contract that was answered
    assert run.metrics["max_recall"].value == pytest.approx(5 / 9)
    assert run.metrics["aupr"].failed == 1
    assert run.manifest["failed"] == {"quarry": "no usable answer in two tries"}
    assert "1 documents failed" in show_run(out)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        # five units in the first contract, four labels
        pytest.param(np.full((5, 4), np.nan), "gave nan to unit 0", id="not a number"),
        pytest.param(
            np.full((5, 4), 1.5), r"gave 1.5 to unit 0 for 'cuad:Document Name'", id="above one"
        ),
        pytest.param(np.zeros((4, 4)), r"shape \(4, 4\); \(5, 4\) is needed", id="shape"),
    ],
)
def test_scores_that_are_none_stop_the_run(
    tmp_path: Path, given: NDArray[np.float32], named: str
) -> None:
    tagger = Wrong(PATTERNS)
    tagger.given = given
    with pytest.raises(DataError, match=named):
        run_task(order(write_cuad(tmp_path / "cuad"), tagger), tmp_path / "run")
    assert not (tmp_path / "run" / "metrics.json").exists()


def test_tagger_that_does_not_fit(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    with pytest.raises(UsageError, match="has no label 'cuad:<Category>'"):
        run_task(order(folder, KeywordTagger({"g_term": ["term"]})), tmp_path / "run")
    with pytest.raises(UsageError, match="needs a tagger"):
        run_task(Order(find_task("cuad"), folder, None, "all", None), tmp_path / "none")


def test_ai_clauses(tmp_path: Path) -> None:
    tagger = KeywordTagger(
        {
            "g_scope_of_services": ["runs the assistant"],
            "training_on_customer_data": ["train no model"],
            "g_term": ["thirty days"],
            "cuad:Insurance": ["."],
        }
    )
    out = run_task(order(write_terms(tmp_path / "terms"), tagger, "ai_clauses"), tmp_path / "run")
    figures = read_run(out).metrics
    # 2 hits, 1 false alarm (g_term), 1 miss (g_order_payment_fees, which the tagger lacks): 4/6
    assert figures["micro_f1"].value == pytest.approx(4 / 6)
    assert figures["macro_f1"].value == pytest.approx(2 / 3)
    assert figures["ai_micro_f1"].value == 1
    assert figures["general_micro_f1"].value == pytest.approx(2 / 4)
    assert figures["f1:g_term"].value is None
    assert "not measured" in show_run(out)


def test_unknown_task_and_list() -> None:
    assert {"ai_clauses", "cuad", "segment"} <= set(all_tasks())
    with pytest.raises(UsageError, match=r"unknown task 'cuads'; there are \["):
        find_task("cuads")


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        pytest.param(
            "manifest.json", '{"format": 0}', "run format 0; this version reads 1", id="older"
        ),
        pytest.param("manifest.json", "{", "not JSON", id="damaged"),
        pytest.param("manifest.json", '{"format": 1}', "no 'status'", id="incomplete"),
        pytest.param(
            "metrics.json", '{"metrics": {"aupr": {"value": 1}}}', "no 'n'", id="metric without n"
        ),
        pytest.param(
            "metrics.json",
            '{"metrics": {"aupr": {"value": NaN, "n": 1, "ci95": null, "failed": 0}}}',
            "finite",
            id="NaN",
        ),
        pytest.param(
            "metrics.json",
            '{"metrics": {"aupr": {"value": "1", "n": 1, "ci95": null, "failed": 0}}}',
            "'1'; a number",
            id="text",
        ),
        pytest.param(
            "metrics.json",
            '{"metrics": {"aupr": {"value": 1, "n": 1, "ci95": [1], "failed": 0}}}',
            "two numbers",
            id="interval",
        ),
        pytest.param("metrics.json", "[]", "JSON object is needed", id="list"),
        pytest.param(
            "predictions.jsonl",
            '{"contract": "c", "score": "high"}\n',
            "score 'high'",
            id="prediction",
        ),
    ],
)
def test_damaged_runs(tmp_path: Path, name: str, text: str, named: str) -> None:
    out = run_task(order(write_cuad(tmp_path / "cuad")), tmp_path / "run")
    (out / name).write_text(text)
    with pytest.raises(DataError, match=named):
        read_predictions(out) if name == "predictions.jsonl" else read_run(out)


def test_no_run_at_all(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no manifest\.json"):
        show_run(tmp_path)
