"""One process per home opens the vector store; others are told who has it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ClausewrightError


class IndexLocked(ClausewrightError):
    """Another process has the index open; nothing was read or written."""


@contextmanager
def index_lock(home: Path) -> Iterator[None]:
    """Hold the lock of `home` for the block; raises IndexLocked naming the owner's pid."""
    with _held(home, fcntl.LOCK_EX | fcntl.LOCK_NB):
        yield


@contextmanager
def wait_for_lock(home: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of `home` for the block, waiting for its owner; `on_wait` is told once."""
    try:
        lock = index_lock(home)
        lock.__enter__()
    except IndexLocked as error:
        on_wait(f"{error}; waiting for it")
        lock = _held(home, fcntl.LOCK_EX)
        lock.__enter__()
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


@contextmanager
def _held(home: Path, how: int) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "index.lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, how)
        except BlockingIOError as error:
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise IndexLocked(f"the index of this home is open in process {owner}") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)
