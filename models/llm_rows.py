"""The rows of a language model's answer: their schema, how units are shown, what is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

_LEAST = 3  # characters of a quote
_MARKS = re.compile(r"<{2,}|>{2,}")


@dataclass(frozen=True, slots=True)
class Row:
    """`unit` is a position from 0 in the call, `confidence` in [0, 1]."""

    unit: int
    label: str
    confidence: float


def schema_of(labels: Sequence[str], units: int) -> dict[str, Any]:
    """Return the JSON schema of an answer: flat, evidence before label."""
    row = {
        "unit": {"type": "integer", "minimum": 1, "maximum": units},
        "quote": {"type": "string"},
        "label": {"type": "string", "enum": list(labels)},
        "confidence": {"type": "integer", "minimum": 0, "maximum": 100},
    }
    item = _object(row)
    return _object({"rows": {"type": "array", "items": item}})


def shown_unit(number: int, text: str) -> str:
    """Return a unit between marks that the text itself cannot hold."""
    return f"<<unit {number}>>\n{_unmarked(text)}\n<<end>>"


def read_rows(
    text: str, units: Sequence[str], labels: Sequence[str]
) -> tuple[list[Row], int] | None:
    """Return the rows that `units` bear out and how many they do not; None for no answer at all."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return None
    listed = answer.get("rows") if isinstance(answer, dict) else None
    if not isinstance(listed, list):
        return None
    folded = [_folded(unit) for unit in units]
    found = [_row(one, folded, frozenset(labels)) for one in listed]
    good = [one for one in found if one is not None]
    return good, len(found) - len(good)


def _row(one: Any, folded: Sequence[str], labels: frozenset[str]) -> Row | None:  # noqa: ANN401
    if not isinstance(one, dict):
        return None
    unit, quote, label = one.get("unit"), one.get("quote"), one.get("label")
    confidence = one.get("confidence")
    if not _is_number(unit, 1, len(folded)) or not isinstance(unit, int):
        return None
    if not isinstance(label, str) or label not in labels or not _is_number(confidence, 0, 100):
        return None
    if not isinstance(quote, str) or not _stands(_folded(quote), folded[unit - 1]):
        return None
    return Row(unit - 1, label, float(confidence) / 100)


def _stands(quote: str, unit: str) -> bool:
    """Return whether a quote says anything and is in the unit."""
    return quote in unit and (len(quote) >= _LEAST or quote == unit)


def _is_number(value: Any, least: int, most: int) -> TypeGuard[float]:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _folded(text: str) -> str:
    """Return a text as it is shown, with each run of white space as one space."""
    return " ".join(_unmarked(text).split())


def _unmarked(text: str) -> str:
    """Return a text without our marks and without halves of surrogate pairs."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _MARKS.sub(lambda match: match[0].replace("<", "‹").replace(">", "›"), whole)


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
