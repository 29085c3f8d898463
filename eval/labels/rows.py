"""Rows of labels as a reviewer's tool writes them, each checked against the text it points into.

Columns: document, start, end, text, label; for ai_terms also stance, bx, evidence if known. Places
are code points of the document's text, half-open. Row numbers count labels from 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets.ai_terms import STANCES
from eval.datasets.files import field, read_rows, read_text
from eval.labels.mapping import Mapped
from pipeline.errors import DataError
from pipeline.types.span import Span

COLUMNS = ("document", "start", "end", "text", "label")
SUFFIXES = (".txt", ".md")
_YES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label of ours on one span; `number` is its row."""

    number: int
    document: str
    span: Span
    label: str
    stance: str
    bx: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What was read: texts of the documents in name order, labels, and how many were left out."""

    texts: Mapping[str, str]
    rows: tuple[Labelled, ...]
    left_out: int


def read_labels(path: Path, mapping: Mapped, texts: Path) -> Labels:
    """Read a file of labels, CSV or JSON lines by its name.

    Raises DataError, with the row's number, for a missing column, a place outside its text or
    with other words, a second equal row, a document without text, and an unknown stance; and, by
    name, for labels that the mapping lacks.
    """
    rows = list(_rows(path))
    if not rows:
        raise DataError(f"{path}: no labels; one row a label is needed")
    _check_mapped(path, rows, mapping)
    held: dict[str, str] = {}
    found: list[Labelled] = []
    seen: dict[tuple[str, Span, str], int] = {}
    left_out = 0
    for number, (where, row) in enumerate(rows, 1):
        document = field(row, "document", str, where)
        if document not in held:
            held[document] = _text(texts, document, where)
        span = _span(row, held[document], where)
        label = mapping.labels[row["label"]]
        if label is None:
            left_out += 1
            continue
        key = (document, span, label)
        if key in seen:
            raise DataError(f"{where}: the same span is {label!r} in row {seen[key]} already")
        seen[key] = number
        found.append(_labelled(number, document, span, label, row, where))
    return Labels(dict(sorted(held.items())), tuple(found), left_out)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    readers: dict[str, Callable[[Path], Iterator[dict[str, Any]]]] = {
        ".csv": _csv_rows,
        ".jsonl": lambda path: (row for _, row in read_rows(path)),
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise DataError(f"{path}: a name that ends in .csv or .jsonl is needed")
    for number, row in enumerate(reader(path), 1):
        where = f"{path}: row {number}"
        if missing := [name for name in COLUMNS if row.get(name) is None]:
            raise DataError(f"{where}: no {missing}; {list(COLUMNS)} are needed")
        yield where, row


def _csv_rows(path: Path) -> Iterator[dict[str, Any]]:
    reader = csv.DictReader(
        io.StringIO(read_text(path).removeprefix("\ufeff"), newline=""), strict=True
    )
    try:
        yield from reader
    except csv.Error as error:
        raise DataError(f"{path}: line {reader.line_num} is not CSV ({error})") from error


def _check_mapped(path: Path, rows: list[tuple[str, dict[str, Any]]], mapping: Mapped) -> None:
    names = {field(row, "label", str, where) for where, row in rows}
    if unknown := sorted(names - set(mapping.labels)):
        raise DataError(
            f"{path}: labels {unknown} are not in the mapping; map each to one of ours, or to null "
            "to leave it out"
        )


def _text(folder: Path, document: str, where: str) -> str:
    if not document or Path(document).name != document or document.startswith("."):
        raise DataError(f"{where}: document {document!r}; a plain file name is needed")
    paths = [folder / f"{document}{suffix}" for suffix in SUFFIXES]
    found = [path for path in paths if path.is_file()]
    if len(found) != 1:
        names = [path.name for path in paths]
        raise DataError(f"{where}: {len(found)} of {names} in {folder}; one text is needed")
    text = read_text(found[0])
    if not text.strip():
        raise DataError(f"{found[0]}: empty document; text is needed")
    return text


def _span(row: dict[str, Any], text: str, where: str) -> Span:
    start, end = (_whole(row[name], name, where) for name in ("start", "end"))
    words = field(row, "text", str, where)
    if not 0 <= start < end <= len(text):
        raise DataError(
            f"{where}: [{start}, {end}) lies outside the text of {len(text)} characters or is "
            "empty; 0 <= start < end <= length is needed"
        )
    if text[start:end] != words:
        raise DataError(
            f"{where}: [{start}, {end}) of the document does not hold the row's text of "
            f"{len(words)} characters; places count code points of the text as given"
        )
    if not words.strip():
        raise DataError(f"{where}: a span of white space; words are needed")
    return Span(start, end)


def _labelled(
    number: int, document: str, span: Span, label: str, row: dict[str, Any], where: str
) -> Labelled:
    stance = row.get("stance") or "neutral"
    if stance not in STANCES:
        raise DataError(f"{where}: stance {stance!r}; one of {list(STANCES)} is needed")
    bx = str(row.get("bx") or "").lower()
    if bx not in _YES:
        raise DataError(f"{where}: bx {row['bx']!r}; true or false is needed")
    evidence = field(row, "evidence", str, where) if row.get("evidence") else ""
    return Labelled(number, document, span, label, stance, _YES[bx], evidence)


def _whole(value: Any, name: str, where: str) -> int:  # noqa: ANN401
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise DataError(f"{where}: {name!r} is {value!r}; a whole number is needed")
