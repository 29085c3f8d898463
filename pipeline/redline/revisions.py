"""Accept or reject tracked changes in every part of a Word file, everyone's or one author's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pipeline.redline.comments_gone import drop_comments
from pipeline.redline.marks import drop_marks, remove, remove_property, unwrap
from pipeline.redline.names import Element, local, w, words
from pipeline.redline.package import Package
from pipeline.redline.properties import CHANGES, accept_properties, reject_properties

Mine: TypeAlias = Callable[[Element], bool]

_STARTS = words(
    "moveFromRangeStart moveToRangeStart customXmlInsRangeStart customXmlDelRangeStart "
    "customXmlMoveFromRangeStart customXmlMoveToRangeStart"
)
_CELLS = words("cellIns cellDel cellMerge")
_RUN_LEVEL = words("ins del moveFrom moveTo")
_TEXT_AGAIN = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_GONE_WHEN_ACCEPTED = ("del", "moveFrom")
_GONE_WHEN_REJECTED = ("ins", "moveTo")


def accept(data: bytes, author: str | None = None) -> bytes:
    """Return the file with tracked changes made final; with `author`, only that author's.

    Every story part is treated: text, moves, formatting, paragraph marks, rows and cells. Raises
    RedlineRefused when the file is not a sound Word package.
    """
    return resolved(data, _by(author), accept_tree)


def reject(data: bytes, author: str | None = None) -> bytes:
    """Return the file with tracked changes undone; with `author`, only that author's.

    Raises RedlineRefused when the file is not a sound Word package.
    """
    return resolved(data, _by(author), reject_tree)


def remove_comments(data: bytes, author: str | None = None) -> bytes:
    """Return the file without comments and their anchors; with `author`, only that author's.

    A comments part left empty goes too, with its declaration. Raises RedlineRefused when the file
    is not a sound Word package.
    """
    package = Package(data)
    drop_comments(package, _by(author))
    return package.to_bytes()


def accept_tree(root: Element, mine: Mine) -> None:
    """Make the changes in one part final where `mine` says so."""
    accept_properties(root, mine)
    _resolve(root, mine, gone=_GONE_WHEN_ACCEPTED, kept=_GONE_WHEN_REJECTED)


def reject_tree(root: Element, mine: Mine) -> None:
    """Undo the changes in one part where `mine` says so."""
    reject_properties(root, mine)
    _resolve(root, mine, gone=_GONE_WHEN_REJECTED, kept=_GONE_WHEN_ACCEPTED)


def has_revisions(root: Element, mine: Mine) -> bool:
    """Say whether a part holds a tracked change that `mine` names."""
    return any(mine(found) for found in root.iter(*_RUN_LEVEL, *CHANGES, *_CELLS, *_STARTS))


def _by(author: str | None) -> Mine:
    return lambda element: author is None or element.get(w("author")) == author


def resolved(data: bytes, mine: Mine, treat: Callable[[Element, Mine], None]) -> bytes:
    """Return the file with `treat`, accept_tree or reject_tree, done to every story part."""
    package = Package(data)
    for name in list(package.stories()):
        if has_revisions(package.read(name), mine):
            treat(package.edit(name), mine)
    return package.to_bytes()


def _resolve(root: Element, mine: Mine, gone: tuple[str, ...], kept: tuple[str, ...]) -> None:
    _cells(root, mine, gone)
    _rows(root, mine, gone)
    for element in _level(root, kept, mine):
        _drop_marker_or(element, unwrap)
    for element in _level(root, gone, mine):
        if local(_parent(element)) != "rPr":
            remove(element)
    drop_marks(root, gone, mine)
    if "ins" in gone:
        _text_again(root)
    _ranges(root, mine)


def _level(root: Element, names: tuple[str, ...], mine: Mine) -> list[Element]:
    return [found for found in root.iter(*map(w, names)) if mine(found)]


def _drop_marker_or(element: Element, treat: Callable[[Element], None]) -> None:
    parent = _parent(element)
    if local(parent) in {"rPr", "trPr", "numPr"}:
        remove_property(element)
    else:
        treat(element)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _rows(root: Element, mine: Mine, gone: tuple[str, ...]) -> None:
    for element in _level(root, gone, mine):
        if local(_parent(element)) == "trPr":
            row = _parent(_parent(element))
            table = _parent(row)
            remove(row)
            if table.find(f".//{w('tr')}") is None:
                remove(table)
        elif local(_parent(element)) == "numPr":
            remove_property(element)


def _cells(root: Element, mine: Mine, gone: tuple[str, ...]) -> None:
    goes = w("cellDel") if "del" in gone else w("cellIns")
    for element in [found for found in root.iter(*_CELLS) if mine(found)]:
        if element.tag == goes:
            remove(_parent(_parent(element)))
        else:
            remove(element)


def _text_again(root: Element) -> None:
    for element in list(root.iter(*_TEXT_AGAIN)):
        if not any(True for _ in element.iterancestors(w("del"))):
            element.tag = _TEXT_AGAIN[str(element.tag)]


def _ranges(root: Element, mine: Mine) -> None:
    for start in [found for found in root.iter(*_STARTS) if mine(found)]:
        name, number = str(start.tag), start.get(w("id"))
        end = name.removesuffix("Start") + "End"
        for element in [found for found in root.iter(end) if found.get(w("id")) == number]:
            remove(element)
        remove(start)
