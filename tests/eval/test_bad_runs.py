"""Run folders that no figure may come from, through every command that reads one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.compare.commands import bless, compare
from eval.export import to_mlflow
from eval.report.commands import report
from eval.rescore import rescore
from eval.run_folder import read_manifest
from eval.runs import Order, run_task
from eval.show import show_run
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError
from tests.eval.cuad_folder import write_cuad

PATTERNS = {"cuad:Governing Law": ["governed by"], "cuad:Audit Rights": ["inspect"]}
Damage = Callable[[Path], None]

COMMANDS: dict[str, Callable[[Path, Path], object]] = {
    "show": lambda run, data: show_run(run),
    "compare": lambda run, data: compare([run, run], run.parent / "baselines"),
    "bless": lambda run, data: bless(run, [], run.parent / "baselines"),
    "rescore": lambda run, data: rescore(run, data, run.parent / "again"),
    "report": lambda run, data: report(run, data),
    "export": lambda run, data: to_mlflow(run, "none", "none"),
}


def change(name: str, **values: Any) -> Damage:
    def damage(run: Path) -> None:
        path = run / name
        path.write_text(json.dumps({**json.loads(path.read_text()), **values}))

    return damage


def put(name: str, text: str) -> Damage:
    def damage(run: Path) -> None:
        (run / name).write_text(text)

    return damage


def drop(name: str) -> Damage:
    return lambda run: (run / name).unlink()


def score(value: str) -> Damage:
    def damage(run: Path) -> None:
        lines = (run / "predictions.jsonl").read_text().splitlines()
        head, sign, _ = lines[0].rpartition('"score": ')
        lines[0] = f"{head}{sign}{value}}}"
        (run / "predictions.jsonl").write_text("\n".join(lines) + "\n")

    return damage


def unfinish(run: Path) -> None:
    change("manifest.json", status="running")(run)


ALL = tuple(COMMANDS)
FIGURES = ("show", "compare", "bless", "report", "export")
RAW = ("rescore", "report")


@pytest.mark.parametrize(
    ("damage", "named", "commands"),
    [
        pytest.param(drop("manifest.json"), r"no manifest\.json", ALL, id="no manifest"),
        pytest.param(put("manifest.json", "{"), "not JSON", ALL, id="damaged manifest"),
        pytest.param(
            change("manifest.json", format=0), "run format 0; this version reads 1", ALL, id="older"
        ),
        pytest.param(
            change("manifest.json", format=2), "run format 2; this version reads 1", ALL, id="newer"
        ),
        pytest.param(
            change("manifest.json", documents="harbour"), "'documents' is 'harbour'", ALL, id="kind"
        ),
        pytest.param(unfinish, "unfinished run, 0 of 2 documents", ALL, id="interrupted"),
        pytest.param(
            change("manifest.json", status="rescoring"),
            "interrupted while it was scored again",
            FIGURES,
            id="interrupted while scored again",
        ),
        pytest.param(drop("metrics.json"), "cannot be read", FIGURES, id="no metrics"),
        pytest.param(
            put("metrics.json", '{"metrics": {"aupr": {"value": NaN, "n": 1, "ci95": null, "failed": 0}}}'),
            "finite numbers needed",
            FIGURES,
            id="NaN in metrics",
        ),
        pytest.param(
            put("metrics.json", '{"metrics": {"aupr": 0.5}}'), "no 'value'", FIGURES, id="bare value"
        ),
        pytest.param(drop("predictions.jsonl"), "cannot be read", RAW, id="no predictions"),
        pytest.param(score("NaN"), "NaN is no number", RAW, id="NaN score"),
        pytest.param(score("1.5"), "score 1.5 for", RAW, id="score above one"),
        pytest.param(score("null"), "score None", RAW, id="no score"),
        pytest.param(put("scores.jsonl", '{"gold": NaN}\n'), "NaN is no number", ("compare",), id="NaN row"),
        pytest.param(put("scores.jsonl", '{"gold": 1}\n'), "another layout", ("compare",), id="other rows"),
        pytest.param(drop("scores.jsonl"), "cannot be read", ("compare",), id="no rows"),
        pytest.param(put("draws.npz", "PK"), "damaged", ("compare", "bless"), id="damaged draws"),
    ],
)  # fmt: skip
def test_no_figure_comes_of_it(
    tmp_path: Path, damage: Damage, named: str, commands: tuple[str, ...]
) -> None:
    data = write_cuad(tmp_path / "cuad")
    order = Order(find_task("cuad"), data, None, "all", KeywordTagger(PATTERNS))
    run = run_task(order, tmp_path / "run")
    damage(run)
    for name in commands:
        with pytest.raises(DataError, match=named):
            COMMANDS[name](run, data)
    assert not (tmp_path / "baselines").exists()
    assert not (tmp_path / "again").exists()
    assert not (run / "report.html").exists()


def test_commands_work_on_a_whole_run(tmp_path: Path) -> None:
    """The table above would prove nothing if the commands refused every run."""
    data = write_cuad(tmp_path / "cuad")
    order = Order(find_task("cuad"), data, None, "all", KeywordTagger(PATTERNS))
    run = run_task(order, tmp_path / "run")
    for name, command in COMMANDS.items():
        if name != "export":
            command(run, data)
    assert read_manifest(tmp_path / "again")["status"] == "complete"
