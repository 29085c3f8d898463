"""What the redliner is asked to do, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.errors import InvariantError
from pipeline.types.review import Outcome
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that stand or fall together, with an optional comment anchored at `anchor`.

    Mode "comment" leaves the text alone and writes the comment only. Newlines in `comment` part
    its paragraphs.
    """

    id: str
    edits: tuple[Edit, ...]
    comment: str | None
    anchor: Span
    mode: Literal["tracked", "comment"] = "tracked"

    def __post_init__(self) -> None:
        if self.mode == "tracked" and not self.edits:
            raise InvariantError(f"tracked change {self.id} has no edit")
        if self.mode == "comment" and not self.comment:
            raise InvariantError(f"change {self.id} is a comment without words")


@dataclass(frozen=True, slots=True)
class Redlined:
    """The written file. `applied` was read back; `notes` are remarks on applied changes."""

    data: bytes
    applied: tuple[str, ...]
    refused: tuple[Outcome, ...]
    notes: tuple[Outcome, ...] = ()
