"""Sentence units with their labels: what taggers are trained on and scored by.

A CUAD unit holds a label when a gold span and the unit share at least half of the shorter of the
two, so a date or a party inside a sentence labels the sentence and a span over several sentences
labels those it mostly covers; the unit that shares most with a span always holds its label. A
unit of labelled terms inherits every type of the labelled unit that it lies in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from eval.datasets.ai_terms import TermsDocument, load_ai_terms
from eval.datasets.cuad import Contract, load_cuad
from eval.datasets.cuad_categories import PREFIX, label_of
from models.routes import ROUTE_ANY
from pipeline.segment.sentences import sentence_spans
from pipeline.types.span import Span

Source = Literal["cuad", "ai_terms"]


@dataclass(frozen=True, slots=True)
class DocumentUnits:
    """The units of one document in reading order, with the labels each holds.

    `spans[i]` gives `units[i]` in code points of the document's text, half-open, and `labels[i]`
    the labels it holds. `groups[i]` is the position of the labelled unit that unit i lies in
    (for CUAD, i itself). `known` holds the labels a reader looked for; None means every label but
    those of CUAD. A label that is not known is unlabelled, not absent: leave it out of the loss.
    """

    document_id: str
    source: Source
    units: tuple[str, ...]
    spans: tuple[Span, ...]
    labels: tuple[frozenset[str], ...]
    groups: tuple[int, ...]
    known: frozenset[str] | None

    def label_matrix(self, labels: Sequence[str]) -> csr_array:
        """Return a float32 matrix [units, labels] of zeros and ones."""
        column = {label: i for i, label in enumerate(labels)}
        held = [sorted(column[x] for x in row if x in column) for row in self.labels]
        indptr = np.cumsum([0, *map(len, held)])
        indices = np.array([i for row in held for i in row], dtype=np.int64)
        values = np.ones(len(indices), dtype=np.float32)
        return csr_array((values, indices, indptr), shape=(len(held), len(labels)))

    def known_mask(self, labels: Sequence[str]) -> NDArray[np.bool_]:
        """Return, for each label, whether this document's labels say yes or no to it."""
        if self.known is None:
            return np.array([not label.startswith(PREFIX) for label in labels], dtype=bool)
        return np.array([label in self.known for label in labels], dtype=bool)


def training_units(
    data: Path,
    sources: Collection[Source] = ("cuad", "ai_terms"),
    cuad_ids: Collection[str] | None = None,
    ai_terms_ids: Collection[str] | None = None,
    routes: bool = False,
) -> list[DocumentUnits]:
    """Read the units of `data`/cuad and `data`/ai_terms/train with their labels.

    `cuad_ids` and `ai_terms_ids` name the documents to use, None for all; with `routes` labelled
    terms also hold `ROUTE_ANY` where a specialist must see them. Raises DataError as the loaders
    do.
    """
    found: list[DocumentUnits] = []
    if "cuad" in sources:
        contracts = load_cuad(Path(data) / "cuad", cuad_ids).contracts
        found += [contract_units(contract) for contract in contracts]
    if "ai_terms" in sources:
        documents = load_ai_terms(Path(data) / "ai_terms" / "train", ai_terms_ids).documents
        found += [terms_units(document, routes) for document in documents]
    return found


def contract_units(contract: Contract) -> DocumentUnits:
    """Cut a contract's raw text into sentence units labelled "cuad:<Category>"."""
    spans = sentence_spans(contract.text)
    labels: list[set[str]] = [set() for _ in spans]
    starts, ends = [s.start for s in spans], [s.end for s in spans]
    for category, gold in contract.gold.items():
        for span in gold:
            first, stop = bisect_right(ends, span.start), bisect_left(starts, span.end)
            for unit in held_units(spans[first:stop], span):
                labels[first + unit].add(label_of(category))
    return DocumentUnits(
        document_id=contract.id,
        source="cuad",
        units=tuple(span.slice(contract.text) for span in spans),
        spans=tuple(spans),
        labels=tuple(map(frozenset, labels)),
        groups=tuple(range(len(spans))),
        known=frozenset(map(label_of, contract.gold)),
    )


def held_units(units: Sequence[Span], gold: Span) -> list[int]:
    """Return the positions of the `units`, all of which touch `gold`, that hold its label."""
    shared = [min(u.end, gold.end) - max(u.start, gold.start) for u in units]
    return [
        i
        for i, (unit, common) in enumerate(zip(units, shared, strict=True))
        if 2 * common >= min(len(unit), len(gold)) or common == max(shared)
    ]


def terms_units(document: TermsDocument, routes: bool = False) -> DocumentUnits:
    """Cut each labelled unit of a document into sentence units that inherit its types."""
    spans: list[Span] = []
    labels: list[frozenset[str]] = []
    groups: list[int] = []
    for position, unit in enumerate(document.units):
        inside = sentence_spans(document.text, unit.span)
        spans += inside
        route = {ROUTE_ANY} if routes and unit.bx else set[str]()
        labels += [frozenset({*unit.types, *route})] * len(inside)
        groups += [position] * len(inside)
    return DocumentUnits(
        document_id=document.id,
        source="ai_terms",
        units=tuple(span.slice(document.text) for span in spans),
        spans=tuple(spans),
        labels=tuple(labels),
        groups=tuple(groups),
        known=None,
    )
