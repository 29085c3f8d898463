"""Which way a figure is better. All are better when higher, but those named here."""

from __future__ import annotations

ERRORS = "errors"
LOWER = frozenset(
    {
        ERRORS,
        "ece",
        "laziness",
        "unclear",
        "given_unclear",
        "false_per_10_pages",
        "false_unacceptable_per_10_pages",
        "wrongly_missing",
        "wrongly_missing_provisional",
        "wrongly_missing_there",
        "told_wrongly_missing",
        "told_wrongly_missing_provisional",
        "told_wrongly_missing_there",
        "invalid_rate",
        "invalid_row_rate",
        "tokens",
        "seconds",
    }
)


def gain(name: str, before: float, after: float) -> float:
    """Return how much better `after` is, below zero when it is worse.

    `name` may be that of a part, as in "ece:Parties".
    """
    change = after - before
    return -change if name.split(":", 1)[0] in LOWER else change
