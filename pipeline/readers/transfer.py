"""Documents as JSON values: how a reader's result leaves the limited process."""

from __future__ import annotations

from typing import Any, TypeAlias

from pipeline.errors import InvariantError
from pipeline.types.document import Block, BlockKind, Document, DocumentWarning, Story
from pipeline.types.span import Span

Json: TypeAlias = dict[str, Any]
JsonValue: TypeAlias = Any


def document_to_json(document: Document) -> Json:
    """Return a value that json can write and `document_from_json` turns back."""
    return {
        "id": document.id,
        "name": document.name,
        "media_type": document.media_type,
        "text": document.text,
        "blocks": [_block_to_json(block) for block in document.blocks],
        "warnings": [[w.code, w.message] for w in document.warnings],
        "pages": document.pages,
        "original": document.original,
    }


def document_from_json(value: JsonValue) -> Document:
    """Build a Document; raises InvariantError for a value of any other shape."""
    try:
        return Document(
            id=_text(value["id"]),
            name=_text(value["name"]),
            media_type=_text(value["media_type"]),
            text=_text(value["text"]),
            blocks=tuple(_block_from_json(block) for block in value["blocks"]),
            warnings=tuple(DocumentWarning(_text(c), _text(m)) for c, m in value["warnings"]),
            pages=_number(value["pages"]),
            original=_optional(value["original"]),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InvariantError(f"a document of another shape: {type(error).__name__}") from None


def _block_to_json(block: Block) -> list[Any]:
    return [
        block.span.start,
        block.span.end,
        block.kind.value,
        block.story.value,
        block.number,
        block.level,
        block.style,
        block.page,
        block.row,
        [[span.start, span.end] for span in block.hidden],
        dict(block.locator),
    ]


def _block_from_json(value: JsonValue) -> Block:
    start, end, kind, story, number, level, style, page, row, hidden, locator = value
    table, line, column = row if row is not None else (0, 0, 0)
    place = (int(table), int(line), int(column))
    return Block(
        span=Span(int(start), int(end)),
        kind=BlockKind(kind),
        story=Story(story),
        number=_optional(number),
        level=_number(level),
        style=_optional(style),
        page=_number(page),
        row=place if row is not None else None,
        hidden=tuple(Span(int(a), int(b)) for a, b in hidden),
        locator={_text(k): v if isinstance(v, int) else _text(v) for k, v in locator.items()},
    )


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _optional(value: JsonValue) -> str | None:
    return None if value is None else _text(value)


def _number(value: JsonValue) -> int | None:
    return None if value is None else int(value)
