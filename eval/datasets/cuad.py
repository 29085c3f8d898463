"""Contracts labelled like CUAD: a folder of texts and one row for each contract and category.

The layout: `contracts/<id>.txt`, `annotations.jsonl` with rows {contract, category, present,
answer, spans: [{start, end, text}]}, and, where present, `contracts.jsonl` with {id, sha256} of
each text. A category with `present` true and no span counts as having no gold text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.datasets.cuad_categories import CATEGORIES
from eval.datasets.files import digest, field, read_rows, read_text
from eval.datasets.labelled_span import checked_span
from pipeline.errors import DataError
from pipeline.types.span import Span


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract: `gold` has an entry, perhaps empty, for each category of the data set."""

    id: str
    text: str
    gold: Mapping[str, tuple[Span, ...]]

    def gold_texts(self, category: str) -> list[str]:
        """Return the gold texts of a category in the order of the annotations."""
        return [span.slice(self.text) for span in self.gold[category]]


@dataclass(frozen=True, slots=True)
class CuadData:
    """The contracts of a run in the order of the ids, and the SHA-256 of all that was read."""

    contracts: tuple[Contract, ...]
    categories: tuple[str, ...]
    sha256: str


def load_cuad(folder: Path, ids: Iterable[str] | None = None) -> CuadData:
    """Read the contracts `ids`, or all that have annotations, and check every label.

    Raises DataError for a missing file or folder, another layout, an unknown category, a repeated
    row, id or span, a contract without a row for some category, a label outside its text, a text
    that does not match its recorded hash, or an empty contract.
    """
    folder = Path(folder)
    if not (folder / "contracts").is_dir():
        raise DataError(f"{folder}: no folder 'contracts'; a folder laid out like CUAD is needed")
    wanted = None if ids is None else _unique(ids)
    texts: dict[str, str] = {}
    gold: dict[str, dict[str, tuple[Span, ...]]] = {}
    for where, row in read_rows(folder / "annotations.jsonl"):
        contract = field(row, "contract", str, where)
        if wanted is not None and contract not in wanted:
            continue
        if contract not in texts:
            texts[contract] = _contract_text(folder, contract, where)
        _add_row(gold.setdefault(contract, {}), row, texts[contract], where)
    order = list(gold) if wanted is None else wanted
    _check_whole(folder, order, gold)
    _check_hashes(folder, texts)
    categories = tuple(c for c in CATEGORIES if any(c in rows for rows in gold.values()))
    contracts = tuple(Contract(c, texts[c], gold[c]) for c in order)
    return CuadData(contracts, categories, _fingerprint(contracts, categories))


def read_ids(path: Path) -> list[str]:
    """Return the ids of a file with one id a line; blank lines are skipped.

    Raises DataError when the file is missing, names no id or repeats one.
    """
    found = _unique(line.strip() for line in read_text(path).split("\n") if line.strip())
    if not found:
        raise DataError(f"{path}: names no contract; one id a line is needed")
    return found


def _unique(ids: Iterable[str]) -> list[str]:
    found = list(ids)
    seen: set[str] = set()
    for one in found:
        if one in seen:
            raise DataError(f"contract id {one!r} is asked for twice; each id once is allowed")
        seen.add(one)
    return found


def _contract_text(folder: Path, contract: str, where: str) -> str:
    if not contract or Path(contract).name != contract:
        raise DataError(f"{where}: contract id {contract!r}; a plain file name is needed")
    text = read_text(folder / "contracts" / f"{contract}.txt")
    if not text.strip():
        raise DataError(f"{folder}/contracts/{contract}.txt: empty contract; text is needed")
    return text


def _add_row(
    rows: dict[str, tuple[Span, ...]], row: dict[str, object], text: str, where: str
) -> None:
    category = field(row, "category", str, where)
    if category not in CATEGORIES:
        raise DataError(f"{where}: unknown category {category!r}; known are {list(CATEGORIES)}")
    if category in rows:
        raise DataError(f"{where}: second row for {category!r} of this contract; one is allowed")
    spans = tuple(
        checked_span(entry if isinstance(entry, dict) else {}, text, where)
        for entry in field(row, "spans", list, where)
    )
    if len(set(spans)) != len(spans):
        raise DataError(f"{where}: a span of {category!r} repeats; each span once is allowed")
    if spans and not field(row, "present", bool, where):
        raise DataError(f"{where}: 'present' is false but {len(spans)} spans follow")
    rows[category] = spans


def _check_whole(
    folder: Path, order: list[str], gold: dict[str, dict[str, tuple[Span, ...]]]
) -> None:
    if not order:
        raise DataError(f"{folder}/annotations.jsonl: no annotated contract; one is needed")
    seen = {category for rows in gold.values() for category in rows}
    for contract in order:
        if contract not in gold:
            raise DataError(f"{folder}: contract {contract!r} has no annotations")
        if missing := sorted(seen - set(gold[contract])):
            raise DataError(f"{folder}: contract {contract!r} has no row for {missing}")


def _check_hashes(folder: Path, texts: dict[str, str]) -> None:
    if not (folder / "contracts.jsonl").is_file():
        return
    for where, row in read_rows(folder / "contracts.jsonl"):
        contract = field(row, "id", str, where)
        if contract not in texts or "sha256" not in row:
            continue
        recorded, found = field(row, "sha256", str, where), text_sha256(texts[contract])
        if recorded != found:
            raise DataError(f"{where}: text of {contract!r} has SHA-256 {found}, not {recorded}")


def text_sha256(text: str) -> str:
    """Return the SHA-256 in hex of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _fingerprint(contracts: tuple[Contract, ...], categories: tuple[str, ...]) -> str:
    ordered = sorted(contracts, key=lambda contract: contract.id)
    return digest(
        part
        for contract in ordered
        for part in (
            contract.id,
            contract.text,
            *(f"{c}:{sorted((s.start, s.end) for s in contract.gold[c])}" for c in categories),
        )
    )
