"""Runs held against each other and against baselines, on small folders of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.compare.baseline import TOLERANCE, baseline_path
from eval.compare.commands import bless, compare
from eval.compare.direction import gain
from eval.compare.paired import Difference, differences, open_run
from eval.compare.samples import sample_changes
from eval.draws import read_draws, write_draws
from eval.metric import Metric
from eval.rescore import rescore
from eval.runs import Order, run_task
from eval.scorers.bootstrap import resample_weights
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError, UsageError
from tests.eval.cuad_folder import TERMS, rows, write_cuad, write_rows, write_terms

BOTH = {"cuad:Governing Law": ["governed by"], "cuad:Audit Rights": ["inspect"]}
LAW = {"cuad:Governing Law": ["governed by"]}


def cuad_run(tmp_path: Path, name: str, patterns: dict[str, list[str]], **more: Any) -> Path:
    folder = tmp_path / "cuad"
    if not folder.exists():
        write_cuad(folder)
    settings = {"split": "all", "ids": None, **more}
    order = Order(find_task("cuad"), folder, tagger=KeywordTagger(patterns), **settings)
    return run_task(order, tmp_path / name)


def by_name(a: Path, b: Path) -> dict[str, Difference]:
    return {one.name: one for one in differences(open_run(a), open_run(b))}


def edit(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_run_with_itself(tmp_path: Path) -> None:
    a, b = (cuad_run(tmp_path, name, BOTH) for name in "ab")
    found = by_name(a, b)
    # every figure measured has no change, in no resample, and p is 1
    measured = [one for one in found.values() if one.a is not None]
    assert {one.change for one in measured} == {0}
    assert {one.ci95 for one in measured} <= {(0, 0), None}
    assert {one.p for one in measured} <= {1, None}
    assert found["aupr"].ci95 == (0, 0)
    text = compare([a, b], tmp_path).text
    assert "0 better in B, 0 worse, 8 the same" in text


def test_paired_by_document(tmp_path: Path) -> None:
    """B lost the one audit clause, which is in the first contract only."""
    a, b = cuad_run(tmp_path, "a", BOTH), cuad_run(tmp_path, "b", LAW)
    found = by_name(a, b)["max_recall"]
    assert found.change == pytest.approx(2 / 9 - 3 / 9)
    # the same, contract by contract: gold texts (5, 4), found by A (2, 1), by B (1, 1)
    weights = resample_weights(2, 0)
    gold = weights @ np.array([5.0, 4.0])
    drawn = (weights @ np.array([1.0, 1.0]) - weights @ np.array([2.0, 1.0])) / gold
    assert found.ci95 == pytest.approx(np.percentile(drawn, [2.5, 97.5]), abs=1e-6)
    # a quarter of the resamples lack the first contract and differ by nothing
    assert found.p == pytest.approx(2 * np.mean(drawn >= 0))
    # a category without gold in either is not measured, not zero
    assert by_name(a, b)["aupr:Audit Rights"].b == 0


def test_samples_are_named(tmp_path: Path) -> None:
    a, b = cuad_run(tmp_path, "a", BOTH), cuad_run(tmp_path, "b", LAW)
    found = sample_changes(open_run(a), open_run(b))
    assert found is not None
    assert [(one.name, one.before, one.after, one.gain) for one in found.changes] == [
        ("harbour: Audit Rights", 0, 1, -1)
    ]
    text = compare([b, a], tmp_path).text
    assert "1 better in B, 0 worse, 7 the same" in text
    assert "harbour: Audit Rights  1 -> 0" in text


def test_not_measured_in_one_has_no_difference(tmp_path: Path) -> None:
    a, b = cuad_run(tmp_path, "a", BOTH), cuad_run(tmp_path, "b", {"cuad:Insurance": ["never"]})
    found = by_name(a, b)["brier_skill"]
    assert (found.b, found.change, found.ci95, found.p) == (None, None, None, None)
    assert "not measured" in compare([a, b], tmp_path).text


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"task": "segment"}, "task 'cuad', .* has task 'segment'", id="task"),
        pytest.param({"data_sha256": "0" * 64}, r"data .* has data .0000", id="data"),
        pytest.param({"split": "dev"}, "split 'all', .* has split 'dev'", id="split"),
        pytest.param({"documents": ["quarry", "harbour"]}, "another order", id="order"),
    ],
)
def test_other_runs_are_refused_by_name(
    tmp_path: Path, changes: dict[str, Any], named: str
) -> None:
    a, b = (cuad_run(tmp_path, name, LAW) for name in "ab")
    edit(b / "manifest.json", **changes)
    with pytest.raises(UsageError, match=named):
        compare([a, b], tmp_path)


def test_unpaired_runs_say_so(tmp_path: Path) -> None:
    a, b = cuad_run(tmp_path, "a", BOTH), cuad_run(tmp_path, "b", LAW, seed=3)
    assert "no intervals: the seeds are 0 and 3" in compare([a, b], tmp_path).text
    assert by_name(a, b)["max_recall"].ci95 is None
    (a / "draws.npz").unlink()
    assert "was scored before resamples were kept; rescore it" in compare([a, b], tmp_path).text
    rescore(a, tmp_path / "cuad")
    assert by_name(a, cuad_run(tmp_path, "c", LAW))["max_recall"].ci95 is not None


def test_sweep(tmp_path: Path) -> None:
    runs = [cuad_run(tmp_path, str(i), patterns) for i, patterns in enumerate((BOTH, LAW, {**LAW}))]
    outcome = compare(runs, tmp_path)
    assert not outcome.regressed
    lines = outcome.text.splitlines()
    assert lines[4].split() == ["figure", "A", "B", "C"]
    recall = next(line for line in lines if line.startswith("max_recall"))
    assert recall.split() == ["max_recall", "0.3333", "0.2222", "0.2222"]


def test_other_tasks_are_compared_too(tmp_path: Path) -> None:
    folder = write_terms(tmp_path / "terms")
    runs = []
    for name, words in (("a", "train no model"), ("b", "thirty days")):
        tagger = KeywordTagger({"training_on_customer_data": [words]})
        order = Order(find_task("ai_clauses"), folder, None, "all", tagger)
        runs.append(run_task(order, tmp_path / name))
    text = compare(runs, tmp_path).text
    assert "plover-terms-2026-01-05: unit 001  0 -> 1" in text
    assert "plover-terms-2026-01-05: unit 002  1 -> 2" in text
    assert TERMS
    cuad = write_cuad(tmp_path / "cuad")
    segments = [
        run_task(Order(find_task("segment"), cuad, None, "all", None), tmp_path / name)
        for name in ("c", "d")
    ]
    assert "samples by inside: 0 better in B, 0 worse, 9 the same" in compare(segments).text


def test_bless_and_regress(tmp_path: Path) -> None:
    a, b = cuad_run(tmp_path, "a", BOTH), cuad_run(tmp_path, "b", LAW)
    path = bless(a, ["max_recall=0.2"], tmp_path / "baselines")
    assert path.name == "cuad.all.json"
    held = json.loads(path.read_text())
    assert held["tolerances"]["max_recall"] == 0.2
    assert held["tolerances"]["aupr"] == TOLERANCE
    assert not any(":" in name for name in held["metrics"])
    same = compare([a], tmp_path / "baselines")
    assert not same.regressed
    assert "none of" in same.text
    worse = compare([b], tmp_path / "baselines")
    assert worse.regressed
    # recall fell by .11, within its tolerance; the area fell by .11, which is not
    lines = {line.split()[0]: line for line in worse.text.splitlines() if line}
    assert lines["max_recall"].endswith("ok")
    assert lines["aupr"].endswith("REGRESSED")
    # the second of two is held against it, whatever the first is
    assert compare([a, b], tmp_path / "baselines").regressed
    assert not compare([b, a], tmp_path / "baselines").regressed


def test_a_figure_no_longer_measured_regresses(tmp_path: Path) -> None:
    a = cuad_run(tmp_path, "a", BOTH)
    bless(a, [], tmp_path / "baselines")
    metrics = json.loads((a / "metrics.json").read_text())["metrics"]
    metrics["aupr"]["value"] = None
    del metrics["best_f1"]
    edit(a / "metrics.json", metrics=metrics)
    outcome = compare([a], tmp_path / "baselines")
    assert outcome.regressed
    assert "2 of" in outcome.text


def test_lower_is_better_for_some() -> None:
    assert gain("ece", 0.1, 0.3) == pytest.approx(-0.2)
    assert gain("aupr:Parties", 0.1, 0.3) == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("tolerances", "named"),
    [
        pytest.param(["aupr"], "form metric=0.01", id="no value"),
        pytest.param(["aupr=much"], "form metric=0.01", id="no number"),
        pytest.param(["auprc=0.1"], "tolerance for 'auprc'", id="unknown figure"),
        pytest.param(["aupr=-1"], "0 or more", id="below zero"),
        pytest.param(["aupr=nan"], "0 or more", id="not a number"),
    ],
)
def test_tolerances_refused(tmp_path: Path, tolerances: list[str], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        bless(cuad_run(tmp_path, "a", LAW), tolerances, tmp_path / "baselines")
    assert not (tmp_path / "baselines").exists()


def test_seen_documents_make_no_baseline(tmp_path: Path) -> None:
    a = cuad_run(tmp_path, "a", LAW)
    edit(a / "manifest.json", seen_documents=["quarry"])
    with pytest.raises(UsageError, match="only unseen ones"):
        bless(a, [], tmp_path / "baselines")


def test_baseline_of_other_data(tmp_path: Path) -> None:
    a = cuad_run(tmp_path, "a", LAW)
    bless(a, [], tmp_path / "baselines")
    mended = rows()
    mended[2]["spans"], mended[2]["present"] = [], False
    write_rows(tmp_path / "cuad" / "annotations.jsonl", mended)
    b, c = (cuad_run(tmp_path, name, LAW) for name in "bc")
    with pytest.raises(UsageError, match=r"the baseline cuad\.all\.json has"):
        compare([b], tmp_path / "baselines")
    assert "not held against the baseline" in compare([b, c], tmp_path / "baselines").text


def test_no_baseline(tmp_path: Path) -> None:
    a = cuad_run(tmp_path, "a", LAW, split="a b/c.txt")
    with pytest.raises(UsageError, match=r"no blessed baseline cuad\.a_b_c_txt\.json"):
        compare([a], tmp_path / "baselines")
    with pytest.raises(UsageError, match="no run named"):
        compare([], tmp_path / "baselines")
    assert baseline_path("cuad", "../../x", tmp_path).parent == tmp_path


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("{", "not JSON", id="damaged"),
        pytest.param('{"format": 0}', "not a baseline of format 1", id="older"),
        pytest.param('{"format": 1, "data_sha256": "x"}', "no 'tolerances'", id="cut"),
    ],
)
def test_damaged_baseline(tmp_path: Path, text: str, named: str) -> None:
    a = cuad_run(tmp_path, "a", LAW)
    bless(a, [], tmp_path / "baselines").write_text(text)
    with pytest.raises(DataError, match=named):
        compare([a], tmp_path / "baselines")


def test_baseline_without_numbers(tmp_path: Path) -> None:
    a = cuad_run(tmp_path, "a", LAW)
    path = bless(a, [], tmp_path / "baselines")
    edit(path, tolerances={"aupr": None})
    with pytest.raises(DataError, match=r"tolerance of .* is None"):
        compare([a], tmp_path / "baselines")


def test_draws_come_back(tmp_path: Path) -> None:
    values = np.array([0.5, np.nan, 0.25])
    write_draws(
        tmp_path, {"a:Rofr/Rofo/Rofn": Metric(0.5, 1, None, 0, values), "b": Metric(1, 1)}, 9
    )
    found = read_draws(tmp_path)
    assert found is not None
    assert found.seed == 9
    assert list(found.values) == ["a:Rofr/Rofo/Rofn"]
    np.testing.assert_array_equal(found.values["a:Rofr/Rofo/Rofn"], values)
