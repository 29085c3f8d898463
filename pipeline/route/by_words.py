"""Reasons that lie in the clause's own words: triggers 2 to 6, with guards against lookalikes."""

from __future__ import annotations

import re

from pipeline.playbook.routing import Routing, Trigger, WordTest
from pipeline.route.reason import Reason
from pipeline.signals.patterns import holds, masked
from pipeline.signals.reading import Reading
from pipeline.types.deal import Known
from pipeline.types.deviation import RouteStrength
from pipeline.types.span import Span


def by_words(
    reading: Reading, routing: Routing, consequential: Known, ai_in_play: bool
) -> list[Reason]:
    """Return a reason per trigger that some sentence of the clause meets.

    A trigger that needs a consequential use counts unless that use is ruled out, or no AI is in
    play; one that eases is then shown as consult. Unknown is never read as no.
    """
    out = []
    for trigger in routing.triggers:
        strength = _strength(trigger, consequential, ai_in_play)
        if strength is RouteStrength.NONE:
            continue
        spans: list[Span] = []
        for sentence in reading.sentences:
            for test in trigger.tests:
                match = _guarded(test, sentence.text, routing)
                places = sentence.locate(match.start(), match.end()) if match else ()
                if any(reading.span.overlaps(place) for place in places):
                    spans += [p for p in places if reading.span.overlaps(p)]
                    break
        if spans:
            words = f"{trigger.title} (trigger {trigger.number})"
            rule = f"trigger:{trigger.number}:{trigger.id}"
            out.append(Reason(rule, words, strength, trigger.clause_type, tuple(spans)))
    return out


def _guarded(test: WordTest, text: str, routing: Routing) -> re.Match[str] | None:
    if holds(test, text) is None:
        return None
    return holds(test, masked(text, routing.guards))


def _strength(trigger: Trigger, consequential: Known, ai_in_play: bool) -> RouteStrength:
    if trigger.needs == "nothing":
        return RouteStrength.MUST
    if not ai_in_play:
        return RouteStrength.NONE
    if trigger.needs == "ai":
        return RouteStrength.MUST
    if consequential is Known.NO:
        return RouteStrength.CONSULT if trigger.eases else RouteStrength.NONE
    return RouteStrength.MUST
