"""Clauses: the numbered provisions a document is cut into."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import InvariantError
from pipeline.types.document import Document
from pipeline.types.span import Span, check_disjoint


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered unit's own words, without its children.

    `number` is the label the page shows ("12.1", "(a)"), `path` the labels from the outermost
    clause to this one, `page` counts from 1. `text == document.text[span]`.
    """

    id: str
    document_id: str
    parent_id: str | None
    span: Span
    text: str
    number: str | None = None
    heading: str | None = None
    path: tuple[str, ...] = ()
    page: int | None = None

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            raise InvariantError(f"clause {self.id}: text and span {self.span} differ in length")


def check_clauses(document: Document, clauses: list[Clause]) -> None:
    """Raise InvariantError unless clauses match the text, have unique ids and do not overlap."""
    ids = {clause.id for clause in clauses}
    if len(ids) != len(clauses):
        raise InvariantError(f"clause ids of {document.name!r} repeat")
    for clause in clauses:
        if clause.span.slice(document.text) != clause.text:
            raise InvariantError(f"clause {clause.id} does not match the text at {clause.span}")
        if clause.parent_id is not None and clause.parent_id not in ids:
            raise InvariantError(f"clause {clause.id} names an unknown parent {clause.parent_id}")
    check_disjoint([clause.span for clause in clauses], "clauses")
