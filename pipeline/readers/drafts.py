"""Drafts: blocks before they have a place, and the one way they become a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.errors import UnreadableFile
from pipeline.readers.hidden_text import (
    character_warnings,
    clean,
    hidden_spans,
    hidden_warning,
    merge_spans,
)
from pipeline.readers.limits import Limits
from pipeline.types.document import Block, BlockKind, Document, DocumentWarning, Story
from pipeline.types.span import Span


@dataclass(slots=True)
class Draft:
    """A block with its own text; `hidden` holds half-open ranges of that text."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    story: Story = Story.BODY
    number: str | None = None
    level: int | None = None
    style: str | None = None
    page: int | None = None
    row: tuple[int, int, int] | None = None
    hidden: list[tuple[int, int]] = field(default_factory=list)
    locator: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document comes from."""

    data: bytes
    name: str
    media_type: str


def assemble(
    drafts: Iterable[Draft],
    source: Source,
    limits: Limits,
    *,
    warnings: Sequence[DocumentWarning] = (),
    pages: int | None = None,
    hidden_how: str = "hidden by its format",
) -> Document:
    r"""Join drafts by "\n" into a Document, cleaned, with invisible characters marked.

    Drafts that hold only white space are left out. Raises UnreadableFile when the text is longer
    than `limits.max_chars`.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    at = dropped = surrogates = 0
    marked: list[Span] = []
    for draft in drafts:
        cleaned = clean(draft.text)
        dropped, surrogates = dropped + len(cleaned.dropped), surrogates + cleaned.surrogates
        body = cleaned.text.strip()
        if not body:
            continue
        lead = len(cleaned.text) - len(cleaned.text.lstrip())
        hidden = [
            _place(cleaned.moved(start) - lead, cleaned.moved(end) - lead, at, len(body))
            for start, end in draft.hidden
        ]
        marked += hidden
        blocks.append(_block(draft, body, at, hidden))
        texts.append(body)
        at += len(body) + 1
        if at > limits.max_chars + 1:
            allowed = f"at most {limits.max_chars:,}"
            raise UnreadableFile(
                f"{source.name}: the text is too long; {allowed} characters are allowed"
            )
    text = "\n".join(texts)
    found = character_warnings(text, dropped, surrogates)
    found += hidden_warning(text, merge_spans(marked), hidden_how)
    digest = hashlib.sha256(source.data).hexdigest()
    return Document(
        id=digest,
        name=source.name,
        media_type=source.media_type,
        text=text,
        blocks=tuple(blocks),
        warnings=(*warnings, *found),
        pages=pages,
    )


def _place(start: int, end: int, at: int, length: int) -> Span:
    start, end = min(max(start, 0), length), min(max(end, 0), length)
    return Span(at + start, at + max(start, end))


def _block(draft: Draft, body: str, at: int, hidden: list[Span]) -> Block:
    invisible = [Span(at + s.start, at + s.end) for s in hidden_spans(body)]
    return Block(
        span=Span(at, at + len(body)),
        kind=draft.kind,
        story=draft.story,
        number=draft.number,
        level=draft.level,
        style=draft.style,
        page=draft.page,
        row=draft.row,
        hidden=tuple(merge_spans([*hidden, *invisible])),
        locator=draft.locator,
    )
