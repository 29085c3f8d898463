"""Tag and embed the clauses of a document in one pass of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.segment.sentences import sentence_spans
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.span import Span
from pipeline.types.tag import Tag

SHOWN = 0.1  # tags scored lower are not kept


class UnitReading(Protocol):
    """Scores [units, labels] in [0, 1] and unit-length vectors [units, width]."""

    @property
    def scores(self) -> NDArray[np.float32]:
        """Return the scores."""
        ...

    @property
    def vectors(self) -> NDArray[np.float32]:
        """Return the vectors."""
        ...


class UnitModel(Protocol):
    """What tags and embeds: the shipped ensemble, or a small model in tests."""

    name: str
    labels: tuple[str, ...]

    def read(self, units: Sequence[str]) -> UnitReading:
        """Read units in document order."""
        ...


def tag(
    document: Document, clauses: Sequence[Clause], model: UnitModel, types: Mapping[str, str]
) -> tuple[list[Tag], NDArray[np.float32]]:
    """Return tags and one unit-length vector a clause, from one reading of all sentence units.

    `types` maps a label to the clause type it stands for; a label that is not in it is its own
    type. A tag spans the first to the last unit of the clause that asserts it, or the best unit
    when none does. Of labels for one type the best counts.
    """
    units: list[Span] = []
    owners: list[int] = []
    for i, clause in enumerate(clauses):
        mine = sentence_spans(document.text, clause.span)
        units += mine
        owners += [i] * len(mine)
    reading = model.read([unit.slice(document.text) for unit in units])
    owner = np.array(owners, int)
    lengths = np.array([len(unit) for unit in units], np.float32)
    vectors = np.zeros((len(clauses), reading.vectors.shape[1]), np.float32)
    np.add.at(vectors, owner, reading.vectors * lengths[:, None])
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    first = np.searchsorted(owner, np.arange(len(clauses) + 1))
    tags: list[Tag] = []
    for i, clause in enumerate(clauses):
        begin, stop = int(first[i]), int(first[i + 1])
        if stop > begin:
            tags += _clause_tags(
                clause, units[begin:stop], reading.scores[begin:stop], model, types
            )
    return tags, vectors


def _clause_tags(
    clause: Clause,
    units: Sequence[Span],
    scores: NDArray[np.float32],
    model: UnitModel,
    types: Mapping[str, str],
) -> list[Tag]:
    best: dict[str, Tag] = {}
    for column in np.flatnonzero(scores.max(0) >= SHOWN):
        values = scores[:, column]
        asserting = np.flatnonzero(values >= 0.5)
        held = asserting if len(asserting) else np.array([int(values.argmax())])
        span = Span(units[int(held[0])].start, units[int(held[-1])].end)
        label = model.labels[column]
        kind = types.get(label, label)
        score = min(float(values.max()), 1.0)
        if kind not in best or score > best[kind].score:
            best[kind] = Tag(clause.id, span, kind, score, model.name)
    return sorted(best.values(), key=lambda found: -found.score)
