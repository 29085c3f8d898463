"""What decides a result besides its inputs: our code, in one short hash."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from pipeline.settings import VERSION

_ROOT = Path(__file__).resolve().parents[2]


@lru_cache
def code_version() -> str:
    """Return the release and a hash over the source of pipeline, models and index.

    So a run is resumed only by the code that began it, also between releases.
    """
    digest = hashlib.sha256()
    for package in ("pipeline", "models", "index"):
        for path in sorted((_ROOT / package).rglob("*.py")):
            digest.update(path.read_bytes())
    return f"{VERSION}+{digest.hexdigest()[:12]}"
