from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.playbook.conflict_rules import ConflictRule

SIDE = {"tests": ({"any": (r"\blaw\b",)},), "term": "law"}


def rule(**given: Any) -> ConflictRule:
    common = {"id": "r", "why": "W.", "severity": "low", "queue": "general"}
    return ConflictRule.model_validate({**common, **given})


def test_b_not_given_is_as_a() -> None:
    made = rule(a=SIDE, differ=True, across=True)
    assert made.b == made.a


@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param(
            {"a": {**SIDE, "term": None}, "differ": True},
            "term on both sides",
            id="no term to compare",
        ),
        pytest.param({"a": SIDE, "differ": True, "longer": "a"}, "both", id="longer and differ"),
        pytest.param({"b": SIDE}, "a", id="a is never left out"),
        pytest.param(
            {"a": {"term": "law"}}, "needs signals or tests", id="a side that says nothing"
        ),
    ],
)
def test_rules_that_say_nothing_are_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        rule(**given)
