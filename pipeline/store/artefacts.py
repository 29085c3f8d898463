"""Results of steps, one row for each (run, step, item, stage version), written in one transaction.

Rows hold contract text in clear, as the originals on the same disk do. Erasing a run deletes its
rows and vacuums the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

_meta = sa.MetaData()
_artefacts = sa.Table(
    "artefact",
    _meta,
    sa.Column("run", sa.String(64), primary_key=True),
    sa.Column("step", sa.String(32), primary_key=True),
    sa.Column("item", sa.String(64), primary_key=True),
    sa.Column("version", sa.String(32), primary_key=True),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("made_at", sa.String(40), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Key:
    """Names one result: of which run, step and document, by which version of the stage."""

    run: str
    step: str
    item: str
    version: str


class ArtefactStore:
    """Results in a SQLite file, in WAL mode with full synchronisation."""

    def __init__(self, path: Path) -> None:
        """Open or create the file at `path`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
        sa.event.listen(self._engine, "connect", _pragmas)
        _meta.create_all(self._engine)

    def put(self, key: Key, payload: bytes) -> None:
        """Write a result; writing it again, as a repeated step does, replaces it."""
        row = {
            "run": key.run,
            "step": key.step,
            "item": key.item,
            "version": key.version,
            "payload": payload,
            "made_at": datetime.now(UTC).isoformat(),
        }
        statement = insert(_artefacts).values(row)
        fresh = {"payload": statement.excluded.payload, "made_at": statement.excluded.made_at}
        with self._engine.begin() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=list(_artefacts.primary_key), set_=fresh
                )
            )

    def get(self, key: Key) -> bytes | None:
        """Return a result, or None when it was never written."""
        table = _artefacts.c
        query = sa.select(table.payload).where(
            table.run == key.run,
            table.step == key.step,
            table.item == key.item,
            table.version == key.version,
        )
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def erase(self, run: str) -> None:
        """Delete every result of a run and give the bytes back."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_artefacts).where(_artefacts.c.run == run))
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM"))
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _pragmas(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()
