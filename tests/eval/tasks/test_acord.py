"""The retrieval task end to end on a small folder, its cache of vectors, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.predictions import Prediction
from eval.run_folder import read_manifest, read_predictions, read_run
from eval.runs import Order, run_task
from eval.show import show_run
from eval.task import find_task, on_split
from models.keyword_tagger import KeywordTagger
from models.tagger import Tagger
from pipeline.errors import DataError, UsageError
from tests.eval.acord_folder import CORPUS, WordVectors, write_acord


def order(folder: Path, tagger: Tagger | None) -> Order:
    return Order(on_split(find_task("acord"), "own"), folder, None, "own", tagger)


class Stopping(WordVectors):
    """Is interrupted when it is given its `after`-th text."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = super().embed(texts)
        if self.texts >= self.after:
            raise KeyboardInterrupt
        return vectors


class NoNumbers(WordVectors):
    """Gives vectors that are none."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(super().embed(texts) * np.nan, np.float32)


def test_run(tmp_path: Path) -> None:
    out = run_task(order(write_acord(tmp_path / "acord"), WordVectors()), tmp_path / "run")
    figures = read_run(out).metrics
    # words and meaning agree: the cap before the fraud exception, and the law first
    assert figures["ndcg_at_10"].value == pytest.approx(1)
    assert figures["p_at_5_3_star"].value == pytest.approx((2 + 1) / 10)
    assert figures["p_at_5_5_star_normalised"].n == 1
    # four clauses are in reach, of which three and one are judged
    assert figures["judged_at_10_whole_corpus"].value == pytest.approx((3 / 4 + 1 / 4) / 2)
    best = next(one for one in read_predictions(out) if one.contract == "law")
    assert (best.category, best.text) == ("c3", CORPUS["c3"])
    manifest = read_manifest(out)
    assert manifest["config"]["split"] == "own"
    assert manifest["documents"] == ['"as is" cap on liability', "law"]


def test_other_data_under_a_pinned_name_is_told(tmp_path: Path) -> None:
    folder = write_acord(tmp_path / "acord")
    (folder / "qrels" / "own.tsv").rename(folder / "qrels" / "valid.tsv")
    task = on_split(find_task("acord"), "valid")
    out = run_task(Order(task, folder, None, "valid", WordVectors()), tmp_path / "run")
    assert "OTHER DATA: not the pinned split valid (6 documents" in show_run(out)
    own = run_task(order(write_acord(tmp_path / "own"), WordVectors()), tmp_path / "own-run")
    assert "OTHER DATA" not in show_run(own)


def test_judged_clauses_are_told_however_far_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.tasks.acord.DEPTH", 1)
    out = run_task(order(write_acord(tmp_path / "acord"), WordVectors()), tmp_path / "run")
    told = [(one.contract, one.category) for one in read_predictions(out)]
    # the best of all is the best judged one for both queries
    assert told == [('"as is" cap on liability', "a1"), ("law", "c3")]
    qrels = "query-id\tcorpus-id\tscore\nlaw\td4\t1\n"
    folder = write_acord(tmp_path / "far", qrels=qrels)
    out = run_task(order(folder, WordVectors()), tmp_path / "far-run")
    # c3 is the best of the corpus, d4 the best of those judged
    assert [one.category for one in read_predictions(out)] == ["c3", "d4"]
    assert read_run(out).metrics["ndcg_at_10"].value == 1


def test_vectors_are_kept_between_runs(tmp_path: Path) -> None:
    folder = write_acord(tmp_path / "acord")
    with pytest.raises(KeyboardInterrupt):
        # the probe, four clauses, one query: stopped at the second
        run_task(order(folder, Stopping(7)), tmp_path / "run")
    again = WordVectors()
    run_task(order(folder, again), tmp_path / "run")
    # the probe and the query that was not done
    assert again.texts == 2


@pytest.mark.parametrize(
    ("tagger", "error", "named"),
    [
        pytest.param(KeywordTagger({"g_any": ["."]}), UsageError, "'keywords' has none", id="none"),
        pytest.param(NoNumbers(), DataError, "vector of text 0 of 4 is not finite", id="NaN"),
        pytest.param(None, UsageError, "needs a tagger", id="no tagger"),
    ],
)
def test_taggers_that_do_not_fit(
    tmp_path: Path, tagger: Tagger | None, error: type[Exception], named: str
) -> None:
    with pytest.raises(error, match=named):
        run_task(order(write_acord(tmp_path / "acord"), tagger), tmp_path / "run")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        pytest.param([("law", "z9")], "clause 'z9' for query 'law', which the data", id="clause"),
        pytest.param([("term", "c3")], "for query 'term', which the data lacks", id="query"),
        pytest.param([("law", "c3")] * 2, "'c3' is there twice for 'law'", id="twice"),
    ],
)
def test_predictions_that_do_not_fit(
    tmp_path: Path, said: list[tuple[str, str]], named: str
) -> None:
    task = on_split(find_task("acord"), "own")
    data = task.load(write_acord(tmp_path / "acord"), None)
    predictions = [Prediction(query, clause, "x", 0, 1, 0.5) for query, clause in said]
    with pytest.raises(DataError, match=named):
        task.score(data, predictions, frozenset(), 0)


def test_splits_are_named_where_there_are_some() -> None:
    with pytest.raises(UsageError, match="'acord' needs a split"):
        on_split(find_task("acord"), None)
    with pytest.raises(UsageError, match="'cuad' has no splits; split 'own'"):
        on_split(find_task("cuad"), "own")
