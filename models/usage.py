"""What a language model cost and how often it gave nothing usable."""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass, fields
from operator import add
from typing import Any

from pipeline.errors import DataError


@dataclass(frozen=True, slots=True)
class Usage:
    """`calls` were asked, each with at most one second try, counted in `retries`.

    `invalid_calls` had no usable answer after that; of `rows` in usable answers `invalid_rows` were
    dropped. Tokens and `seconds` are of all tries, but for the tokens of `untold` tries, which
    failed or whose server does not tell them.
    """

    calls: int = 0
    retries: int = 0
    invalid_calls: int = 0
    rows: int = 0
    invalid_rows: int = 0
    untold: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    seconds: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        """Return both together."""
        return Usage(*map(add, astuple(self), astuple(other)))

    @property
    def tokens(self) -> int | None:
        """Return the known tokens of prompts and answers, None when those of no try are known."""
        total = self.prompt_tokens + self.answer_tokens
        return None if self.untold and not total else total

    def row(self) -> dict[str, Any]:
        """Return the usage as a JSON object."""
        return {**asdict(self), "seconds": round(self.seconds, 4)}


def usage_from(row: Any, where: str) -> Usage | None:  # noqa: ANN401
    """Read a usage, None for none; raises DataError when a number is missing or none."""
    if row is None:
        return None
    if not isinstance(row, dict):
        raise DataError(f"{where}: usage {row!r}; an object is needed")
    for one in fields(Usage):
        value = row.get(one.name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
            raise DataError(f"{where}: {one.name} is {value!r}; a number from 0 is needed")
    return Usage(**{one.name: row[one.name] for one in fields(Usage)})
