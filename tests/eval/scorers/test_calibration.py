"""Calibration figures against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from eval.evidence import Said
from eval.scorers.calibration import bin_of, calibration


def said(*pairs: tuple[float, bool], contract: str = "c") -> list[Said]:
    return [Said(contract, "Parties", 0, 1, score, right) for score, right in pairs]


@pytest.mark.parametrize(
    ("pairs", "value", "n"),
    [
        # one bin: mean score .25, one of four right
        pytest.param([(0.25, True)] + 3 * [(0.25, False)], 0.0, 4, id="calibrated"),
        # two bins: |.2 - 0| and |.8 - 1|, two predictions each
        pytest.param([(0.2, False)] * 2 + [(0.8, True)] * 2, 0.2, 4, id="too modest"),
        # three of .85 all wrong, one of .15 right: (3 * .85 + .85) / 4
        pytest.param([(0.85, False)] * 3 + [(0.15, True)], 0.85, 4, id="upside down"),
        # what lies below .1 or above .9 does not count
        pytest.param([(0.05, True), (0.95, False), (0.5, True)], 0.5, 1, id="ends left out"),
        # .1 and .9 themselves count
        pytest.param([(0.1, False), (0.9, True)], 0.1, 2, id="borders"),
        # within one bin over and under cancel out: mean .35, share .5
        pytest.param([(0.31, True), (0.39, False)], 0.15, 2, id="inside one bin"),
    ],
)
def test_ece(pairs: list[tuple[float, bool]], value: float, n: int) -> None:
    found = calibration(["c"], said(*pairs), 0)["ece"]
    assert found.value == pytest.approx(value)
    assert found.n == n


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        pytest.param([(1.0, True), (0.0, False)], 1.0, id="perfect"),
        pytest.param([(0.5, True), (0.5, False)], 0.0, id="the share itself"),
        # mean squared error 1, reference .25
        pytest.param([(0.0, True), (1.0, False)], -3.0, id="always wrong"),
        # errors .04, .04, .36, .16: mean .15; half are right: 1 - .15 / .25
        pytest.param([(0.8, True), (0.2, False), (0.6, False), (0.6, True)], 0.4, id="mixed"),
    ],
)
def test_brier_skill(pairs: list[tuple[float, bool]], value: float) -> None:
    assert calibration(["c"], said(*pairs), 0)["brier_skill"].value == pytest.approx(value)


@pytest.mark.parametrize(
    ("pairs", "unknown"),
    [
        pytest.param([], {"ece", "brier_skill"}, id="nothing said"),
        pytest.param([(0.95, True), (0.02, False)], {"ece"}, id="nothing from .1 to .9"),
        pytest.param([(0.5, True)], {"brier_skill"}, id="all right"),
        pytest.param([(0.5, False)], {"brier_skill"}, id="all wrong"),
    ],
)
def test_not_measured_is_not_zero(pairs: list[tuple[float, bool]], unknown: set[str]) -> None:
    found = calibration(["c", "d"], said(*pairs), 0)
    assert {name for name, metric in found.items() if metric.value is None} == unknown
    assert all(found[name].ci95 is None for name in unknown)


def test_interval_draws_whole_documents() -> None:
    # "a" is calibrated, "b" off by .3: a resample is "a" twice, "b" twice, or both
    rows = said(*[(0.5, True), (0.5, False)], contract="a")
    rows += said(*[(0.3, False)] * 2, contract="b")
    found = calibration(["a", "b"], rows, 3)["ece"]
    assert found.value == pytest.approx(0.15)
    assert found.draws is not None
    assert set(np.round(found.draws, 6)) == {0.0, 0.15, 0.3}


def test_bins_have_equal_width() -> None:
    middles = np.arange(0.15, 0.9, 0.1)
    assert bin_of(middles).tolist() == list(range(8))
    assert bin_of(np.array([0.1, 0.9])).tolist() == [0, 7]
