"""The splits that our figures are told for, each with the hash of its data: eval/splits/*.toml.

Any other data may be run too; a run under a pinned name whose data differ is told apart when it
is shown, as its figures are not comparable.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DataError

FOLDER = Path(__file__).parent / "splits"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class PinnedSplit:
    """`split` is the name in a run's manifest: that of --split or of the ids file."""

    tasks: tuple[str, ...]
    split: str
    documents: int
    sha256: str


def pinned_splits(folder: Path = FOLDER) -> list[PinnedSplit]:
    """Return the pinned splits in file order; raises DataError for a file of another layout."""
    return [_read(path) for path in sorted(folder.glob("*.toml"))]


def differs(task: str, split: str, sha256: str, folder: Path = FOLDER) -> PinnedSplit | None:
    """Return the pinned split of that task and name when its data are not those of `sha256`."""
    for one in pinned_splits(folder):
        if task in one.tasks and one.split == split and one.sha256 != sha256:
            return one
    return None


def _read(path: Path) -> PinnedSplit:
    try:
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        found = PinnedSplit(tuple(row["tasks"]), row["split"], row["documents"], row["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path}: {error!r}; tasks, split, documents and sha256 are needed"
        ) from error
    if not _SHA256.fullmatch(str(found.sha256)):
        raise DataError(f"{path}: sha256 {found.sha256!r}; 64 hex digits are needed")
    return found
