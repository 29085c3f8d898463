"""What an own type was taught: the vectors of its examples and hashes of their words, no text."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_DIGEST = 16  # bytes of a hash


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """`vectors` [n, width] of unit length, made by `encoder`; `hashes` names the same n texts."""

    encoder: str
    hashes: tuple[bytes, ...]
    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, encoder: str, texts: Sequence[str], vectors: NDArray[np.float32]) -> Taught:
        """Return what a type is taught by `texts` and their `vectors`, in the same order."""
        return cls(encoder, tuple(map(words_hash, texts)), vectors)

    def save(self, path: Path) -> None:
        """Write one file, whole or not at all."""
        about = np.frombuffer(json.dumps([self.encoder]).encode(), np.uint8)
        names = np.frombuffer(b"".join(self.hashes), np.uint8)
        aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        with aside.open("wb") as file:
            np.savez(file, about=about, names=names, vectors=self.vectors.astype(np.float32))
        aside.replace(path)


def words_hash(text: str) -> bytes:
    """Return a hash of a text's words: white space does not count."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).digest()[
        :_DIGEST
    ]


def load_taught(path: Path) -> Taught | None:
    """Read what a type was taught; None where that was not kept, or the file is damaged.

    It only keeps known clauses from being asked about again, so its loss is no error.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            (encoder,) = json.loads(saved["about"].tobytes())
            names, vectors = saved["names"].tobytes(), saved["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    hashes = tuple(names[i : i + _DIGEST] for i in range(0, len(names), _DIGEST))
    if vectors.ndim != 2 or len(hashes) != len(vectors):
        return None
    return Taught(str(encoder), hashes, vectors)
