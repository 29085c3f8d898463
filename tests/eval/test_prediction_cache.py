"""A second run asks no tagger; other weights, text, labels or code do; damage is asked for again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from eval import prediction_cache
from eval.prediction_cache import Kept, PredictionCache
from eval.predictions import Prediction
from eval.run_folder import read_manifest
from eval.runs import Order, run_task
from eval.show import show_run
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError, TaggingFailed
from tests.eval.cuad_folder import TEXTS, rows, write_cuad

PATTERNS = {"cuad:Governing Law": ["governed by"], "cuad:Audit Rights": ["inspect"]}


class Counting(KeywordTagger):
    """Counts how often it is asked, and fails on documents with a word, if told to."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], fails_on: str | None = None) -> None:
        super().__init__(patterns)
        self.calls = 0
        self.fails_on = fails_on

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        if self.fails_on and any(self.fails_on in unit for unit in units):
            raise TaggingFailed("no usable answer")
        return super().tag(units)


def order(tmp_path: Path, tagger: KeywordTagger, **more: Any) -> Order:
    folder = tmp_path / "cuad"
    if not folder.exists():
        write_cuad(folder)
    settings = {"weights_sha256": "a" * 64, "cache": tmp_path / "cache", **more}
    return Order(find_task("cuad"), folder, None, "all", tagger, **settings)


def calls(tmp_path: Path, out: str, tagger: KeywordTagger | None = None, **more: Any) -> int:
    """Run with a fresh counting tagger and return how often it was asked (two documents)."""
    asked = tagger or Counting(PATTERNS)
    assert isinstance(asked, Counting)
    run_task(order(tmp_path, asked, **more), tmp_path / out)
    return asked.calls


def test_second_run_asks_nothing_and_says_the_same(tmp_path: Path) -> None:
    assert calls(tmp_path, "one") == 2
    assert calls(tmp_path, "two") == 0
    for name in ("predictions.jsonl", "scores.jsonl", "metrics.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert read_manifest(tmp_path / "one")["cached_documents"] == 0
    assert read_manifest(tmp_path / "two")["cached_documents"] == 2
    assert "2 documents answered from kept predictions" in show_run(tmp_path / "two")


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        pytest.param({"weights_sha256": "b" * 64}, 2, id="other weights"),
        pytest.param({"weights_sha256": None}, 2, id="weights not pinned: nothing is kept"),
        pytest.param({"cache": None}, 2, id="no cache"),
        pytest.param({"seed": 5}, 0, id="the seed of the bootstrap changes no prediction"),
        pytest.param({"tagger": Counting({**PATTERNS, "g_term": ["term"]})}, 2, id="more labels"),
    ],
)
def test_what_changes_the_key(tmp_path: Path, more: dict[str, Any], asked: int) -> None:
    calls(tmp_path, "one")
    assert calls(tmp_path, "two", **more) == asked


def test_changed_text_is_asked_for_alone(tmp_path: Path) -> None:
    calls(tmp_path, "one")
    text = tmp_path / "cuad" / "contracts" / "quarry.txt"
    text.write_text(TEXTS["quarry"] + "The customer may inspect the quarry.\n")
    (tmp_path / "cuad" / "contracts.jsonl").unlink()
    assert len(rows()) == 8
    assert calls(tmp_path, "two") == 1


def test_changed_code_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls(tmp_path, "one")
    monkeypatch.setattr(prediction_cache, "code_sha256", lambda: "0" * 64)
    assert calls(tmp_path, "two") == 2


def test_code_left_out_of_the_key_is_imported_by_no_task() -> None:
    script = (
        "import sys; from eval.task import all_tasks; all_tasks(); "
        "print([m for m in sys.modules if m.startswith(('eval.compare', 'eval.labels', 'eval.report'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-7], id="cut off"),
        pytest.param(lambda data: data.replace(b"governed", b"Governed"), id="a word changed"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"\xff\xfe" + data, id="not text"),
    ],
)
def test_damaged_entry_is_asked_for_again_and_told(tmp_path: Path, damage: Any) -> None:
    calls(tmp_path, "one")
    path = next(
        path for path in (tmp_path / "cache").rglob("*.json") if b"harbour" in path.read_bytes()
    )
    path.write_bytes(damage(path.read_bytes()))
    assert calls(tmp_path, "two") == 1
    assert read_manifest(tmp_path / "two")["cache_damaged"] == 1
    assert "1 kept predictions were damaged and were asked for again" in show_run(tmp_path / "two")
    same = [(tmp_path / run / "metrics.json").read_bytes() for run in ("one", "two")]
    assert same[0] == same[1]
    # it is whole again
    assert calls(tmp_path, "three") == 0


def test_failed_documents_are_not_kept(tmp_path: Path) -> None:
    calls(tmp_path, "one", Counting(PATTERNS, fails_on="lease"))
    assert calls(tmp_path, "two") == 1


def test_kept_is_private_and_comes_back(tmp_path: Path) -> None:
    cache = PredictionCache(tmp_path / "cache", {"task": "cuad"})
    kept = Kept((Prediction("c", "Parties", "Ä\ud800", 0, 2, 0.25),), 1.5)
    key = cache.key("c", {"text": "one", "gold": frozenset({"b", "a"})})
    assert key is not None
    cache.put(key, kept)
    assert cache.get(key) == kept
    assert (tmp_path / "cache" / key[:2]).stat().st_mode & 0o077 == 0


def test_what_was_not_used_longest_goes_first(tmp_path: Path) -> None:
    cache = PredictionCache(tmp_path / "cache", {})
    keys = [str(cache.key(name, name)) for name in "abc"]
    for age, key in enumerate(keys):
        cache.put(key, Kept((), 1.0))
        os.utime(tmp_path / "cache" / key[:2] / f"{key}.json", (age, age))
    one = (tmp_path / "cache" / keys[0][:2] / f"{keys[0]}.json").stat().st_size
    assert cache.trim() == 0
    assert cache.get(keys[0]) is not None  # used now, so "b" is the oldest
    assert cache.trim(2 * one) == 1
    assert [cache.get(key) is not None for key in keys] == [True, False, True]


def test_what_is_not_plain_has_no_key(tmp_path: Path) -> None:
    cache = PredictionCache(tmp_path / "cache", {})
    assert cache.key("c", {"vector": np.zeros(3)}) is None
    assert cache.key("c", {1: "one"}) is None
    assert cache.key("c", ("a", 1)) != cache.key("c", ("a", 2))
    assert cache.key("c", {"a": 1, "b": 2}) == cache.key("c", {"b": 2, "a": 1})


def test_a_file_in_place_of_the_cache_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    tagger = Counting(PATTERNS)
    with pytest.raises(DataError, match="is a file; a folder for cached predictions"):
        run_task(replace(order(tmp_path, tagger), seed=1), tmp_path / "run")
