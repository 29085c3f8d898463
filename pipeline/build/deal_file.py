"""The deal: from options and a deal.yaml, which may not contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import UsageError
from pipeline.types.deal import Deal, Known, Posture, Side

_KEYS = ("side", "party", "posture", "facts")
E = TypeVar("E", bound=StrEnum)


def deal_from(
    path: Path | None,
    *,
    side: str | None = None,
    party: str | None = None,
    posture: str | None = None,
) -> Deal:
    """Build the deal; an option given wins nothing: it must agree with the file.

    Raises UsageError for a file that is missing or no mapping, an unknown key, side, posture or
    answer, and an option that contradicts the file.
    """
    held = _load(path) if path else {}
    given = {"side": side, "party": party, "posture": posture}
    for key, value in given.items():
        if value is not None and held.get(key) not in (None, value):
            raise UsageError(f"--{key} {value!r} contradicts {key}: {held[key]!r} in {path}")
    merged = {key: given[key] if given[key] is not None else held.get(key) for key in given}
    facts = held.get("facts") or {}
    if not isinstance(facts, Mapping):
        raise UsageError(f"{path}: facts must map names to yes, no or unknown")
    return Deal(
        side=_choice(Side, merged["side"] or Side.CUSTOMER, "side"),
        party=str(merged["party"]) if merged["party"] else None,
        posture=_choice(Posture, merged["posture"] or Posture.STANDARD, "posture"),
        facts={str(name): _answer(name, value) for name, value in facts.items()},
    )


def _load(path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(held, Mapping):
        raise UsageError(f"{path} must map {', '.join(_KEYS)} to values")
    unknown = sorted(set(held) - set(_KEYS), key=str)
    if unknown:
        raise UsageError(f"{path}: unknown key {unknown[0]!r}; known: {', '.join(_KEYS)}")
    return held


def _choice(kind: type[E], value: object, what: str) -> E:
    try:
        return kind(str(value))
    except ValueError:
        allowed = ", ".join(kind)
        raise UsageError(f"{what} {value!r} is unknown; allowed: {allowed}") from None


def _answer(name: object, value: object) -> Known:
    # YAML reads a bare yes or no as a truth value.
    if isinstance(value, bool):
        return Known.YES if value else Known.NO
    return _choice(Known, value, f"the answer to {name}")
