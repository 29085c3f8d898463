"""Settings from the environment: where data of ours lives and how much a run may use."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import UsageError

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Settings:
    """`home` holds the database, the index and caches; `data` the public data sets, if any.

    `llm` names a language model ("embedded", "openai:MODEL", "ollama:MODEL"), None for none, and
    `llm_url` its server; only `llm_remote` lets that be another machine. `llm_key` is its key.
    """

    home: Path
    data: Path | None
    threads: int = 2
    llm: str | None = None
    llm_url: str | None = None
    llm_remote: bool = False
    llm_key: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> Settings:
        """Read CLAUSEWRIGHT_HOME, _DATA, _THREADS, _LLM, _LLM_URL, _LLM_REMOTE and _LLM_KEY.

        Raises UsageError when CLAUSEWRIGHT_THREADS is not a number from 1 to 64, and when
        CLAUSEWRIGHT_LLM_REMOTE is neither yes nor no.
        """
        home = Path(os.environ.get("CLAUSEWRIGHT_HOME") or Path.home() / ".clausewright")
        data = Path(os.environ.get("CLAUSEWRIGHT_DATA") or "../shared/data")
        threads = os.environ.get("CLAUSEWRIGHT_THREADS", "2")
        if not threads.isdigit() or not 1 <= int(threads) <= 64:
            raise UsageError(f"CLAUSEWRIGHT_THREADS is {threads!r}; allowed: 1 to 64")
        remote = os.environ.get("CLAUSEWRIGHT_LLM_REMOTE") or "no"
        if remote not in ("yes", "no"):
            raise UsageError(f"CLAUSEWRIGHT_LLM_REMOTE is {remote!r}; allowed: yes, no")
        return cls(
            home,
            data if data.is_dir() else None,
            int(threads),
            os.environ.get("CLAUSEWRIGHT_LLM") or None,
            os.environ.get("CLAUSEWRIGHT_LLM_URL") or None,
            remote == "yes",
            os.environ.get("CLAUSEWRIGHT_LLM_KEY") or None,
        )
