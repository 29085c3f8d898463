"""Why a clause goes to the specialist."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types.deviation import RouteStrength
from pipeline.types.span import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a rule's id, words for the reviewer, how strong, on what words of the clause."""

    rule: str
    words: str
    strength: RouteStrength
    clause_type: str
    spans: tuple[Span, ...] = ()


def strongest(reasons: list[Reason]) -> RouteStrength:
    """Return must when any reason is must, else consult; none without a reason."""
    strengths = {reason.strength for reason in reasons}
    for strength in (RouteStrength.MUST, RouteStrength.CONSULT):
        if strength in strengths:
            return strength
    return RouteStrength.NONE
