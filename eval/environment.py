"""Where a run took place: versions, commit, processor count, memory."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_PACKAGES = ("numpy", "scipy", "onnxruntime", "tokenizers")
_ROOT = Path(__file__).resolve().parents[1]


def environment() -> dict[str, Any]:
    """Return Python, system, processor count and the versions of what computes the figures."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "packages": {name: _version(name) for name in _PACKAGES},
    }


def own_version() -> str | None:
    """Return the installed version of this program, None when it is not installed."""
    return _version("clausewright")


def git_state() -> dict[str, Any] | None:
    """Return the commit and whether the tree differs from it; None outside a git checkout."""
    if not (_ROOT / ".git").exists():
        return None
    commit, status = _git("rev-parse", "HEAD"), _git("--no-optional-locks", "status", "--porcelain")
    if commit is None or status is None:
        return None
    return {"commit": commit.strip(), "dirty": bool(status.strip())}


def peak_megabytes() -> float | None:
    """Return the most memory this process has held so far in MB; None where it is not told."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1e6 if sys.platform == "darwin" else 1e3), 1)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _git(*arguments: str) -> str | None:
    command = ["git", "-C", str(_ROOT), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
