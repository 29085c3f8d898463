"""A document's text as clauses."""

from pipeline.segment.segment import segment

__all__ = ["segment"]
