"""A normal form of Word files: what must be equal when two of them say the same."""

from __future__ import annotations

import copy
import hashlib

from lxml import etree

from pipeline.redline.marks import remove
from pipeline.redline.names import MC, XML_SPACE, Element, local, w, words
from pipeline.redline.package import TYPES_PART, Package

_MERGED = words("ins del")
_W_ID = w("id")
_MUTED = words("proofErr lastRenderedPageBreak")


def canonical(data: bytes) -> dict[str, bytes]:
    """Return the normal form by part.

    Story parts: canonical XML with adjacent equal runs and adjacent insertions or deletions of one
    act merged, rsid attributes, proofing marks and empty runs dropped. A comments part without
    comments counts as absent. Content types and relationships are sets; other parts are hashes.
    """
    package = Package(data)
    stories = set(package.stories())
    empty = {
        s for s in stories if local(package.read(s)) == "comments" and not len(package.read(s))
    }
    found: dict[str, bytes] = {}
    for name in package.names():
        if name in empty:
            continue
        if name in stories:
            found[name] = canonical_tree(package.read(name))
        elif name == TYPES_PART or name.endswith(".rels"):
            entries = _entries(package.read(name), empty)
            if entries:
                found[name] = entries
        else:
            found[name] = hashlib.sha256(package.raw(name)).hexdigest().encode()
    return found


def canonical_tree(root: Element) -> bytes:
    """Return one part's normal form as canonical XML; `root` is left as it was."""
    root = copy.deepcopy(root)
    for element in list(root.iter(*_MUTED)):
        remove(element)
    for element in root.iter():
        for key in [key for key in element.attrib if str(key).startswith(w("rsid"))]:
            del element.attrib[key]
        if local(element) in {"t", "delText", "instrText", "delInstrText"}:
            element.attrib.pop(XML_SPACE, "")
        else:
            element.text = _no_blanks(element.text)
        element.tail = _no_blanks(element.tail)
    _drop_empty(root)
    for element in list(root.iter(*_MERGED)):
        _merge_act(element)
    for run in list(root.iter(w("r"))):
        _merge_run(run)
    for run in root.iter(w("r")):
        _merge_texts(run)
    etree.cleanup_namespaces(root, keep_ns_prefixes=_ignorable(root))
    return etree.tostring(root, method="c14n")


def _ignorable(root: Element) -> list[str]:
    named = root.get(f"{{{MC}}}Ignorable", "").split()
    return [prefix for prefix in named if prefix in root.nsmap]


def _entries(root: Element, empty: set[str]) -> bytes:
    lines = set()
    for entry in root:
        target = entry.get("PartName") or entry.get("Target") or ""
        if any(name.endswith(target.lstrip("/")) and target for name in empty):
            continue
        lines.add(repr(sorted((str(k), str(v)) for k, v in entry.attrib.items())))
    return "\n".join(sorted(lines)).encode()


def _no_blanks(text: str | None) -> str | None:
    """White space between elements says nothing in a Word part."""
    return text if text and text.strip() else None


def _drop_empty(root: Element) -> None:
    for holder in [*root.iter(w("rPr")), *root.iter(w("pPr"))]:
        if not len(holder) and not holder.attrib:
            remove(holder)
    for text in list(root.iter(w("t"), w("delText"))):
        if not text.text and not len(text):
            remove(text)
    for run in list(root.iter(w("r"))):
        if all(local(child) == "rPr" for child in run):
            remove(run)
    for wrapper in list(root.iter(*_MERGED)):
        parent = wrapper.getparent()
        marker = parent is not None and local(parent) in {"rPr", "trPr", "numPr"}
        if not len(wrapper) and not marker:
            remove(wrapper)


def _merge_act(element: Element) -> None:
    """Join an insertion or deletion with the one before it when one hand made both at once."""
    before = element.getprevious()
    if before is None or before.tag != element.tag or not len(element) or not len(before):
        return
    if _attributes(before, _W_ID) == _attributes(element, _W_ID):
        for child in list(before)[::-1]:
            element.insert(0, child)
        element.set(_W_ID, before.get(_W_ID, ""))
        remove(before)


def _attributes(element: Element, apart: str = "") -> dict[str, str]:
    return {str(k): str(v) for k, v in element.attrib.items() if k != apart}


def _merge_run(run: Element) -> None:
    before = run.getprevious()
    if before is None or before.tag != run.tag or _attributes(before) != _attributes(run):
        return
    if _format(before) != _format(run):
        return
    at = 1 if len(run) and local(run[0]) == "rPr" else 0
    for child in [child for child in before if local(child) != "rPr"]:
        run.insert(at, child)
        at += 1
    remove(before)


def _merge_texts(run: Element) -> None:
    for text in [child for child in run if local(child) in {"t", "delText"}]:
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            text.text = (before.text or "") + (text.text or "")
            remove(before)


def _format(run: Element) -> bytes:
    properties = run.find(w("rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n")
