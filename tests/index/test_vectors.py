"""The vector store on a real Chroma directory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.lock import IndexLocked, index_lock
from index.record import IndexRecord
from index.vectors import VectorStore, erase
from pipeline.errors import DataError, InvariantError


def unit(*values: float) -> NDArray[np.float32]:
    row = np.array(values, np.float32)
    return np.asarray(row / np.linalg.norm(row), np.float32)


def record(name: str, *values: float, **attributes: str) -> IndexRecord:
    return IndexRecord(name, name, unit(*values), attributes)


def test_nearest_first_with_attributes(tmp_path: Path) -> None:
    with VectorStore(tmp_path / "s") as store:
        store.upsert([record("a", 1, 0, 0, type="cap"), record("b", 1, 1, 0, type="term")])
        hits = store.query(unit(1, 0, 0), 5)
    assert [hit.id for hit in hits] == ["a", "b"]
    assert hits[0].score == pytest.approx(1.0, abs=1e-5)
    assert hits[1].attributes == {"type": "term"}


def test_a_record_put_again_takes_the_old_ones_place(tmp_path: Path) -> None:
    with VectorStore(tmp_path / "s") as store:
        store.upsert([record("a", 1, 0), record("b", 0, 1)])
        store.upsert([record("a", 0, 1)])
        assert len(store) == 2
        assert {hit.id for hit in store.query(unit(0, 1), 2) if hit.score > 0.9} == {"a", "b"}


def test_what_was_put_is_there_after_reopening(tmp_path: Path) -> None:
    with VectorStore(tmp_path / "s") as store:
        store.upsert([record("a", 1, 0)])
    with VectorStore(tmp_path / "s") as store:
        assert [hit.id for hit in store.query(unit(1, 0))] == ["a"]


def test_deleted_records_are_not_found_and_erase_leaves_nothing(tmp_path: Path) -> None:
    with VectorStore(tmp_path / "s") as store:
        store.upsert([record("a", 1, 0), record("b", 0, 1)])
        store.delete(["a"])
        assert [hit.id for hit in store.query(unit(1, 0), 5)] == ["b"]
    erase(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_an_empty_store_answers_nothing(tmp_path: Path) -> None:
    with VectorStore(tmp_path / "s") as store:
        assert store.query(unit(1, 0)) == []


def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(DataError, match="rebuild"), VectorStore(folder) as store:
        len(store)


def test_vectors_of_nonsense_are_refused() -> None:
    with pytest.raises(InvariantError, match="finite"):
        IndexRecord("a", "a", np.array([np.nan], np.float32))


def test_a_second_process_is_told_who_has_the_index(tmp_path: Path) -> None:
    hold = "import sys,time;from pathlib import Path;from index.lock import index_lock\n"
    hold += "with index_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(IndexLocked, match=str(holder.pid)), index_lock(tmp_path):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with index_lock(tmp_path):
        pass
