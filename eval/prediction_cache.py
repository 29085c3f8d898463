"""Predictions kept between runs, by the content of all that they follow from.

The key is a hash of the document as loaded, the task and its config, the tagger's name, labels and
weights, and the source code of the packages that predict. So a change of any of these asks the
tagger again, and a stale answer is never taken for today's. What cannot be pinned is not kept: a
tagger without a hash, a document that holds anything but plain values, an answer that failed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from eval.datasets.files import field
from eval.predictions import Prediction, prediction_from
from eval.run_folder import replace_file
from models.usage import Usage, usage_from
from pipeline.errors import DataError
from pipeline.settings import Settings

_ROOT = Path(__file__).resolve().parents[1]
_SOURCES = ("eval", "index", "models", "pipeline", "prompts")
_READ_RUNS_ONLY = tuple(_ROOT / "eval" / name for name in ("compare", "labels", "report"))
_FORMAT = 1
MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier run was told about a document, in how many seconds and at what cost."""

    predictions: tuple[Prediction, ...]
    seconds: float
    usage: Usage | None = None


class PredictionCache:
    """A folder with one file a document and key; it holds contract text and stays on this machine.

    `damaged` lists the files that could not be used and were asked for again.
    """

    def __init__(self, folder: Path, pinned: Mapping[str, Any]) -> None:
        """Raises DataError when `folder` is a file.

        `pinned` is what predictions follow from besides the document.
        """
        if folder.exists() and not folder.is_dir():
            raise DataError(f"{folder} is a file; a folder for cached predictions is needed")
        self._folder = folder
        self._pinned = _digest({"format": _FORMAT, "code": code_sha256(), **_plain(pinned)})
        self.damaged: list[Path] = []

    def key(self, name: str, item: Any) -> str | None:  # noqa: ANN401
        """Return the key of a document; None when it holds something that is not plain."""
        try:
            return _digest([self._pinned, name, _plain(item)])
        except TypeError:
            return None

    def get(self, key: str) -> Kept | None:
        """Return what is kept; None for nothing and for a damaged file, which `damaged` lists."""
        path = self._path(key)
        if not path.is_file():
            return None
        try:
            kept = _kept(path, key)
            os.utime(path)
            return kept
        except (OSError, ValueError, DataError):
            self.damaged.append(path)
            return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer, in a file that only this user may read."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        body = json.dumps(
            {
                "predictions": [one.row() for one in kept.predictions],
                "seconds": kept.seconds,
                "usage": kept.usage.row() if kept.usage else None,
            }
        )
        head = f"{key} {hashlib.sha256(body.encode('ascii')).hexdigest()}\n"
        replace_file(path, [head.encode("ascii"), body.encode("ascii")])

    def trim(self, most: int = MOST_BYTES) -> int:
        """Delete the files longest not used until at most `most` bytes are left; return how many.

        Answers of other code or weights are never asked for again, so they go first.
        """
        sizes = []
        for path in self._folder.glob("??/*.json"):
            with contextlib.suppress(FileNotFoundError):
                stat = path.stat()
                sizes.append((stat.st_mtime_ns, stat.st_size, path))
        left, deleted = sum(size for _, size, _ in sizes), 0
        for _, size, path in sorted(sizes):
            if left <= most:
                break
            path.unlink(missing_ok=True)
            left, deleted = left - size, deleted + 1
        return deleted

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def default_folder() -> Path:
    """Return the folder below CLAUSEWRIGHT_HOME where predictions are kept."""
    return Settings.from_environment().home / "cache" / "predictions"


@cache
def code_sha256() -> str:
    """Return the hash of all Python sources that predictions may pass through."""
    total = hashlib.sha256()
    for package in _SOURCES:
        for path in sorted((_ROOT / package).rglob("*.py")):
            if any(path.is_relative_to(folder) for folder in _READ_RUNS_ONLY):
                continue
            total.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _kept(path: Path, key: str) -> Kept:
    head, _, body = path.read_bytes().partition(b"\n")
    if head.decode("ascii") != f"{key} {hashlib.sha256(body).hexdigest()}":
        raise DataError(f"{path}: not what was written; it is asked for again")
    row = json.loads(body)
    found = [prediction_from(one, str(path)) for one in field(row, "predictions", list, str(path))]
    usage = usage_from(row.get("usage"), str(path))
    return Kept(tuple(found), field(row, "seconds", float, str(path)), usage)


def _digest(value: Any) -> str:  # noqa: ANN401
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return JSON of dataclasses, mappings, sequences and sets; raises TypeError for others."""
    if value is None or isinstance(value, str | int | float):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys that are no strings")
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=lambda one: json.dumps(one))
    raise TypeError(f"{type(value).__name__} is not plain")
