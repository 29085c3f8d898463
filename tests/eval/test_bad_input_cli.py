"""`clausewright eval run` on bad input: one clear line, and no figures; an interruption is no loss.

Damage to a finished run is in test_bad_runs.py, each kind of wrong row in tests/eval/datasets.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from api.cli import main
from eval.predictions import Prediction
from eval.run_folder import read_partial
from eval.task import find_task, on_split
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError
from tests.conftest import REPO
from tests.eval.acord_folder import CORPUS, WordVectors, write_acord
from tests.eval.cuad_folder import rows, write_cuad, write_rows, write_terms
from tests.eval.nli_folder import whole, write_nli

PATTERNS = {
    "cuad:Governing Law": ["governed by"],
    "cuad:Audit Rights": ["inspect"],
    "g_order_payment_fees": ["fall due"],
}
Make = Callable[[Path], Path]


class Killed(KeywordTagger):
    """Is killed at the second document, as by Ctrl-C."""

    calls = 0

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        if self.calls > 1:
            raise KeyboardInterrupt
        return super().tag(units)


class AllNaN(KeywordTagger):
    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(units), len(self.labels)), np.nan, np.float32)


@pytest.fixture
def tagger(monkeypatch: pytest.MonkeyPatch) -> Callable[[KeywordTagger], None]:
    """Puts a tagger of ours in place of the shipped weights; says which."""

    def use(one: KeywordTagger) -> None:
        monkeypatch.setattr("eval.commands._tagger", lambda *given: (one, None))

    return use


def clausewright(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["clausewright", "eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def cuad(folder: Path, spoil: Callable[[list[dict[str, Any]]], Any] = lambda found: None) -> Path:
    found = rows()
    spoil(found)
    return write_cuad(folder, found)


def without(make: Make, *names: str) -> Make:
    def made(folder: Path) -> Path:
        make(folder)
        for name in names:
            (folder / name).unlink()
        return folder

    return made


def emptied(folder: Path) -> Path:
    write_cuad(folder)
    (folder / "contracts" / "quarry.txt").write_text(" \n")
    return folder


def changed(folder: Path) -> Path:
    write_cuad(folder)
    path = folder / "contracts" / "quarry.txt"
    path.write_bytes(path.read_bytes().replace(b"Rent falls", b"Rents fall"))
    write_rows(folder / "annotations.jsonl", [row for row in rows() if not row["spans"]])
    return folder


def outside(found: list[dict[str, Any]]) -> None:
    found[0]["spans"][0].update(start=90_000, end=90_010)


def nli_outside(folder: Path) -> Path:
    data = whole()
    data["documents"][0]["spans"][-1] = [110, 9_000]
    return write_nli(folder, data)


OWN = ("--split", "own")


@pytest.mark.parametrize(
    ("task", "make", "options", "named"),
    [
        pytest.param("cuad", lambda f: f, (), "no folder 'contracts'", id="cuad: no folder"),
        pytest.param("acord", lambda f: f, OWN, "no split 'own'; qrels/ has []", id="acord: none"),
        pytest.param("contract_nli", lambda f: f, OWN, "no split 'own'; there are []", id="nli: none"),
        pytest.param("ai_clauses", lambda f: f, (), "folder of labelled terms", id="terms: none"),
        # another task's folder
        pytest.param("cuad", write_acord, (), "laid out like CUAD is needed", id="cuad: acord's"),
        pytest.param("acord", write_cuad, OWN, "qrels/ has []", id="acord: cuad's"),
        pytest.param("contract_nli", write_cuad, OWN, "there are []", id="nli: cuad's"),
        pytest.param("ai_clauses", write_cuad, (), "labelled terms is needed", id="terms: cuad's"),
        # half a folder
        pytest.param("cuad", without(write_cuad, "annotations.jsonl"), (), "cannot be read", id="no labels"),
        pytest.param("acord", without(write_acord, "corpus.jsonl"), OWN, "cannot be read", id="no corpus"),
        # wrong content
        pytest.param("cuad", emptied, (), "empty contract", id="empty contract"),
        pytest.param("cuad", lambda f: cuad(f, outside), (), "outside", id="gold outside the text"),
        pytest.param("contract_nli", nli_outside, OWN, "inside the", id="nli span outside the text"),
        pytest.param("acord", lambda f: write_acord(f, corpus=json.dumps({"_id": "a1", "text": CORPUS["a1"]}) + "\n"),
                     OWN, "is not in corpus.jsonl", id="acord: judged but not there"),
        pytest.param("cuad", changed, (), "has SHA-256", id="pinned hash differs"),
        # the order itself
        pytest.param("acord", write_acord, (), "needs a split", id="no split named"),
        pytest.param("cuad", write_cuad, OWN, "has no splits", id="split of none"),
        pytest.param("cuads", write_cuad, (), "unknown task 'cuads'", id="unknown task"),
    ],
)  # fmt: skip
def test_one_clear_line_and_no_figures(
    tmp_path: Path,
    tagger: Callable[[KeywordTagger], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    task: str,
    make: Make,
    options: Sequence[str],
    named: str,
) -> None:
    tagger(WordVectors() if task == "acord" else KeywordTagger(PATTERNS))
    data, out = make(tmp_path / "data"), tmp_path / "run"
    code = clausewright(monkeypatch, "run", task, "--data", data, "--out", out, *options)
    told = capsys.readouterr()
    assert code in (1, 2)
    assert named in told.err
    assert len(told.err.splitlines()) == 1
    assert told.out == ""
    assert not out.exists()


@pytest.mark.parametrize(
    ("ids", "named"),
    [
        pytest.param("harbour\nheron\n", "'heron' has no annotations", id="unknown contract"),
        pytest.param("harbour\nquarry\nharbour\n", "'harbour' is asked for twice", id="twice"),
        pytest.param("\n \n", "names no contract", id="none"),
        pytest.param(None, "cannot be read", id="no file"),
    ],
)
def test_ids(
    tmp_path: Path,
    tagger: Callable[[KeywordTagger], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ids: str | None,
    named: str,
) -> None:
    tagger(KeywordTagger(PATTERNS))
    path, out = tmp_path / "ids.txt", tmp_path / "run"
    if ids is not None:
        path.write_text(ids)
    data = write_cuad(tmp_path / "cuad")
    given = ("--data", data, "--ids", path, "--out", out)
    assert clausewright(monkeypatch, "run", "cuad", *given) == 1
    assert named in capsys.readouterr().err
    assert not out.exists()


def test_an_unknown_tagger_is_named_with_those_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write_cuad(tmp_path / "cuad")
    given = ("--data", data, "--out", tmp_path / "run", "--tagger", "liner")
    assert clausewright(monkeypatch, "run", "cuad", *given) == 2
    told = capsys.readouterr().err
    assert "unknown tagger 'liner'" in told
    assert "linear" in told


def test_a_killed_run_goes_on_to_the_same_figures(
    tmp_path: Path,
    tagger: Callable[[KeywordTagger], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data, out = write_cuad(tmp_path / "cuad"), tmp_path / "run"
    tagger(Killed(PATTERNS))
    assert clausewright(monkeypatch, "run", "cuad", "--data", data, "--out", out) != 0
    assert [done.document for done in read_partial(out)] == ["harbour"]
    assert clausewright(monkeypatch, "show", out) == 1
    assert "unfinished run, 1 of 2 documents" in capsys.readouterr().err
    tagger(KeywordTagger(PATTERNS))
    assert clausewright(monkeypatch, "run", "cuad", "--data", data, "--out", out) == 0
    other = tmp_path / "whole"
    assert clausewright(monkeypatch, "run", "cuad", "--data", data, "--out", other) == 0
    for name in ("metrics.json", "scores.jsonl", "predictions.jsonl"):
        assert (out / name).read_bytes() == (other / name).read_bytes()


def test_a_run_begun_by_an_older_version_is_not_gone_on_with(
    tmp_path: Path,
    tagger: Callable[[KeywordTagger], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data, out = write_cuad(tmp_path / "cuad"), tmp_path / "run"
    tagger(Killed(PATTERNS))
    clausewright(monkeypatch, "run", "cuad", "--data", data, "--out", out)
    held = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps(held | {"format": 0}))
    tagger(KeywordTagger(PATTERNS))
    assert clausewright(monkeypatch, "run", "cuad", "--data", data, "--out", out) == 1
    assert "run format 0; this version reads 1" in capsys.readouterr().err
    assert not (out / "metrics.json").exists()


@pytest.mark.parametrize(
    ("task", "make"),
    [
        pytest.param("cuad", write_cuad, id="cuad"),
        pytest.param("ai_clauses", write_terms, id="ai_clauses"),
    ],
)
def test_nan_from_a_tagger_makes_no_figures(
    tmp_path: Path,
    tagger: Callable[[KeywordTagger], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    task: str,
    make: Make,
) -> None:
    tagger(AllNaN(PATTERNS))
    data, out = make(tmp_path / "data"), tmp_path / "run"
    assert clausewright(monkeypatch, "run", task, "--data", data, "--out", out) == 1
    assert "gave nan to unit 0" in capsys.readouterr().err
    assert not (out / "metrics.json").exists()


def rewrite(**values: object) -> Callable[[str], str]:
    return lambda line: json.dumps(json.loads(line) | values) + "\n"


@pytest.mark.parametrize(
    ("task", "make", "edit", "named"),
    [
        pytest.param("cuad", write_cuad, rewrite(score=float("nan")), "NaN is no number", id="NaN"),
        pytest.param("cuad", write_cuad, rewrite(contract="heron"), "heron", id="cuad: no such contract"),
        pytest.param("cuad", write_cuad, rewrite(category="Weather"), "Weather", id="cuad: no such category"),
        pytest.param("ai_clauses", write_terms, rewrite(contract="heron"), "heron", id="terms: no such document"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["rescore", "report"])
def test_predictions_that_are_not_of_the_data(
    tmp_path: Path,
    tagger: Callable[[KeywordTagger], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    task: str,
    make: Make,
    edit: Callable[[str], str],
    named: str,
) -> None:
    tagger(KeywordTagger(PATTERNS))
    data, out = make(tmp_path / "data"), tmp_path / "run"
    assert clausewright(monkeypatch, "run", task, "--data", data, "--out", out) == 0
    before = (out / "metrics.json").read_bytes()
    lines = (out / "predictions.jsonl").read_text().splitlines(keepends=True)
    (out / "predictions.jsonl").write_text("".join([edit(lines[0]), *lines[1:]]))
    capsys.readouterr()
    assert clausewright(monkeypatch, command, out, "--data", data) == 1
    told = capsys.readouterr()
    assert named in told.err
    assert told.out == ""
    assert (out / "metrics.json").read_bytes() == before
    assert not (out / "report.html").exists()


def test_segment_predictions_of_a_contract_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = write_cuad(tmp_path / "data"), tmp_path / "run"
    assert clausewright(monkeypatch, "run", "segment", "--data", data, "--out", out) == 0
    lines = (out / "predictions.jsonl").read_text().splitlines(keepends=True)
    (out / "predictions.jsonl").write_text(rewrite(contract="heron")(lines[0]) + "".join(lines[1:]))
    before = (out / "metrics.json").read_bytes()
    assert clausewright(monkeypatch, "rescore", out, "--data", data) == 1
    assert "prediction for 'heron', which the data lacks" in capsys.readouterr().err
    assert (out / "metrics.json").read_bytes() == before


def test_a_route_that_is_none_is_not_counted_as_one() -> None:
    task = on_split(find_task("routing"), "open")
    data = task.load(REPO / task.data, None)
    name, clause = next(iter(data.items.items()))
    said = Prediction(name, "Weather", clause.text, 0, len(clause.text), 1.0)
    with pytest.raises(DataError, match="route 'Weather'; must or consult is needed"):
        task.score(data, [said], frozenset(), 0)
