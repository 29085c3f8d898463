"""The relational store: what each step of a run produced, and nothing else yet."""

from pipeline.store.artefacts import ArtefactStore, Key

__all__ = ["ArtefactStore", "Key"]
