"""Telling of notes that were left out, so that nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.readers.docx.names import value, w
from pipeline.readers.docx.package import DocxPackage
from pipeline.readers.docx.stories import Note, stories
from pipeline.types.document import DocumentWarning

_MOST_NAMED = 20


def uncalled_warnings(package: DocxPackage, notes: Sequence[Note]) -> Iterator[DocumentWarning]:
    """Yield a warning a kind for notes whose references are struck, and one for those with none.

    A note is named by its place among all references of its kind, struck ones and insertions
    counted, and by the id the file gives it where no reference shows a number.
    """
    for kind in ("footnote", "endnote"):
        mine = [note for note in notes if note.call[0] == kind]
        numbers = _numbers(package, kind) if mine else {}
        struck = [n for n in mine if n.call[1] in numbers]
        lost = [n for n in mine if n.call[1] not in numbers]
        if struck:
            them = "it belongs" if len(struck) == 1 else "they belong"
            why = f"left out, as others struck the words {them} to"
            yield DocumentWarning("struck_notes", f"{_named(kind, struck, numbers)}: {why}")
        if lost:
            why = f"left out, as nothing in the text refers to {'it' if len(lost) == 1 else 'them'}"
            yield DocumentWarning("unused_notes", f"{_named(kind, lost, numbers)}: {why}")


def _numbers(package: DocxPackage, kind: str) -> dict[str | None, int | None]:
    """Return the number of each note that is referred to; None where the mark is set by hand."""
    found: dict[str | None, int | None] = {}
    number = 0
    for _, _, story in stories(package):
        for reference in story.iter(w(f"{kind}Reference")):
            own_mark = (value(reference, "customMarkFollows") or "0") not in {"0", "false", "off"}
            key = value(reference, "id")
            if key not in found:
                number += not own_mark
                found[key] = None if own_mark else number
    return found


def _named(kind: str, notes: Sequence[Note], numbers: dict[str | None, int | None]) -> str:
    named = [
        f"{kind} {numbers[key]}" if numbers.get(key) else f"{kind} with id {str(key)[:12]!r}"
        for key in (note.call[1] for note in notes[:_MOST_NAMED])
    ]
    more = len(notes) - len(named)
    return ", ".join(named) + (f" and {more:,} more {kind}s" if more else "")
