"""The stories of a Word file, and which notes a view shows: those a standing reference calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.readers.docx.names import Element, value, w
from pipeline.readers.docx.package import DocxPackage
from pipeline.readers.docx.views import View
from pipeline.readers.docx.walk import Call, Para, Walker
from pipeline.types.document import Story

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: its part, `call` is the kind and id a reference calls it by."""

    part: str
    call: Call
    element: Element


@dataclass(frozen=True, slots=True)
class Shown:
    """The paragraphs of a view in the order of the text, and the notes it leaves out."""

    paragraphs: tuple[tuple[str, Story, Para], ...]
    uncalled: tuple[Note, ...]


def shown(package: DocxPackage, view: View) -> Shown:
    """Walk all stories; a note is shown where a reference that is shown itself calls it."""
    walked: dict[int, tuple[str, Story, list[Para]]] = {}
    waiting: dict[Call, list[tuple[int, Note]]] = {}
    calls: list[Call] = []
    for n, (part, story, root) in enumerate(stories(package)):
        if story is Story.NOTES:
            note = Note(part, _call(root), root)
            waiting.setdefault(note.call, []).append((n, note))
            continue
        walked[n] = (part, story, list(Walker(view).paragraphs(root)))
        calls += _calls(walked[n][2])
    while calls:
        for n, note in waiting.pop(calls.pop(), ()):
            walked[n] = (note.part, Story.NOTES, list(Walker(view).paragraphs(note.element)))
            calls += _calls(walked[n][2])
    left = sorted((pair for pairs in waiting.values() for pair in pairs), key=lambda pair: pair[0])
    paragraphs = tuple(
        (part, story, para) for _, (part, story, paras) in sorted(walked.items()) for para in paras
    )
    return Shown(paragraphs, tuple(note for _, note in left))


def stories(package: DocxPackage) -> Iterator[tuple[str, Story, Element]]:
    """Yield each story with its part, in the order in which the text holds them."""
    body = package.root(package.main).find(w("body"))
    if body is not None:
        yield package.main, Story.BODY, body
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for part in _parts(package, kind):
            for note in package.root(part).iterchildren(w(tag)):
                if value(note, "type") not in _SEPARATORS:
                    yield part, Story.NOTES, note
    for kind in ("header", "footer"):
        for part in _parts(package, kind):
            yield part, Story.MARGIN, package.root(part)


def _call(note: Element) -> Call:
    return str(note.tag).rsplit("}", 1)[-1], value(note, "id")


def _calls(paras: list[Para]) -> Iterator[Call]:
    return (call for para in paras for call in para.calls)


def _parts(package: DocxPackage, kind: str) -> list[str]:
    found = dict.fromkeys(package.related(package.main, kind))
    return [part for part in found if part in package]
