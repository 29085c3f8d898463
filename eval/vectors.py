"""Vectors of many texts for an evaluation, kept between runs: an interrupted run goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.tagger import Embedder, Tagger
from pipeline.build.vector_cache import VectorCache
from pipeline.errors import DataError, UsageError
from pipeline.settings import Settings

_AT_ONCE = 256
_PROBE = "Each party shall keep the terms of this agreement confidential."


class CachedVectors:
    """Embeds with `tagger`, from a file in the home where the same weights did so before.

    The file is named for the vector of one fixed text, so other weights never share it.
    """

    def __init__(self, tagger: Tagger | None, task: str) -> None:
        """Raises UsageError when the tagger cannot embed texts."""
        self._tagger = _embedder(tagger, task)
        probe = np.round(self._tagger.embed([_PROBE]), 3).astype(np.float32).tobytes()
        name = hashlib.sha256(probe).hexdigest()[:16]
        self._cache = VectorCache(
            Settings.from_environment().home / "cache" / f"eval-vectors-{name}.npz"
        )

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a unit vector for each text read alone.

        Raises DataError for a vector that is not finite.
        """
        parts = [
            self._cache.get(texts[i : i + _AT_ONCE], self._tagger.embed)
            for i in range(0, len(texts), _AT_ONCE)
        ]
        vectors = np.concatenate(parts) if parts else self._tagger.embed([])
        if not np.isfinite(vectors).all():
            row = int(np.argwhere(~np.isfinite(vectors))[0, 0])
            raise DataError(f"vector of text {row} of {len(texts)} is not finite")
        return vectors


def _embedder(tagger: Tagger | None, task: str) -> Embedder:
    if not isinstance(tagger, Embedder):
        name = tagger.name if tagger else None
        raise UsageError(f"task {task!r} needs a tagger with vectors; {name!r} has none")
    return tagger
