"""What a run records about itself, and the hash of what pins it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.environment import environment, git_state, own_version
from eval.run_folder import FORMAT
from eval.task import Task, TaskData
from models.tagger import Tagger, WithUsage

PINNED = (
    "task",
    "config",
    "data_sha256",
    "split",
    "documents",
    "tagger",
    "labels",
    "weights_sha256",
    "allow_seen",
    "seen_documents",
    "seed",
    "version",
)


def new_manifest(
    task: Task,
    data: TaskData[Any],
    folder: Path,
    tagger: Tagger | None,
    seen: Sequence[str],
    **given: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Return the manifest of a run that begins.

    `given` has its `split`, `weights_sha256`, `allow_seen` and `seed`.
    """
    pinned = {
        "task": task.name,
        "config": dict(task.config),
        "data_sha256": data.sha256,
        "documents": list(data.items),
        "tagger": tagger.name if tagger else None,
        "labels": list(tagger.labels) if tagger else None,
        "seen_documents": list(seen),
        "version": own_version(),
        **given,
    }
    return {
        "format": FORMAT,
        "status": "running",
        "run_sha256": run_sha256(pinned),
        **pinned,
        "data": str(folder),
        "git": git_state(),
        "environment": environment(),
        **({"llm": dict(tagger.about)} if isinstance(tagger, WithUsage) else {}),
    }


def run_sha256(manifest: Mapping[str, Any]) -> str:
    """Return the hash of what pins a run: equal runs make equal figures."""
    pinned = {name: manifest[name] for name in PINNED}
    text = json.dumps(pinned, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
