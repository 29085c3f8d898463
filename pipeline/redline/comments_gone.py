"""Taking comments out of a Word file."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.redline.marks import remove
from pipeline.redline.names import Element, local, w, words
from pipeline.redline.package import TYPES_PART, Package, rels_name

_ANCHORS = words("commentRangeStart commentRangeEnd")


def drop_comments(package: Package, mine: Callable[[Element], bool]) -> None:
    """Remove the comments that `mine` names, their anchors and, left empty, their part."""
    main = package.main()
    part = package.related(main, "comments")
    if part is None:
        return
    gone = {c.get(w("id")) for c in package.read(part).iter(w("comment")) if mine(c)}
    if not gone:
        return
    comments = package.edit(part)
    for comment in [c for c in comments.iter(w("comment")) if c.get(w("id")) in gone]:
        remove(comment)
    for story in list(package.stories()):
        if story != part and _anchored(package.read(story), gone):
            drop_anchors(package.edit(story), gone)
    if comments.find(w("comment")) is None:
        _undeclare(package, main, part)


def drop_anchors(root: Element, ids: set[str | None]) -> None:
    """Remove the range marks and reference runs of these comments from one part."""
    for anchor in [a for a in root.iter(*_ANCHORS) if a.get(w("id")) in ids]:
        remove(anchor)
    for reference in [r for r in root.iter(w("commentReference")) if r.get(w("id")) in ids]:
        run = reference.getparent()
        remove(reference)
        if run is not None and all(local(child) == "rPr" for child in run):
            remove(run)


def _anchored(root: Element, ids: set[str | None]) -> bool:
    return any(a.get(w("id")) in ids for a in root.iter(*_ANCHORS, w("commentReference")))


def _undeclare(package: Package, main: str, part: str) -> None:
    package.drop(part)
    types = package.edit(TYPES_PART)
    for entry in list(types):
        if entry.get("PartName", "").lower() == f"/{part}".lower():
            remove(entry)
    named = {id_ for id_, _, target in package.relationships(main) if target == part}
    rels = package.edit(rels_name(main))
    for entry in list(rels):
        if entry.get("Id") in named:
            remove(entry)
    if not len(rels):
        package.drop(rels_name(main))
