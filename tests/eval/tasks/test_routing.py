"""The routing task: what it reads, asks and counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.datasets.challenge import load_challenge
from eval.predictions import Prediction
from eval.scorers.exact import share
from eval.task import find_task, on_split
from eval.tasks.routing import TASK
from pipeline.errors import DataError, UsageError

ROWS = [
    ("r1", "Supplier shall test the system for bias between men and women.", "must", "open"),
    ("r2", "Invoices are payable within thirty days.", "none", "open"),
    ("r3", "Customer may not publish test results.", "consult", "open"),
    ("r4", "Kept for the end.", "must", "frozen"),
]


def folder_of(path: Path, rows: list[tuple[str, str, str, str]] = ROWS) -> Path:
    lines = [
        json.dumps({"id": i, "text": t, "route": r, "type": None, "family": "f", "half": h})
        for i, t, r, h in rows
    ]
    (path / "routing.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_half_is_read_and_the_other_left_alone(tmp_path: Path) -> None:
    data = load_challenge(folder_of(tmp_path), "open")
    assert [one.id for one in data.clauses] == ["r1", "r2", "r3"]
    assert [one.id for one in load_challenge(tmp_path, "frozen").clauses] == ["r4"]
    assert [one.id for one in load_challenge(tmp_path, "open", ["r2"]).clauses] == ["r2"]


@pytest.mark.parametrize(
    ("rows", "half", "ids", "says"),
    [
        pytest.param(ROWS, "third", None, "half 'third'", id="unknown half"),
        pytest.param(ROWS, "open", ["r4"], "r4", id="an id of the other half"),
        pytest.param([("r1", "x", "maybe", "open")], "open", None, "maybe", id="unknown route"),
        pytest.param([("r1", " ", "must", "open")], "open", None, "text", id="no text"),
        pytest.param([ROWS[0], ROWS[0]], "open", None, "second clause", id="an id twice"),
        pytest.param([ROWS[3]], "open", None, "no clause", id="nothing of the half"),
    ],
)
def test_bad_sets_are_refused(
    tmp_path: Path,
    rows: list[tuple[str, str, str, str]],
    half: str,
    ids: list[str] | None,
    says: str,
) -> None:
    with pytest.raises(DataError, match=says):
        load_challenge(folder_of(tmp_path, rows), half, ids)


def test_the_product_routes_the_plain_case_and_leaves_the_invoice_alone(tmp_path: Path) -> None:
    task = on_split(find_task("routing"), "open")
    data = task.load(folder_of(tmp_path), ["r1", "r2"])
    (found,) = task.predict("r1", data.items["r1"], None)
    assert (found.category, found.text) == ("must", ROWS[0][1])
    assert task.predict("r2", data.items["r2"], None) == []


def test_figures_count_misses_and_false_alarms(tmp_path: Path) -> None:
    task = TASK.on_split("open")
    data = task.load(folder_of(tmp_path), None)
    said = [
        Prediction(key, kind, "x", 0, 1, 1.0) for key, kind in (("r1", "consult"), ("r2", "must"))
    ]
    metrics = task.score(data, said, frozenset(), 0).metrics
    values = {name: metric.value for name, metric in metrics.items()}
    assert values == {
        "recall": 0.5,  # r1 yes, r3 no
        "recall_must": 0.0,  # r1 was only consulted on
        "precision": 0.5,
        "precision_must": 0.0,
        "specificity": 0.0,
    }


def test_a_split_is_needed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="open or frozen"):
        TASK.load(folder_of(tmp_path), None)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # The rule of three: no miss in n leaves about 3/n, here the exact one-sided 2.5%.
        pytest.param(0, 100, 0.0, 0.0362, id="none of a hundred"),
        pytest.param(100, 100, 0.9638, 1.0, id="all of a hundred"),
        pytest.param(5, 10, 0.1871, 0.8129, id="half of ten"),
    ],
)
def test_exact_intervals(hits: int, of: int, low: float, high: float) -> None:
    assert list(share(hits, of).ci95 or ()) == pytest.approx([low, high], abs=1e-4)


def test_nothing_counted_is_not_measured() -> None:
    assert share(0, 0).value is None


def test_no_text_of_the_challenge_is_in_the_playbooks() -> None:
    """Under two percent of the set's runs of eight words may stand in a playbook file."""
    root = Path(__file__).resolve().parents[3]

    def runs(text: str) -> set[tuple[str, ...]]:
        words = "".join(c.lower() if c.isalnum() else " " for c in text).split()
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    folder = root / "eval" / "gold" / "challenge"
    clauses = [c for half in ("open", "frozen") for c in load_challenge(folder, half).clauses]
    ours = set[tuple[str, ...]]()
    for path in (root / "pipeline" / "playbooks").rglob("*.yaml"):
        ours |= runs(path.read_text(encoding="utf-8"))
    theirs = [runs(one.text) for one in clauses]
    shared = sum(len(one & ours) for one in theirs)
    assert shared < 0.02 * sum(map(len, theirs))
