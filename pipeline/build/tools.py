"""What the stages share in one process: the playbook, the model, the vectors of exemplars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.playbook import Playbook, load_playbook, shipped_folders

_ENOUGH = 100

if TYPE_CHECKING:
    from models.ensemble import Ensemble
    from pipeline.build.vector_cache import VectorCache


@dataclass(frozen=True)
class Recipe:
    """How to make the tools: plain values, so that a worker process can be told."""

    home: Path
    playbook_folder: Path | None
    threads: int


class Tools:
    """Loaded once a process and used by every stage."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe

    @cached_property
    def playbook(self) -> Playbook:
        """The shipped playbooks with the user's folder, if any, laid over them."""
        extra = [self.recipe.playbook_folder] if self.recipe.playbook_folder else []
        return load_playbook([*shipped_folders(), *extra])

    @cached_property
    def model(self) -> Ensemble:
        """The shipped encoder and linear model."""
        from models.load import load_ensemble

        return load_ensemble(self.recipe.threads)

    @cached_property
    def model_version(self) -> str:
        """The weights' short id, without loading them."""
        from models.ensemble import weights_version
        from models.load import default_weights

        return weights_version(default_weights())

    @cached_property
    def types(self) -> Mapping[str, str]:
        """Which clause type each label of the model stands for."""
        return {label: _type_of(label, self.playbook) for label in self.model.labels}

    @cached_property
    def well_known(self) -> frozenset[str]:
        """The clause types whose absence the model can be trusted on.

        A type learnt from fewer than 100 sentences may be missed, so a playbook cue alone counts.
        """
        support = self.model.support
        return frozenset(
            kind for label, kind in self.types.items() if support.get(label, 0) >= _ENOUGH
        )

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts read alone; shipped exemplars and what was embedded before are looked up."""
        return self._vectors.get(texts, self.model.embed)

    @cached_property
    def _vectors(self) -> VectorCache:
        from pipeline.build.vector_cache import VectorCache

        name = self.vectors_file
        return VectorCache(self.recipe.home / "cache" / name, shipped_vectors(name))

    @cached_property
    def encoder_version(self) -> str:
        """The encoder's short id: vectors made under one id may be compared."""
        from models.card import encoder_version
        from models.load import default_weights

        return encoder_version(default_weights())

    @property
    def vectors_file(self) -> str:
        """The name of a file of vectors made by this encoder."""
        return f"vectors-{self.encoder_version}.npz"

    @cached_property
    def reading_version(self) -> str:
        """What decides the tags of a document: the weights, and the types taught in this home."""
        from pipeline.build.own_types import own_types_version

        own = own_types_version(self.recipe.home)
        return f"{self.model_version}+{own}" if own else self.model_version


def shipped_vectors(name: str) -> Path:
    """Return where `clausewright playbook embed` puts the vectors of the shipped exemplars."""
    return shipped_folders()[0].parent / name


def _type_of(label: str, playbook: Playbook) -> str:
    entry = playbook.entry_of(label)
    if entry is not None:
        return entry.id
    if label.startswith("cuad:"):
        words = "".join(ch if ch.isalnum() else " " for ch in label.removeprefix("cuad:").lower())
        return "g_" + "_".join(words.split())
    return label


@lru_cache(maxsize=1)
def tools_for(recipe: Recipe) -> Tools:
    """Return this process's tools."""
    return Tools(recipe)
