"""What the index holds of anything: an id, its text, its vector and a few small attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InvariantError

Attribute = str | int | float | bool


@dataclass(frozen=True, slots=True, eq=False)
class IndexRecord:
    """`vector` is float32 [width] of unit length; the text is not kept by the vector store."""

    id: str
    text: str
    vector: NDArray[np.float32]
    attributes: Mapping[str, Attribute] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.vector.ndim != 1 or not np.isfinite(self.vector).all():
            raise InvariantError(f"vector of {self.id} must be one row of finite numbers")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record near a query: `score` is the cosine similarity in [-1, 1]."""

    id: str
    score: float
    attributes: Mapping[str, Attribute]
