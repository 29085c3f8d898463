"""Reviews put together by hand, to be written as drafts."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.types.clause import Clause
from pipeline.types.deal import Deal
from pipeline.types.deviation import (
    Conflict,
    Deviation,
    Evidence,
    Queue,
    Route,
    RouteStrength,
    Severity,
    Stance,
)
from pipeline.types.document import Document
from pipeline.types.review import Review, RunInfo
from pipeline.types.span import Gap, Span
from pipeline.types.suggestion import Check, Edit, Suggestion, Unresolved


def document(text: str) -> Document:
    return Document("0" * 64, "deal.docx", "text/plain", text, ())


def deviation(
    text: str,
    number: int,
    words: str,
    strength: RouteStrength = RouteStrength.NONE,
    stance: Stance = Stance.UNACCEPTABLE,
) -> Deviation:
    at = text.index(words)
    quiet = stance in {Stance.PREFERRED, Stance.NEUTRAL}
    queue = Queue.GENERAL if strength is RouteStrength.NONE else Queue.BIAS_EXPLAINABILITY
    return Deviation(
        f"d{number}",
        "c1",
        None,
        "training_on_customer_data",
        "supplier_may_train",
        stance,
        Severity.NONE if quiet else Severity.HIGH,
        (Evidence(Span(at, at + len(words)), words),),
        Route(queue, strength, "" if strength is RouteStrength.NONE else "it decides about people"),
        "the supplier may train on our data",
    )


def missing(offset: int, number: int) -> Deviation:
    return Deviation(
        f"d{number}",
        None,
        Gap(offset, "c1"),
        "audit",
        "required",
        Stance.MISSING,
        Severity.MEDIUM,
        (),
        Route(Queue.GENERAL),
        "no audit right",
    )


def suggestion(number: int, *edits: Edit) -> Suggestion:
    return Suggestion(
        f"s{number}",
        (f"d{number}",),
        "c1",
        edits,
        "Our data stays ours.",
        "Customer data is confidential.",
        "playbook",
        (Check("keeps_numbers", True), Check("no_new_terms", True)),
        precedents=("precedent-7",),
        legal_anchors=("Regulation 1, art. 2",),
    )


def replacing(text: str, old: str, new: str) -> Edit:
    at = text.index(old)
    return Edit(Span(at, at + len(old)), old, new)


def review(
    text: str,
    deviations: Sequence[Deviation],
    suggestions: Sequence[Suggestion] = (),
    unresolved: Sequence[Unresolved] = (),
    conflicts: Sequence[Conflict] = (),
) -> Review:
    doc = document(text)
    clause = Clause("c1", doc.id, None, Span(0, len(text)), text, number="1")
    return Review(
        doc,
        Deal(),
        (clause,),
        (),
        (),
        tuple(deviations),
        tuple(suggestions),
        tuple(unresolved),
        (),
        tuple(conflicts),
        RunInfo("0", "none"),
    )
