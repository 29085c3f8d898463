"""What the run needs of the stages; the composition root fills it in."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal
from pipeline.types.document import Document
from pipeline.types.review import RedlineReport, Review


class Stages(Protocol):
    """Functions of values. `index` alone touches a disk and runs in the owning process only."""

    def read(self, path: Path) -> Document:
        """Read a file; raises UnreadableFile."""
        ...

    def analyse(self, document: Document) -> Analysis:
        """Segment, tag, embed and extract terms."""
        ...

    def index(self, analysis: Analysis) -> None:
        """Make a document's clauses searchable."""
        ...

    def judge(
        self,
        analysis: Analysis,
        together: tuple[Analysis, ...],
        deal: Deal,
        unread: tuple[str, ...],
    ) -> Review:
        """Compare with the playbook, route and suggest; `unread` names the deal's other files."""
        ...

    def redline(self, review: Review, path: Path) -> tuple[bytes, RedlineReport]:
        """Write the internal draft from the original bytes and read it back."""
        ...
