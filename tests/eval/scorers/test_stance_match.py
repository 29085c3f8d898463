"""Rows of a review matched to gold units: each rule a row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.datasets.ai_terms import LabelledUnit
from eval.said import SaidDeviation, Words
from eval.scorers.stance_match import column, outcome
from pipeline.types.span import Span

# units at [0, 10), [10, 20), [20, 30), [30, 40)
UNITS = [
    LabelledUnit(f"{i:03}", Span(10 * i, 10 * i + 10), "", types, stance, False, "")
    for i, (types, stance) in enumerate(
        [
            (("cap", "disclaimer"), "unacceptable"),
            (("cap",), "preferred"),
            (("notice",), "neutral"),
            (("audit",), "fallback"),
        ]
    )
]


def row(kind: str, stance: str, *spans: tuple[int, int]) -> SaidDeviation:
    return SaidDeviation("c", 0, kind, stance, tuple(Words(Span(*one), "") for one in spans))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param([], "nothing", id="nothing said"),
        pytest.param([row("cap", "fallback", (0, 5))], "fallback", id="same type, same words"),
        pytest.param([row("cap", "fallback", (9, 11))], "fallback", id="one character is enough"),
        pytest.param([row("cap", "fallback", (10, 20))], "nothing", id="next unit only"),
        pytest.param([row("cap", "fallback", (10, 20), (0, 2))], "fallback", id="a second place"),
        pytest.param([row("disclaimer", "unacceptable", (0, 5))], "type_missed", id="second type"),
        pytest.param([row("audit", "neutral", (0, 5))], "type_missed", id="other type"),
        pytest.param(
            [row("audit", "unacceptable", (0, 5)), row("cap", "unclear", (0, 5))],
            "unclear",
            id="its own type before others",
        ),
        pytest.param(
            [row("cap", "preferred", (0, 5)), row("cap", "unacceptable", (5, 8))],
            "unacceptable",
            id="the worst stance",
        ),
        pytest.param(
            [row("cap", "unclear", (0, 5)), row("cap", "preferred", (0, 5))],
            "preferred",
            id="a position before unclear",
        ),
        pytest.param(
            [row("cap", "neutral", (0, 5)), row("cap", "unclear", (0, 5))],
            "unclear",
            id="unclear before neutral",
        ),
        pytest.param([row("cap", "neutral", (0, 5))], "neutral", id="neutral"),
    ],
)
def test_column(rows: Sequence[SaidDeviation], said: str) -> None:
    assert column(UNITS[0], rows) == said


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(row("cap", "unacceptable", (0, 5)), "right", id="first type and stance"),
        pytest.param(row("disclaimer", "unacceptable", (0, 5)), "right", id="any type of the unit"),
        pytest.param(row("cap", "fallback", (0, 5)), "other_stance", id="the other stance"),
        pytest.param(row("audit", "unacceptable", (0, 5)), "other_type", id="no type of the unit"),
        pytest.param(row("cap", "unacceptable", (10, 15)), "false", id="gold is preferred"),
        pytest.param(row("notice", "fallback", (20, 25)), "false", id="gold is neutral"),
        pytest.param(row("cap", "fallback", (50, 60)), "false", id="on no unit"),
        pytest.param(row("cap", "unacceptable", (0, 15)), "right", id="the best of two units"),
        pytest.param(
            row("audit", "unacceptable", (0, 5), (30, 35)), "other_stance", id="its type elsewhere"
        ),
    ],
)
def test_outcome(one: SaidDeviation, found: str) -> None:
    assert outcome(one, UNITS) == found
