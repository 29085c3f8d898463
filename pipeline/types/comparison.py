"""What comparing one document with the playbook gives."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types.deal import Known
from pipeline.types.deviation import Conflict, Deviation
from pipeline.types.precedence import Precedence
from pipeline.types.review import Missing


@dataclass(frozen=True, slots=True)
class Comparison:
    """`not_seen` names types that only a document not supplied may hold, with its name.

    `consequential` is the answer on consequential use and `consequential_by` who gave it; unknown
    raises `questions` for the intake. `notes` tell what the deal's documents leave open between
    them, `precedence` what they say of which prevails.
    """

    deviations: tuple[Deviation, ...]
    missing: tuple[Missing, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    not_seen: tuple[tuple[str, str], ...] = ()
    consequential: Known = Known.UNKNOWN
    consequential_by: str = "nobody"
    ai_in_play: bool = True
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    precedence: tuple[Precedence, ...] = ()
