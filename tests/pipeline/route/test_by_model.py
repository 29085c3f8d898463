"""Routes by the model's own reading of a clause."""

from __future__ import annotations

import pytest

from pipeline.playbook.routing import ModelReading
from pipeline.route.by_model import by_model, is_route
from pipeline.types.deal import Known
from pipeline.types.deviation import RouteStrength
from pipeline.types.tag import Tag
from tests.pipeline.compare.build import Part, build

LIMITS = ModelReading(must=0.5, clear=0.8, consult=0.4, clause_type="fallback_type")
YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN
MUST, CONSULT = RouteStrength.MUST, RouteStrength.CONSULT


@pytest.mark.parametrize(
    ("must", "either", "use", "ai", "strength"),
    [
        pytest.param(0.5, 0.9, UNKNOWN, True, MUST, id="at the limit it must go"),
        pytest.param(0.49, 0.3, UNKNOWN, True, None, id="below both limits it stays"),
        pytest.param(0.49, 0.4, UNKNOWN, True, CONSULT, id="either way is shown as consult"),
        pytest.param(0.49, 0.4, NO, True, CONSULT, id="also where no consequential use is"),
        pytest.param(0.49, 0.4, YES, True, MUST, id="with a consequential use it must go"),
        pytest.param(0.79, 0.9, UNKNOWN, False, None, id="without AI only a clear reading counts"),
        pytest.param(0.8, 0.9, UNKNOWN, False, MUST, id="a clear reading needs no AI in play"),
        pytest.param(0.0, 0.0, YES, True, None, id="no reading, no reason"),
    ],
)
def test_scores_against_limits(
    must: float, either: float, use: Known, ai: bool, strength: RouteStrength | None
) -> None:
    analysis = build([Part("Words.", {"route:must": must, "route:any": either, "g_term": 0.3})])
    clause = analysis.clauses[0]
    found = by_model(clause.id, analysis, LIMITS, use, ai)
    assert [reason.strength for reason in found] == ([strength] if strength else [])
    for reason in found:
        assert reason.clause_type == "g_term"
        assert all(clause.span.covers(span) for span in reason.spans)


def test_a_clause_of_no_type_takes_the_name_from_the_data() -> None:
    analysis = build([Part("Words.", {"route:must": 0.9})])
    found = by_model(analysis.clauses[0].id, analysis, LIMITS, UNKNOWN, True)
    assert [reason.clause_type for reason in found] == ["fallback_type"]


def test_route_tags_are_told_from_types() -> None:
    clause = build(["Words."]).clauses[0]
    names = {"route:any": True, "route:must": True, "g_term": False, "router": False}
    tags = [Tag(clause.id, clause.span, name, 0.9, "model") for name in names]
    assert {tag.clause_type: is_route(tag) for tag in tags} == names
