"""Terms of AI services labelled unit by unit: `<doc>.md`, `.units.jsonl` and `.labels.jsonl`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from eval.datasets.files import digest, field, read_rows, read_text, strings
from eval.datasets.labelled_span import checked_span
from pipeline.errors import DataError
from pipeline.types.span import Span

STANCES = ("preferred", "fallback", "unacceptable", "neutral")
_TYPE_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class LabelledUnit:
    """One unit of a document: `types` with the primary one first, `stance` from the customer.

    `bx` says whether the bias and explainability specialist must see it; `evidence` is the phrase
    that decided.
    """

    id: str
    span: Span
    heading: str
    types: tuple[str, ...]
    stance: str
    bx: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class TermsDocument:
    """One document: `id` is the file name without `.md`, units are in text order and disjoint."""

    id: str
    text: str
    units: tuple[LabelledUnit, ...]


@dataclass(frozen=True, slots=True)
class AiTermsData:
    """Documents in name order and the SHA-256 of all that was read."""

    documents: tuple[TermsDocument, ...]
    sha256: str


def load_ai_terms(folder: Path, ids: Iterable[str] | None = None) -> AiTermsData:
    """Read the documents `ids`, or all, of one folder of labelled terms.

    Raises DataError for a missing folder, document or file, a unit outside its text or over
    another, a unit without labels or labels without a unit, and an unknown stance or type id form.
    """
    folder = Path(folder)
    found = sorted(path.name[: -len(".units.jsonl")] for path in folder.glob("*.units.jsonl"))
    if not found:
        raise DataError(
            f"{folder}: no <document>.units.jsonl; a folder of labelled terms is needed"
        )
    wanted = found if ids is None else sorted(set(ids))
    if unknown := sorted(set(wanted) - set(found)):
        raise DataError(f"{folder}: no document {unknown}; there are {found}")
    documents = tuple(_document(folder, name) for name in wanted)
    return AiTermsData(documents, _fingerprint(documents))


def _document(folder: Path, name: str) -> TermsDocument:
    text = read_text(folder / f"{name}.md")
    labels = {}
    for where, row in read_rows(folder / f"{name}.labels.jsonl"):
        key = field(row, "id", str, where)
        if key in labels:
            raise DataError(f"{where}: second labels for unit {key!r}; one row is allowed")
        labels[key] = (where, row)
    units: dict[str, LabelledUnit] = {}
    for where, row in read_rows(folder / f"{name}.units.jsonl"):
        key = field(row, "id", str, where)
        if key in units:
            raise DataError(f"{where}: second unit {key!r}; ids must differ")
        if key not in labels:
            raise DataError(f"{where}: unit {key!r} has no labels in {name}.labels.jsonl")
        heading = field(row, "heading", str, where)
        units[key] = _unit(key, checked_span(row, text, where), heading, *labels[key])
    if extra := sorted(set(labels) - set(units)):
        raise DataError(f"{folder}/{name}.labels.jsonl: labels for unknown units {extra}")
    ordered = sorted(units.values(), key=lambda unit: unit.span)
    for before, after in pairwise(ordered):
        if before.span.overlaps(after.span):
            raise DataError(f"{folder}/{name}: units {before.id!r} and {after.id!r} overlap")
    return TermsDocument(name, text, tuple(ordered))


def _unit(key: str, span: Span, heading: str, where: str, row: dict[str, object]) -> LabelledUnit:
    types = strings(row, "types", where)
    if not types or len(set(types)) != len(types):
        raise DataError(f"{where}: types {list(types)}; at least one, each once, is needed")
    for one in types:
        if not _TYPE_ID.fullmatch(one):
            raise DataError(f"{where}: type {one!r}; a lower-case id with underscores is needed")
    stance = field(row, "stance", str, where)
    if stance not in STANCES:
        raise DataError(f"{where}: stance {stance!r}; one of {list(STANCES)} is needed")
    evidence = field(row, "evidence", str, where)
    return LabelledUnit(key, span, heading, types, stance, field(row, "bx", bool, where), evidence)


def _fingerprint(documents: tuple[TermsDocument, ...]) -> str:
    return digest(
        part
        for document in documents
        for part in (
            document.id,
            document.text,
            *(f"{u.id}:{u.span}:{u.types}:{u.stance}:{u.bx}" for u in document.units),
        )
    )
