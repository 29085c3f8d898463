"""Settings from the environment: where data of ours lives and how much a run may use."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Settings:
    """`home` holds the database, the index and caches; `data` the public data sets, if any."""

    home: Path
    data: Path | None
    threads: int = 2

    @classmethod
    def from_environment(cls) -> Settings:
        """Read CLAUSEWRIGHT_HOME, CLAUSEWRIGHT_DATA and CLAUSEWRIGHT_THREADS.

        Raises UsageError when CLAUSEWRIGHT_THREADS is not a number from 1 to 64.
        """
        home = Path(os.environ.get("CLAUSEWRIGHT_HOME") or Path.home() / ".clausewright")
        data = Path(os.environ.get("CLAUSEWRIGHT_DATA") or "../shared/data")
        threads = os.environ.get("CLAUSEWRIGHT_THREADS", "2")
        if not threads.isdigit() or not 1 <= int(threads) <= 64:
            raise UsageError(f"CLAUSEWRIGHT_THREADS is {threads!r}; allowed: 1 to 64")
        return cls(home, data if data.is_dir() else None, int(threads))
