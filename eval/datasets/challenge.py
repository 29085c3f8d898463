"""The routing challenge set: single clauses, each labelled with the route it must take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.datasets.files import digest, field, read_rows
from pipeline.errors import DataError

ROUTES = ("must", "consult", "none")
HALVES = ("open", "frozen")


@dataclass(frozen=True, slots=True)
class Challenge:
    """A clause, its gold `route`, and the `family` of wordings it was drafted for."""

    id: str
    text: str
    route: str
    family: str
    half: str


@dataclass(frozen=True, slots=True)
class ChallengeData:
    """Clauses by id, in file order, and the SHA-256 of what was read."""

    clauses: tuple[Challenge, ...]
    sha256: str


def load_challenge(folder: Path, half: str, ids: Sequence[str] | None = None) -> ChallengeData:
    """Read one half of `routing.jsonl` of a folder, or the clauses `ids` of that half.

    Raises DataError, naming file and row, for a missing file, a wrong field or an unknown id.
    """
    if half not in HALVES:
        raise DataError(f"half {half!r}; one of {list(HALVES)} is needed")
    found: dict[str, Challenge] = {}
    for where, row in read_rows(folder / "routing.jsonl"):
        one = Challenge(
            *(field(row, name, str, where) for name in ("id", "text", "route", "family", "half"))
        )
        if one.route not in ROUTES or one.half not in HALVES or not one.text.strip():
            raise DataError(f"{where}: route {one.route!r}, half {one.half!r} and a text")
        if one.id in found:
            raise DataError(f"{where}: second clause {one.id!r}; ids must differ")
        found[one.id] = one
    held = {key: one for key, one in found.items() if one.half == half}
    wanted = set(held if ids is None else ids)
    if unknown := sorted(wanted - set(held)):
        raise DataError(f"no clause {unknown} in the {half} half of {folder}")
    clauses = tuple(one for key, one in held.items() if key in wanted)
    if not clauses:
        raise DataError(f"{folder}: no clause of the {half} half")
    return ChallengeData(clauses, digest(f"{one}" for one in clauses))
