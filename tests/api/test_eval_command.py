"""`clausewright eval` from the command line: what is printed and the exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from api.cli import main
from eval.runs import Order, run_task
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from tests.eval.cuad_folder import HARBOUR, write_cuad

LAW = {"cuad:Governing Law": ["governed by"]}


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    folder = write_cuad(tmp_path / "cuad")
    good, poor = KeywordTagger({**LAW, "cuad:Audit Rights": ["inspect"]}), KeywordTagger(LAW)
    orders = [Order(find_task("cuad"), folder, None, "all", tagger) for tagger in (good, poor)]
    first, second = (
        run_task(order, tmp_path / name) for order, name in zip(orders, "ab", strict=True)
    )
    return first, second


def clausewright(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["clausewright", "eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def test_bless_compare_and_exit_codes(
    tmp_path: Path,
    runs: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    a, b = runs
    where = ("--baselines", tmp_path / "baselines")
    assert clausewright(monkeypatch, "compare", a, *where) == 2
    assert "no blessed baseline cuad.all.json" in capsys.readouterr().err
    assert clausewright(monkeypatch, "bless", a, "--tolerance", "aupr=0.02", *where) == 0
    held = json.loads((tmp_path / "baselines" / "cuad.all.json").read_text())
    assert held["tolerances"]["aupr"] == 0.02
    assert clausewright(monkeypatch, "compare", a, *where) == 0
    assert clausewright(monkeypatch, "compare", b, *where) == 1
    assert clausewright(monkeypatch, "compare", a, b, *where) == 1
    assert "REGRESSED" in capsys.readouterr().out
    assert clausewright(monkeypatch, "compare", b, a, *where) == 0
    assert clausewright(monkeypatch, "compare", a, b, a, *where) == 0
    assert clausewright(monkeypatch, "bless", a, "--tolerance", "auprc=1", *where) == 2
    # a run that cannot be read is no regression
    (a / "metrics.json").unlink()
    assert clausewright(monkeypatch, "compare", a, *where) == 2


def test_rescore_report_and_export(
    runs: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    a, _ = runs
    data = ("--data", tmp_path / "cuad")
    assert clausewright(monkeypatch, "rescore", a, *data, "--out", tmp_path / "c") == 0
    assert "brier_skill" in capsys.readouterr().out
    assert clausewright(monkeypatch, "report", tmp_path / "c", "--samples", 3) == 0
    assert (tmp_path / "c" / "report.html").is_file()
    monkeypatch.setitem(sys.modules, "mlflow", None)
    assert clausewright(monkeypatch, "export", a, "--mlflow", "sqlite:///none.db") == 2
    assert "MLflow is not installed" in capsys.readouterr().err


def test_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "harbour.txt").write_bytes(HARBOUR.encode())
    (tmp_path / "map.yaml").write_text("layout: cuad\nlabels: {Venue: Governing Law}\n")
    start = HARBOUR.index("Norway")
    lines = ["document,start,end,text,label", f"harbour,{start},{start + 6},Norway,Venue"]
    (tmp_path / "labels.csv").write_text("\n".join(lines) + "\n")
    options = ("--map", tmp_path / "map.yaml", "--texts", tmp_path, "--out", tmp_path / "set")
    assert clausewright(monkeypatch, "import", tmp_path / "labels.csv", *options) == 0
    assert "1 labels on 1 documents" in capsys.readouterr().out
    assert (tmp_path / "set" / "annotations.jsonl").is_file()


def test_cache_and_no_cache_exclude_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--data", tmp_path, "--out", tmp_path / "run", "--cache", tmp_path, "--no-cache")
    assert clausewright(monkeypatch, "run", "cuad", *options) == 2
    assert "one of them is allowed" in capsys.readouterr().err
