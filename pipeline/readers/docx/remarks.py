"""What a reviewer must know of a Word file beside its words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.readers.docx.names import w
from pipeline.readers.docx.package import DocxPackage
from pipeline.readers.docx.stories import stories
from pipeline.types.document import DocumentWarning

_CHANGES = ("ins", "del", "moveFrom", "moveTo")


def remarks(package: DocxPackage) -> Iterator[DocumentWarning]:
    """Yield a warning for each thing that was not read, or is not the author's last word."""
    root = package.root(package.main)
    changes = sum(1 for _, _, story in stories(package) for _ in story.iter(*map(w, _CHANGES)))
    if changes:
        yield DocumentWarning(
            "tracked_changes",
            f"{changes} tracked changes by others: their insertions are read, their deletions not",
        )
    comments = package.related(package.main, "comments")
    if any(part in package and len(package.root(part)) for part in comments):
        yield DocumentWarning("comments", "margin comments by others were not read")
    names = [name.lower() for name in package.names]
    if any(name.endswith("vbaproject.bin") for name in names):
        yield DocumentWarning("scripts", "the file holds macros; they were not run or read")
    if any("/embeddings/" in name for name in names):
        yield DocumentWarning("embedded", "embedded files were not read")
    if any(True for _ in root.iter(w("altChunk"))):
        yield DocumentWarning("alt_chunk", "a part written in another format was not read")
    links = [link for part in package.names for link in package.links(part)]
    if {kind for kind, _, external in links if external} - {"hyperlink"}:
        yield DocumentWarning("external", "content kept outside the file was not fetched")
    if any(name.startswith("_xmlsignatures/") for name in names):
        yield DocumentWarning("signed", "the file bears a digital signature")
    for part in package.related(package.main, "settings"):
        if part in package and package.root(part).find(w("documentProtection")) is not None:
            yield DocumentWarning("protected", "the file is protected against editing")
