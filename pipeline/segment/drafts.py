"""Clauses being built, and their last cut: none without structure stays longer than a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.span import Span

LONGEST = 4000  # characters of a clause without structure
_SENTENCE = re.compile(r"[.;:][\"”’)]*\s+(?=[\"“(]?[A-Z0-9])")


@dataclass(slots=True)
class Draft:
    """A clause being built; `parent` is a position in the list of drafts."""

    start: int
    stop: int
    number: str | None = None
    heading: str | None = None
    parent: int | None = None
    path: tuple[str, ...] = ()
    page: int | None = None
    open: bool = True  # takes unnumbered text after it
    bare: bool = False  # so far a heading alone
    borders: list[int] = field(default_factory=list)  # where paragraphs begin that joined it

    def join(self, span: Span) -> None:
        """Take the text of a line behind this clause's own."""
        self.borders.append(span.start)
        self.stop, self.bare = span.end, False


def finish(document: Document, drafts: list[Draft]) -> list[Clause]:
    """Return the clauses with their ids; what a long draft has over goes to clauses under it."""
    place: list[str] = []
    clauses: list[Clause] = []
    for draft in drafts:
        above = None if draft.parent is None else place[draft.parent]
        place.append(_id(len(clauses)))
        for i, span in enumerate(_pieces(document.text, draft)):
            clauses.append(
                Clause(
                    id=_id(len(clauses)),
                    document_id=document.id,
                    parent_id=above if i == 0 else place[-1],
                    span=span,
                    text=span.slice(document.text),
                    number=draft.number if i == 0 else None,
                    heading=draft.heading if i == 0 else None,
                    path=draft.path,
                    page=draft.page,
                )
            )
    return clauses


def _id(position: int) -> str:
    return f"c{position + 1:04d}"


def _pieces(text: str, draft: Draft) -> Iterator[Span]:
    start = draft.start
    borders = iter([*draft.borders, draft.stop])
    ahead = next(borders)
    while draft.stop - start > LONGEST:
        limit, cut = start + LONGEST, start
        while ahead <= limit:
            cut, ahead = max(cut, ahead), next(borders)
        if cut == start:
            cut = _sentence_border(text, start, min(limit, ahead))
        yield _strip(text, start, cut)
        start = cut
    yield _strip(text, start, draft.stop)


def _sentence_border(text: str, start: int, limit: int) -> int:
    """Return where the last sentence or line begins before `limit`, at worst the last word."""
    line = text.rfind("\n", start + LONGEST // 4, limit)
    if line >= 0:
        return line + 1
    ends = [found.end() for found in _SENTENCE.finditer(text, start + LONGEST // 4, limit)]
    if ends:
        return ends[-1]
    blank = text.rfind(" ", start + 1, limit)
    return blank + 1 if blank >= 0 else limit


def _strip(text: str, start: int, stop: int) -> Span:
    piece = text[start:stop]
    body = piece.strip()
    lead = len(piece) - len(piece.lstrip()) if body else 0
    return Span(start + lead, start + lead + len(body))
