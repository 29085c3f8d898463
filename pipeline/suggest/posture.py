"""What is asked for, by posture (design decision 9)."""

from __future__ import annotations

from pipeline.playbook.entry import Target
from pipeline.types.deal import Posture
from pipeline.types.deviation import Deviation, Severity, Stance

_UNACCEPTABLE = frozenset({Stance.UNACCEPTABLE})
_BELOW_PREFERRED = frozenset({Stance.UNACCEPTABLE, Stance.FALLBACK})


def asked(deviation: Deviation, posture: Posture, conflicting: bool) -> bool:
    """Say whether this posture edits for the deviation.

    Standard: unacceptable, missing, or at fallback in a clause that conflicts with another.
    Opening: also fallback. Closing: unacceptable of high severity alone.
    """
    stance = deviation.stance
    if posture is Posture.CLOSING:
        return stance is Stance.UNACCEPTABLE and deviation.severity is Severity.HIGH
    if stance in (Stance.UNACCEPTABLE, Stance.MISSING):
        return True
    return stance is Stance.FALLBACK and (posture is Posture.OPENING or conflicting)


def unwanted(deviation: Deviation) -> frozenset[Stance]:
    """Return the stances an edit must leave behind: mending fallback means reaching preferred."""
    return _BELOW_PREFERRED if deviation.stance is Stance.FALLBACK else _UNACCEPTABLE


def target(deviation: Deviation, posture: Posture) -> Target:
    """Return the position whose language is used: preferred when opening, fallback later."""
    if posture is Posture.OPENING or deviation.stance in (Stance.MISSING, Stance.FALLBACK):
        return "preferred"
    return "fallback"
