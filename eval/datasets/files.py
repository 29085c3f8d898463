"""Reading UTF-8 text and JSON lines, with errors that name the file and the line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import DataError


def read_text(path: Path) -> str:
    """Return a file's text with its line ends as they are.

    Raises DataError when the file is missing or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); a file is needed") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} is not UTF-8; UTF-8 text is needed") from error


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ("file:line", object) for each non-blank line of a JSON-lines file.

    Raises DataError when the file is missing or a line is not a JSON object.
    """
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line, parse_constant=_no_number)
        except ValueError as error:
            raise DataError(f"{where}: not JSON ({error}); one object a line is needed") from error
        if not isinstance(row, dict):
            raise DataError(f"{where}: {type(row).__name__} found; one object a line is needed")
        yield where, row


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def field(row: dict[str, Any], name: str, kind: type, where: str) -> Any:  # noqa: ANN401
    """Return `row[name]`; raises DataError when it is absent or not of `kind`."""
    if name not in row:
        raise DataError(f"{where}: no {name!r}; found {sorted(row)}")
    value = row[name]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise DataError(f"{where}: {name!r} is {value!r}; {kind.__name__} is needed")
    return value


def strings(row: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    """Return `row[name]` as strings; raises DataError when it is not a list of strings."""
    values = field(row, name, list, where)
    for value in values:
        if not isinstance(value, str):
            raise DataError(f"{where}: {name!r} holds {value!r}; only strings are allowed")
    return tuple(values)


def digest(parts: Iterator[str]) -> str:
    """Return the SHA-256 in hex of the parts in order, each with its length before it."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(f"{len(data)}\n".encode())
        total.update(data)
    return total.hexdigest()
