"""The fragment scorer: what it adds up, what it refuses, and its weights in git."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.card import write_card
from models.fragments.scorer import FILE, WIDTH, FragmentScorer, hashed
from models.load import default_weights
from pipeline.errors import WeightsError

LABELS = ("cuad:Agreement Date", "cuad:Parties")


def scorer() -> FragmentScorer:
    weights = np.zeros((2, WIDTH), np.float32)
    weights[0, hashed(["form figured"])] = 2.0
    weights[1, hashed(["form quoted"])] = -1.0
    bias = np.array([-1.0, 0.5], np.float32)
    return FragmentScorer(LABELS, weights, bias, np.array([1.0, 2.0]), np.array([0.0, 0.25]))


def saved(folder: Path) -> Path:
    scorer().save(folder)
    write_card(folder, {"name": "t", "labels": [], "seen": {}}, [FILE])
    return folder


def test_log_odds_are_bias_and_weights_of_the_features_there() -> None:
    rows = [hashed(["form figured", "zone cover"]), hashed([])]
    assert scorer().log_odds(LABELS[0], rows).tolist() == [1.0, -1.0]


def test_scores_are_calibrated_by_slope_and_shift() -> None:
    found = scorer().scores(LABELS[1], [hashed(["form quoted"])])
    assert found.tolist() == pytest.approx([1 / (1 + np.exp(0.75))])


def test_a_feature_named_twice_counts_once() -> None:
    assert hashed(["a", "b", "a"]).tolist() == hashed(["b", "a"]).tolist()


@given(st.lists(st.text(max_size=20), max_size=30))
def test_any_features_have_a_place_and_a_score(names: list[str]) -> None:
    row = hashed(names)
    assert ((0 <= row) & (row < WIDTH)).all()
    score = scorer().scores(LABELS[0], [row])[0]
    assert 0 <= score <= 1


def test_what_is_saved_scores_the_same(tmp_path: Path) -> None:
    loaded = FragmentScorer.load(saved(tmp_path))
    rows = [hashed(["form figured"]), hashed(["form quoted"])]
    assert loaded.labels == LABELS
    for label in LABELS:
        assert loaded.scores(label, rows).tolist() == scorer().scores(label, rows).tolist()


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    folder = saved(tmp_path)
    path = folder / FILE
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(WeightsError, match="sha256"):
        FragmentScorer.load(folder)


def test_a_pinned_file_that_holds_no_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no archive")
    write_card(tmp_path, {"name": "t", "labels": [], "seen": {}}, [FILE])
    with pytest.raises(WeightsError, match="cannot be read"):
        FragmentScorer.load(tmp_path)


def test_an_unknown_label_is_refused_by_name() -> None:
    with pytest.raises(WeightsError, match="Governing Law"):
        scorer().scores("cuad:Governing Law", [])


@pytest.mark.parametrize(
    ("labels", "width", "value"),
    [
        # one row of weights is lacking
        pytest.param((*LABELS, "third"), WIDTH, 0.0, id="labels"),
        # another width than features are hashed to
        pytest.param(LABELS, WIDTH // 2, 0.0, id="width"),
        # a label twice
        pytest.param((LABELS[0], LABELS[0]), WIDTH, 0.0, id="repeated"),
        # not a number
        pytest.param(LABELS, WIDTH, np.nan, id="nan"),
    ],
)
def test_weights_that_do_not_fit_are_refused(
    labels: tuple[str, ...], width: int, value: float
) -> None:
    two = np.zeros(2, np.float32)
    with pytest.raises(WeightsError):
        FragmentScorer(labels, np.full((2, width), value, np.float32), two, two, two)


def test_the_shipped_weights_are_small_and_know_the_fragment_categories() -> None:
    folder = default_weights()
    assert (folder / FILE).stat().st_size < 3e6
    assert set(FragmentScorer.load(folder).labels) == {
        "cuad:Agreement Date",
        "cuad:Document Name",
        "cuad:Effective Date",
        "cuad:Parties",
    }
