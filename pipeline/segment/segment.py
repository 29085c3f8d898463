"""Cut a document into clauses: each numbered unit's own words, in order, nothing left over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.segment.headings import looks_like_title, run_in_heading
from pipeline.segment.labels import match_label
from pipeline.segment.lines import Line, lines
from pipeline.segment.outline import Outline
from pipeline.types.clause import Clause, check_clauses
from pipeline.types.document import Document
from pipeline.types.span import Span

_MEANS = "means|shall mean|has the meaning|have the meaning|refers to|includes|is defined"
_DEFINITION = re.compile(
    rf"^[\"“'‘](?P<t>[^\"”'’]{{1,80}})[\"”'’]\s*(?:\([^)]*\)\s*)?,?\s*(?:{_MEANS})", re.IGNORECASE
)
_RECITAL = re.compile(r"^(?:whereas|recitals?\b|background\b)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^(?:in witness whereof|signed (?:by|for)|executed (?:by|as)|signature page)", re.IGNORECASE
)
_LONGEST = 2500


@dataclass(slots=True)
class _Draft:
    """A clause being built."""

    start: int
    stop: int
    number: str | None = None
    heading: str | None = None
    parent: int | None = None
    path: tuple[str, ...] = ()
    page: int | None = None
    open: bool = True  # takes unnumbered text after it
    bare: bool = False  # so far a heading alone


def segment(document: Document) -> list[Clause]:
    """Return disjoint clauses that together hold all operative text, with ids in text order.

    A clause's own words exclude its sub-clauses. Unnumbered paragraphs join the numbered clause
    before them up to 2,500 characters; in unnumbered text each paragraph is a clause, the first
    one together with its heading. Table rows, definitions and footnotes are clauses of their own.
    """
    builder = _Builder(document.text)
    for line in lines(document):
        builder.add(line)
    names = [f"c{i + 1:04d}" for i in range(len(builder.drafts))]
    clauses = [
        Clause(
            id=names[i],
            document_id=document.id,
            parent_id=None if draft.parent is None else names[draft.parent],
            span=Span(draft.start, draft.stop),
            text=document.text[draft.start : draft.stop],
            number=draft.number,
            heading=draft.heading,
            path=draft.path,
            page=draft.page,
        )
        for i, draft in enumerate(builder.drafts)
    ]
    check_clauses(document, clauses)
    return clauses


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[_Draft] = []
        self.outline = Outline()
        self.row: tuple[int, int] | None = None
        self.section: int | None = None  # the last heading without a number

    def add(self, line: Line) -> None:
        words = line.span.slice(self.text)
        if line.row is not None or line.note:
            self._apart(line)
        elif line.label is not None and self.outline.place(
            line.label, len(self.drafts), line.strong
        ):
            self._numbered(line, words)
        elif found := _DEFINITION.match(words):
            self._start(line, heading=found["t"], parent=self._home())
        elif _RECITAL.match(words) or _SIGNATURE.match(words):
            self._start(line, heading=words if looks_like_title(words) else None)
        elif line.heading or self._is_title(words):
            self._titled(line, words)
        else:
            self._plain(line)

    def _apart(self, line: Line) -> None:
        if line.row is not None and line.row == self.row:
            self.drafts[-1].stop = line.span.end
            return
        self._start(line, parent=self._home())
        self.row = line.row
        self.drafts[-1].open = False

    def _numbered(self, line: Line, words: str) -> None:
        assert line.label is not None
        found = match_label(words)
        rest = words[found[1] :] if found and found[0].shown == line.label.shown else words
        title = " ".join(rest.split())
        alone = line.heading or looks_like_title(title)
        heading = title.rstrip(".:") if alone and title else run_in_heading(rest)
        parent = self.outline.parent
        self._start(line, heading=heading or None, parent=parent)
        draft = self.drafts[-1]
        draft.number = line.label.shown
        above = self.drafts[parent].path if parent is not None else ()
        draft.path = (*above, line.label.shown)
        draft.bare = bool(alone)
        self.section = None

    def _titled(self, line: Line, words: str) -> None:
        last = self.drafts[-1] if self.drafts else None
        if last is not None and last.bare and last.number is not None and not last.heading:
            last.stop, last.heading = line.span.end, " ".join(words.split())
            return
        self.outline = Outline()
        self._start(line, heading=" ".join(words.split()))
        self.drafts[-1].bare = True
        self.section = len(self.drafts) - 1

    def _plain(self, line: Line) -> None:
        last = self.drafts[-1] if self.drafts else None
        size = line.span.end - last.start if last else 0
        joins = last is not None and last.open and (last.bare or (last.number and size <= _LONGEST))
        if joins and last is not None:
            last.stop, last.bare = line.span.end, False
        else:
            self._start(line, parent=self._home())

    def _start(self, line: Line, heading: str | None = None, parent: int | None = None) -> None:
        self.row = None
        above = self.drafts[parent].path if parent is not None else ()
        self.drafts.append(
            _Draft(line.span.start, line.span.end, None, heading, parent, above, line.page)
        )

    def _home(self) -> int | None:
        return self.outline.stack[-1].clause if self.outline.stack else self.section

    def _is_title(self, words: str) -> bool:
        if self.outline.stack and not words.isupper():
            return False
        return looks_like_title(words) and not words.endswith(":")
