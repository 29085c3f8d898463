"""Vectors of texts that come back in every run, such as exemplars, kept in one file."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


class VectorCache:
    """Maps the hash of a text to its vector. A damaged file counts as empty and is rewritten.

    `shipped` is a file of the same kind that is only read, once.
    """

    def __init__(self, path: Path, shipped: Path | None = None) -> None:
        self._path, self._shipped = path, shipped

    def get(self, texts: Sequence[str], embed: Embed) -> NDArray[np.float32]:
        """Return a vector for each text, embedding only those never seen."""
        names = [_name(text) for text in texts]
        known = self._known
        if known.keys() >= set(names) and names:
            return np.stack([known[name] for name in names])
        held = known | _load(self._path)
        fresh = {name: text for name, text in zip(names, texts, strict=True) if name not in held}
        if fresh:
            held.update(zip(fresh, embed(list(fresh.values())), strict=True))
            self._save(held)
        return np.stack([held[name] for name in names]) if names else embed([])

    @cached_property
    def _known(self) -> dict[bytes, NDArray[np.float32]]:
        return _load(self._shipped) if self._shipped else {}

    def hold(self, texts: Sequence[str], embed: Embed) -> None:
        """Write a file of these texts and no others, in half precision."""
        names = dict.fromkeys(_name(text) for text in texts)
        vectors = dict(zip(names, embed(list(dict.fromkeys(texts))), strict=True))
        self._save(vectors, np.float16)

    def _save(
        self,
        held: dict[bytes, NDArray[np.float32]],
        precision: type[np.floating[Any]] = np.float32,
    ) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(f".{os.getpid()}.npz")
        names = np.frombuffer(b"".join(held), np.uint8)
        np.savez(fresh, names=names, vectors=np.stack(list(held.values())).astype(precision))
        fresh.replace(self._path)


def _name(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8")).digest()[:16]


def _load(path: Path) -> dict[bytes, NDArray[np.float32]]:
    try:
        # Opened here: numpy leaves a file of its own opening open when the archive is damaged.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            names = saved["names"].tobytes()
            rows = saved["vectors"].astype(np.float32)
            return {names[16 * i : 16 * i + 16]: row for i, row in enumerate(rows)}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
