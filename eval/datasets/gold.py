"""Gold contracts: labelled units, and in `NAME.gold.json` what is missing and what conflicts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets.ai_terms import TermsDocument, load_ai_terms
from eval.datasets.files import digest, field, read_text, strings
from pipeline.errors import DataError
from pipeline.types.span import Span

ANSWERS = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class GoldContract:
    """A contract with its labelled units and what a careful reader would say of it as a whole.

    `facts` are the answers it states, as "yes", "no" or "unknown". `missing` and `not_missing` are
    clause types; `conflicts` are pairs of units by id.
    """

    terms: TermsDocument
    facts: Mapping[str, str]
    missing: tuple[str, ...]
    not_missing: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """The name of its file without `.md`."""
        return self.terms.id

    @property
    def text(self) -> str:
        """The contract as its file holds it."""
        return self.terms.text

    def unit(self, key: str) -> Span:
        """Return where a unit stands."""
        return next(unit.span for unit in self.terms.units if unit.id == key)


@dataclass(frozen=True, slots=True)
class GoldData:
    """Contracts in name order and the SHA-256 of all that was read."""

    contracts: tuple[GoldContract, ...]
    sha256: str


def load_gold(folder: Path, ids: Sequence[str] | None = None) -> GoldData:
    """Read the gold contracts `ids`, or all, of a folder.

    Raises DataError as `load_ai_terms` does, and, naming the file, for a gold file that is missing,
    is not JSON, lacks a part, has a type both missing and not missing, a type missing that a unit
    holds as its first, or a conflict of units that are not two of the contract.
    """
    data = load_ai_terms(folder, ids)
    contracts = tuple(
        _contract(document, Path(folder) / f"{document.id}.gold.json")
        for document in data.documents
    )
    parts = (f"{c.id}:{dict(c.facts)}:{c.missing}:{c.not_missing}:{c.conflicts}" for c in contracts)
    return GoldData(contracts, digest(iter([data.sha256, *parts])))


def _contract(terms: TermsDocument, path: Path) -> GoldContract:
    where = str(path)
    try:
        row = json.loads(read_text(path))
    except ValueError as error:
        raise DataError(f"{where}: not JSON ({error}); a JSON object is needed") from error
    if not isinstance(row, dict):
        raise DataError(f"{where}: {type(row).__name__} found; a JSON object is needed")
    facts = {
        name: value for name, value in field(row, "facts", dict, where).items() if value in ANSWERS
    }
    missing = tuple(field(one, "type", str, where) for one in _objects(row, "missing", where))
    not_missing = strings(row, "not_missing", where)
    held = {unit.types[0] for unit in terms.units} | set(not_missing)
    if both := sorted(set(missing) & held):
        raise DataError(f"{where}: {both} are said to be missing and to be there")
    if len(set(missing)) != len(missing):
        raise DataError(f"{where}: missing types {list(missing)}; each once is needed")
    return GoldContract(terms, facts, missing, not_missing, _conflicts(terms, row, where))


def _conflicts(
    terms: TermsDocument, row: dict[str, Any], where: str
) -> tuple[tuple[str, str], ...]:
    ids = {unit.id for unit in terms.units}
    found = []
    for one in _objects(row, "conflicts", where):
        pair = (field(one, "a_unit", str, where), field(one, "b_unit", str, where))
        if not set(pair) <= ids or pair[0] == pair[1]:
            raise DataError(f"{where}: conflict of {pair}; two units of the contract are needed")
        found.append(pair)
    return tuple(found)


def _objects(row: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = field(row, name, list, where)
    for value in values:
        if not isinstance(value, dict):
            raise DataError(f"{where}: {name!r} holds {value!r}; only objects are allowed")
    return values
