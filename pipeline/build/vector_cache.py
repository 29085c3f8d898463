"""Vectors of texts that come back in every run, such as exemplars, kept in one file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


class VectorCache:
    """Maps the hash of a text to its vector. A damaged file counts as empty and is rewritten."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, texts: Sequence[str], embed: Embed) -> NDArray[np.float32]:
        """Return a vector for each text, embedding only those never seen."""
        names = [hashlib.sha256(text.encode("utf-8")).digest()[:16] for text in texts]
        held = self._load()
        fresh = {name: text for name, text in zip(names, texts, strict=True) if name not in held}
        if fresh:
            held.update(zip(fresh, embed(list(fresh.values())), strict=True))
            self._save(held)
        return np.stack([held[name] for name in names]) if names else embed([])

    def _load(self) -> dict[bytes, NDArray[np.float32]]:
        try:
            with np.load(self._path, allow_pickle=False) as saved:
                names = saved["names"].tobytes()
                return {names[16 * i : 16 * i + 16]: row for i, row in enumerate(saved["vectors"])}
        except (OSError, ValueError, KeyError, EOFError):
            return {}

    def _save(self, held: dict[bytes, NDArray[np.float32]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(f".{os.getpid()}.npz")
        names = np.frombuffer(b"".join(held), np.uint8)
        np.savez(fresh, names=names, vectors=np.stack(list(held.values())).astype(np.float32))
        fresh.replace(self._path)
