"""Which way a figure is better. All are better when higher, but those named here."""

from __future__ import annotations

ERRORS = "errors"
LOWER = frozenset({ERRORS, "ece", "laziness"})


def gain(name: str, before: float, after: float) -> float:
    """Return how much better `after` is, below zero when it is worse.

    `name` may be that of a part, as in "ece:Parties".
    """
    change = after - before
    return -change if name.split(":", 1)[0] in LOWER else change
