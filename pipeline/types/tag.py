"""Tags: which clause type a stretch of text is."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import InvariantError
from pipeline.types.span import Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A clause type held by a clause or a part of it.

    `score` lies in [0, 1] and is calibrated with per-type thresholds folded in, so 0.5 and more
    means asserted. `source` names who said so: "ensemble", "linear", "encoder", "fragments",
    "examples" (a type taught in this home), "cue", "person".
    """

    clause_id: str
    span: Span
    clause_type: str
    score: float
    source: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise InvariantError(f"tag score {self.score} must lie in [0, 1]")

    @property
    def asserted(self) -> bool:
        """Say whether the tagger stands behind this tag."""
        return self.score >= 0.5
