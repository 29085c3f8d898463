"""Words of a document as a place that names their clause."""

from __future__ import annotations

from pipeline.types.clause import Clause
from pipeline.types.deviation import Place
from pipeline.types.document import Document
from pipeline.types.span import Span


def place_in(document: Document, clause: Clause, span: Span) -> Place:
    """Return the place of the words at `span`, told by its clause's number and heading."""
    words = span.slice(document.text)
    return Place(document.id, document.name, clause.id, span, words, clause.number, clause.heading)
