"""What a tagger that asks a language model cost, as figures beside those of the task."""

from __future__ import annotations

from collections.abc import Iterable

from eval.metric import Metric
from models.usage import Usage

COSTS = frozenset({"tokens", "seconds"})  # of a machine and a day: no baseline holds them


def total(parts: Iterable[Usage | None]) -> Usage | None:
    """Return the usage of all documents, None when none of them has any."""
    known = [one for one in parts if one is not None]
    return sum(known, Usage()) if known else None


def usage_metrics(usage: Usage | None, failed: int) -> dict[str, Metric]:
    """Return invalid calls a call, invalid rows a row, tokens and seconds; nothing for None."""
    if usage is None:
        return {}
    calls, rows = usage.calls, usage.rows
    return {
        "invalid_rate": Metric(usage.invalid_calls / calls if calls else None, calls, None, failed),
        "invalid_row_rate": Metric(usage.invalid_rows / rows if rows else None, rows, None, failed),
        "tokens": Metric(usage.tokens, calls, None, failed),
        "seconds": Metric(round(usage.seconds, 3), calls, None, failed),
    }
