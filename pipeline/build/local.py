"""The stages in this process."""

from __future__ import annotations

import threading
from pathlib import Path

from pipeline.build.stopwatch import Stopwatch
from pipeline.build.tools import Tools
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal
from pipeline.types.document import Document
from pipeline.types.review import RedlineReport, Review


class LocalStages:
    """Runs every stage where it is called; heavy imports happen at first use."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._indexing = threading.Lock()

    def read(self, path: Path) -> Document:
        """Read a file in its limited process."""
        from pipeline.readers import read

        return read(path)

    def analyse(self, document: Document) -> Analysis:
        """Segment, tag and embed in one pass, find exact fragments, extract terms."""
        from pipeline.build.own_types import load_heads, own_tags
        from pipeline.fragments.tags import with_fragments
        from pipeline.segment import segment
        from pipeline.tag import tag
        from pipeline.terms import extract

        clauses = segment(document)
        model, types = self._tools.model, self._tools.types
        tags, vectors = tag(document, clauses, model, types)
        if model.fragments is not None:
            tags = with_fragments(tags, document, clauses, model.fragments, types)
        heads, _ = load_heads(self._tools.recipe.home, self._tools.encoder_version)
        tags = [*tags, *own_tags(heads, clauses, vectors)]
        terms = extract(document, clauses)
        return Analysis(document, tuple(clauses), tuple(tags), tuple(terms), vectors)

    def index(self, analysis: Analysis) -> None:
        """Write the clauses' vectors to the matter's Chroma directory, one document at a time."""
        from index.vectors import VectorStore, erase
        from pipeline.build.search import matter_directory, records_of

        directory = matter_directory(self._tools, analysis.document.id)
        with self._indexing:
            erase(directory)
            with VectorStore(directory) as store:
                store.upsert(records_of(analysis))

    def judge(
        self,
        analysis: Analysis,
        together: tuple[Analysis, ...],
        deal: Deal,
        unread: tuple[str, ...] = (),
    ) -> Review:
        """Compare, route and suggest."""
        from pipeline.build.judge import judge

        return judge(analysis, together, deal, self._tools, Stopwatch(), unread)

    def redline(self, review: Review, path: Path) -> tuple[bytes, RedlineReport]:
        """Write the internal draft from the original bytes."""
        from datetime import UTC, datetime

        from pipeline.redline.internal import write_internal

        docx = review.document.media_type.endswith("wordprocessingml.document")
        original = path.read_bytes() if docx else None
        return write_internal(review, original, at=datetime.now(UTC))
