"""Analyses made by hand: clauses from plain strings, tags and vectors as given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.terms import extract
from pipeline.types.analysis import Analysis
from pipeline.types.clause import Clause
from pipeline.types.document import Block, Document
from pipeline.types.span import Span
from pipeline.types.tag import Tag


@dataclass(frozen=True)
class Part:
    """One clause to build: `tags` gives scores by type, `parent` the index of its parent."""

    text: str
    tags: Mapping[str, float] = field(default_factory=dict)
    number: str | None = None
    heading: str | None = None
    parent: int | None = None


def build(
    parts: Sequence[Part | str], name: str = "deal.txt", vectors: NDArray[np.float32] | None = None
) -> Analysis:
    whole = [Part(part) if isinstance(part, str) else part for part in parts]
    text = "\n".join(part.text for part in whole)
    clauses: list[Clause] = []
    tags: list[Tag] = []
    blocks: list[Block] = []
    at = 0
    key = f"{name}-{len(text)}"
    for index, part in enumerate(whole):
        span = Span(at, at + len(part.text))
        parent = None if part.parent is None else clauses[part.parent].id
        clause = Clause(f"{key}:{index}", key, parent, span, part.text, part.number, part.heading)
        clauses.append(clause)
        for paragraph in _paragraphs(part.text, at):
            blocks.append(Block(paragraph))
        tags += [Tag(clause.id, span, kind, score, "ensemble") for kind, score in part.tags.items()]
        at = span.end + 1
    document = Document(key, name, "text/plain", text, tuple(blocks))
    terms = tuple(extract(document, clauses))
    if vectors is None:
        vectors = np.zeros((len(clauses), 4), dtype=np.float32)
        vectors[:, 0] = 1
    return Analysis(document, tuple(clauses), tuple(tags), terms, vectors)


def _paragraphs(text: str, at: int) -> list[Span]:
    spans = []
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans
