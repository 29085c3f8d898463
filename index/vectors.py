"""The dense half of the index: vectors in a Chroma directory, rebuildable at any time.

Chroma holds ids, vectors and small attributes, never text. One directory per matter and weights
makes erasing a matter the removal of a folder. Not safe for two processes: hold `index_lock`.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.record import Hit, IndexRecord
from pipeline.errors import DataError

_COLLECTION = "records"
_BATCH = 4000


class VectorStore:
    """A Chroma collection in `directory`, opened for the length of a `with` block."""

    def __init__(self, directory: Path) -> None:
        """Open or create; raises DataError when the directory holds a damaged index."""
        import chromadb
        from chromadb.config import Settings

        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        try:
            self._client = chromadb.PersistentClient(
                path=str(directory), settings=Settings(anonymized_telemetry=False)
            )
            self._records: Any = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        except Exception as error:
            raise DataError(
                f"index {directory.name} cannot be opened: {error}; rebuild it"
            ) from error

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the directory."""
        self._client.clear_system_cache()

    def __len__(self) -> int:
        """Return how many records are held."""
        return int(self._records.count())

    def upsert(self, records: Sequence[IndexRecord]) -> None:
        """Add records, or put them in the place of those with the same id."""
        for i in range(0, len(records), _BATCH):
            batch = records[i : i + _BATCH]
            self._records.upsert(
                ids=[record.id for record in batch],
                embeddings=[record.vector for record in batch],
                metadatas=[dict(record.attributes) or None for record in batch],
            )

    def query(self, vector: NDArray[np.float32], limit: int = 10) -> list[Hit]:
        """Return the nearest records, best first.

        Raises DataError when the index is damaged.
        """
        if not len(self):
            return []
        try:
            found = self._records.query(
                query_embeddings=[vector],
                n_results=min(limit, len(self)),
                include=["metadatas", "distances"],
            )
        except Exception as error:
            raise DataError(
                f"index {self._directory.name} is damaged: {error}; rebuild it"
            ) from error
        rows = zip(found["ids"][0], found["distances"][0], found["metadatas"][0], strict=True)
        return [Hit(name, 1.0 - float(distance), dict(held or {})) for name, distance, held in rows]

    def delete(self, ids: Sequence[str]) -> None:
        """Drop records from results. Bytes stay until the directory goes: see `erase`."""
        for i in range(0, len(ids), _BATCH):
            self._records.delete(ids=list(ids[i : i + _BATCH]))


def erase(directory: Path) -> None:
    """Remove a closed index with all its bytes."""
    shutil.rmtree(directory, ignore_errors=True)
