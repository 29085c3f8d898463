"""A norm: who may, must or must not do what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.types.span import Span

Actor = Literal["supplier", "customer", "either", "other"]


class Modality(StrEnum):
    """What a norm does to its actor."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class Norm:
    """One modal statement; spans are half-open code points of the text given to `norms`.

    `action` holds the verbs: the head verb, verbs joined to it, and after "to" the verbs of its
    purpose ("use, copy to train"). `object` is the rest of the statement, with the subject first
    where the verb is passive. `actor_span` is where the actor is named, None where nobody is.
    `core` runs over the modal words and the head verb, `span` over the whole statement.
    """

    modality: Modality
    actor: Actor
    actor_span: Span | None
    action: str
    object: str
    span: Span
    core: Span
