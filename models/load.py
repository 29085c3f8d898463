"""Loading taggers by name from the weights folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from models.card import WEIGHTS
from pipeline.errors import UsageError, WeightsError

if TYPE_CHECKING:
    from models.ensemble import Ensemble
    from models.tagger import Tagger

NAMES = ("ensemble", "encoder", "linear")


def default_weights() -> Path:
    """Return the folder of the newest shipped weights; raises WeightsError when there are none."""
    folders = sorted(path.parent for path in WEIGHTS.glob("*/card.json"))
    if not folders:
        raise WeightsError(f"no weights in {WEIGHTS.name}/: every release ships a folder there")
    return folders[-1]


def load_ensemble(threads: int = 2) -> Ensemble:
    """Load the shipped encoder and linear model together."""
    from models.ensemble import Ensemble

    return Ensemble.load(default_weights(), threads)


def load_tagger(name: str = "ensemble", threads: int = 2) -> Tagger:
    """Load one of NAMES; raises UsageError for another name and WeightsError for bad weights."""
    from models.encoder import Encoder
    from models.linear import LinearTagger

    loaders: dict[str, Callable[[], Tagger]] = {
        "ensemble": lambda: load_ensemble(threads),
        "encoder": lambda: Encoder.load(default_weights(), threads),
        "linear": lambda: LinearTagger.load(default_weights()),
    }
    if name not in loaders:
        raise UsageError(f"unknown tagger {name!r}; known: {', '.join(NAMES)}")
    return loaders[name]()
