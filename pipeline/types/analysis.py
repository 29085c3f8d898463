"""A document read, cut, tagged and measured: what compare and later stages look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import InvariantError
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.tag import Tag
from pipeline.types.term import Term


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """`vectors` is float32, one unit-length row per clause, in clause order."""

    document: Document
    clauses: tuple[Clause, ...]
    tags: tuple[Tag, ...]
    terms: tuple[Term, ...]
    vectors: NDArray[np.float32]

    def __post_init__(self) -> None:
        if self.vectors.ndim != 2 or len(self.vectors) != len(self.clauses):
            raise InvariantError(f"{len(self.clauses)} clauses but vectors {self.vectors.shape}")

    def tags_of(self, clause_id: str) -> list[Tag]:
        """Return the tags of one clause, best first."""
        mine = [tag for tag in self.tags if tag.clause_id == clause_id]
        return sorted(mine, key=lambda tag: -tag.score)

    def terms_of(self, clause_id: str) -> list[Term]:
        """Return the terms stated in one clause, in text order."""
        return sorted((t for t in self.terms if t.clause_id == clause_id), key=lambda t: t.span)
