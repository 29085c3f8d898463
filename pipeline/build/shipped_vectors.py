"""Making the file of the shipped exemplars' vectors."""

from __future__ import annotations

from pathlib import Path

from pipeline.build.tools import Recipe, Tools, shipped_vectors
from pipeline.build.vector_cache import VectorCache
from pipeline.settings import Settings
from pipeline.signals.exemplars import exemplar_texts


def write() -> Path:
    """Embed the exemplars of the shipped playbooks, replace the file; return its path."""
    settings = Settings.from_environment()
    tools = Tools(Recipe(settings.home, None, settings.threads))
    path = shipped_vectors(tools.vectors_file)
    for old in path.parent.glob("vectors-*.npz"):
        old.unlink()
    VectorCache(path).hold(exemplar_texts(tools.playbook.entries.values()), tools.model.embed)
    return path
