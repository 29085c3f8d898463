"""A reason that lies in the tagger's own reading of where a clause goes, whatever its type."""

from __future__ import annotations

from models.routes import ROUTE_ANY, ROUTE_LABELS, ROUTE_MUST
from pipeline.playbook.routing import ModelReading
from pipeline.route.reason import Reason
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Known
from pipeline.types.deviation import RouteStrength
from pipeline.types.tag import Tag

_WORDS = "the model reads it as bearing on unequal results, reasons, or people's say over outputs"


def by_model(
    clause_id: str, analysis: Analysis, limits: ModelReading, consequential: Known, ai_in_play: bool
) -> list[Reason]:
    """Return at most one reason: must where the label for it scores enough, else consult.

    What only may bear on it must be seen too unless a consequential use is ruled out: unknown is
    never read as no. Where no AI is in play only a clear reading counts.
    """
    tags = analysis.tags_of(clause_id)
    must = next((tag for tag in tags if tag.clause_type == ROUTE_MUST), None)
    either = next((tag for tag in tags if tag.clause_type == ROUTE_ANY), None)
    about = next((tag.clause_type for tag in tags if not is_route(tag)), limits.clause_type)
    if must is not None and must.score >= (limits.must if ai_in_play else limits.clear):
        return [Reason("model:must", _WORDS, RouteStrength.MUST, about, (must.span,))]
    if either is not None and ai_in_play and either.score >= limits.consult:
        strength = RouteStrength.MUST if consequential is Known.YES else RouteStrength.CONSULT
        return [Reason("model:consult", _WORDS, strength, about, (either.span,))]
    return []


def is_route(tag: Tag) -> bool:
    """Say whether a tag tells where a clause goes, not what it is about."""
    return tag.clause_type in ROUTE_LABELS
