"""The scale of ranked candidates: fitted, kept in a card, and never turning an order round."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.answers import RANKS, AnswerScale, fit_answer_scale, log_odds
from models.ensemble import Ensemble
from models.load import default_weights
from models.tagger import WithAnswers
from pipeline.errors import WeightsError

SCORES = st.floats(0, 1)


def test_a_scale_learns_what_over_confident_scores_are_worth() -> None:
    """Scores whose odds are the square of the true odds, and second ranks half as likely."""
    rng = np.random.default_rng(3)
    true = rng.uniform(0.05, 0.95, 20_000)
    said = true**2 / (true**2 + (1 - true) ** 2)
    rank = rng.integers(0, 2, len(true))
    right = rng.uniform(size=len(true)) < np.where(rank == 0, true, true / 2)
    scale = fit_answer_scale(said.tolist(), rank.tolist(), right.tolist())
    assert scale.slope < 0.6
    first = np.array([scale.score(s, 0) for s in said[rank == 0]])
    assert np.abs(first - true[rank == 0]).mean() < 0.05
    assert scale.score(0.7, 1) < scale.score(0.7, 0)


@given(SCORES, SCORES, st.integers(0, 30))
def test_within_a_rank_the_order_stays(low: float, high: float, rank: int) -> None:
    scale = AnswerScale(0.6, (-0.8, -1.2))
    low, high = sorted((low, high))
    assert 0 < scale.score(low, rank) <= scale.score(high, rank) < 1


def test_ranks_past_the_last_share_its_offset() -> None:
    scale = AnswerScale(1.0, (0.0, -1.0))
    assert scale.score(0.3, 1) == scale.score(0.3, RANKS + 9)
    assert scale.score(0.5, 0) == 0.5
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))


def test_a_card_keeps_it() -> None:
    scale = AnswerScale(0.61234567, (-0.8, -1.2))
    again = AnswerScale.of(scale.row())
    assert again.slope == pytest.approx(scale.slope, abs=1e-4)
    assert again.offsets == scale.offsets


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({}, id="empty"),
        pytest.param({"slope": 1.0, "offsets": []}, id="no offset"),
        pytest.param({"slope": -1.0, "offsets": [0]}, id="a slope that turns the order round"),
        pytest.param({"slope": float("nan"), "offsets": [0]}, id="no number"),
        pytest.param({"slope": 1.0, "offsets": 3}, id="no list"),
        pytest.param({"slope": "steep", "offsets": [0]}, id="words"),
    ],
)
def test_other_shapes_are_refused(row: dict[str, object]) -> None:
    with pytest.raises(WeightsError, match="answer scale"):
        AnswerScale.of(row)


def test_the_shipped_weights_have_one() -> None:
    tagger = Ensemble.load(default_weights())
    assert isinstance(tagger, WithAnswers)
    assert tagger.answers is not None
