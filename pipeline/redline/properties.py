"""Recorded changes of properties: keep the new ones, or bring the old ones back."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.redline.marks import remove_property
from pipeline.redline.names import Element, local, words

CHANGES = words(
    "rPrChange pPrChange tblPrChange tblPrExChange tcPrChange trPrChange sectPrChange "
    "tblGridChange numberingChange"
)
# What the old properties never hold, and so what stays: (parent, names), in schema order.
_STAYS_FIRST = {
    "rPr": words("ins del moveFrom moveTo"),
    "sectPr": words("headerReference footerReference"),
}
_STAYS_LAST = {
    "pPr": words("rPr sectPr"),
    "trPr": words("ins del"),
    "tcPr": words("cellIns cellDel cellMerge"),
}


def accept_properties(root: Element, mine: Callable[[Element], bool]) -> None:
    """Forget the old properties."""
    for change in [found for found in root.iter(*CHANGES) if mine(found)]:
        remove_property(change)


def reject_properties(root: Element, mine: Callable[[Element], bool]) -> None:
    """Restore the old properties in place of the new."""
    for change in [found for found in root.iter(*CHANGES) if mine(found)]:
        now = change.getparent()
        if now is not None and local(change) != "numberingChange":
            _restore(now, change)
        remove_property(change)


def _restore(now: Element, change: Element) -> None:
    kind = local(now)
    old = [child for holder in change for child in holder]
    first = [child for child in now if child.tag in _STAYS_FIRST.get(kind, ())]
    last = [child for child in now if child.tag in _STAYS_LAST.get(kind, ())]
    for child in list(now):
        if child is not change and child not in first and child not in last:
            now.remove(child)
    for child in reversed(old):
        now.insert(len(first), child)
