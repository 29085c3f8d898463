"""Search by words: BM25 over stems, by SQLite's FTS5."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from index.record import IndexRecord
from index.retriever import Ranked

_WORD = re.compile(r"\w+")
_TABLE = (
    "create virtual table if not exists records using fts5"
    "(id unindexed, words, tokenize = 'porter unicode61 remove_diacritics 2')"
)


class LexicalStore:
    """Texts in one SQLite file, or in memory; any word of a query may match.

    BM25 has SQLite's constants (k1 1.2, b 0.75). With b the value of BM25, the score is
    b / (1 + b).
    """

    name = "lexical"

    def __init__(self, path: Path | None = None) -> None:
        """Open or create the file `path`; None keeps all in memory."""
        self._database = sqlite3.connect(":memory:" if path is None else path)
        self._database.execute(_TABLE)

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._database.close()

    def upsert(self, records: Sequence[IndexRecord]) -> None:
        """Add records, or put them in the place of those with the same id, all or none."""
        with self._database:
            self._delete([record.id for record in records])
            rows = ((record.id, record.text) for record in records)
            self._database.executemany("insert into records (id, words) values (?, ?)", rows)

    def delete(self, ids: Sequence[str]) -> None:
        """Drop records."""
        with self._database:
            self._delete(ids)

    def search(self, query: str, limit: int) -> list[Ranked]:
        """Return the records that hold a word of the query, best first."""
        words = dict.fromkeys(_WORD.findall(query))
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in words)
        asked = "select id, -rank from records where records match ? order by rank, rowid limit ?"
        with closing(self._database.execute(asked, (match, limit))) as rows:
            return [Ranked(name, max(0.0, value) / (1 + max(0.0, value))) for name, value in rows]

    def _delete(self, ids: Sequence[str]) -> None:
        self._database.executemany("delete from records where id = ?", ((one,) for one in ids))
