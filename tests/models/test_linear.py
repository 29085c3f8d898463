"""The linear tagger: saved, loaded, and refused when its file is not what the card pins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from models.card import write_card
from models.features import features, words
from models.linear import LinearTagger
from pipeline.errors import WeightsError


def tagger() -> LinearTagger:
    vocabulary = ["cap", "governed", "liability", "liability cap"]
    weights = sparse.csr_array(np.array([[4, 0], [0, 6], [3, 0], [2, 0]], np.float32))
    idf = np.ones(4, np.float32)
    return LinearTagger(["cap", "law"], vocabulary, idf, weights, np.array([-3, -3], np.float32))


def test_words_that_count_raise_their_label_alone() -> None:
    scores = tagger().tag(["A liability cap.", "It is governed by law.", "Hello."])
    assert (scores > 0.5).tolist() == [[True, False], [False, True], [False, False]]


def test_saving_and_loading_gives_the_same_scores(tmp_path: Path) -> None:
    tagger().save(tmp_path)
    write_card(
        tmp_path, {"name": "t", "labels": ["cap", "law"], "seen": {"cuad": ["x"]}}, ["linear.npz"]
    )
    loaded = LinearTagger.load(tmp_path)
    units = ["A liability cap.", "Nothing."]
    assert np.allclose(loaded.tag(units), tagger().tag(units), atol=1e-2)
    assert loaded.seen == {"cuad": frozenset({"x"})}


def test_a_changed_file_is_refused_by_its_hash(tmp_path: Path) -> None:
    tagger().save(tmp_path)
    write_card(tmp_path, {"name": "t", "labels": ["cap", "law"], "seen": {}}, ["linear.npz"])
    (tmp_path / "linear.npz").write_bytes(b"other")
    with pytest.raises(WeightsError, match="sha256"):
        LinearTagger.load(tmp_path)


def test_weights_of_another_shape_are_refused() -> None:
    with pytest.raises(WeightsError, match="expected"):
        LinearTagger(
            ["a"], ["x"], np.ones(1, np.float32), sparse.csr_array((2, 1)), np.zeros(1, np.float32)
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Net 30 days", ["net", "00", "days"], id="digits become zeros"),
        pytest.param("$1,000,000", ["$", "0", "000", "000"], id="money keeps its sign"),
        pytest.param("Customer’s", ["customers"], id="apostrophes vanish"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_features_hold_pairs_and_looks() -> None:
    assert {"no cap", "SHORT", "CAPITALS"} <= set(features("NO CAP"))
