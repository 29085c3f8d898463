"""Ratios over contracts."""

from __future__ import annotations

import pytest

from eval.scorers.ratio import Ratios


def test_sums_are_divided_and_not_the_ratios_averaged() -> None:
    # 1 of 1 and 1 of 4: 2 of 5, where the mean of shares would be .625
    found = Ratios(["a", "b"], 0, 1).share([("a", True), ("b", True), *[("b", False)] * 3])
    assert found.value == pytest.approx(0.4)
    assert (found.n, found.failed) == (5, 1)
    # a resample holds a alone, b alone or both: no other value can be drawn
    assert found.draws is not None
    assert {round(x, 3) for x in found.draws} == {1.0, 0.4, 0.25}
    assert found.ci95 == (0.25, 1.0)


def test_nothing_below_is_not_measured() -> None:
    found = Ratios(["a"], 0, 0).of({"a": 3}, {})
    assert (found.value, found.n, found.ci95) == (None, 0, None)


def test_a_resample_without_the_contract_has_no_value() -> None:
    found = Ratios(["a", "b"], 0, 0).of({"a": 3}, {"a": 2})
    assert found.value == 1.5
    assert found.draws is not None
    known = found.draws[found.draws == found.draws]
    assert 0 < len(known) < len(found.draws)
    assert set(known) == {1.5}
