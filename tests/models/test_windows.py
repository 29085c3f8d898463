"""Windows are cut between units, and each unit is owned once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.windows import pack

_units = st.lists(st.lists(st.integers(1, 99), min_size=1, max_size=40), max_size=60)


@given(_units, st.integers(8, 64), st.integers(0, 8))
def test_units_are_owned_once_and_windows_fit(
    units: list[list[int]], size: int, overlap: int
) -> None:
    windows = pack(units, size, overlap)
    assert [i for window in windows for i in range(window.own, window.stop)] == list(
        range(len(units))
    )
    for window in windows:
        assert len(window.tokens) <= size
        assert sum(len(units[i]) for i in range(window.first, window.own)) <= overlap
        assert [list(window.tokens[a:b]) for a, b in window.borders] == [
            units[i][:size] for i in range(window.first, window.stop)
        ]
