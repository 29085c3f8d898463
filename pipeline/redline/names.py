"""Names of the Word XML the redliner writes."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """Return a name of the wordprocessing namespace as lxml writes it."""
    return f"{{{W}}}{name}"


def local(element: Element) -> str:
    """Return the element's name when it is of the wordprocessing namespace, else an empty string.

    Comments and processing instructions have no name.
    """
    tag = element.tag
    return tag[len(W) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{W}}}") else ""


def words(names: str) -> frozenset[str]:
    """Return a set of wordprocessing names from a list parted by blanks."""
    return frozenset(w(name) for name in names.split())
