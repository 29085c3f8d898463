"""Looking for a DOCTYPE at the head of a part, also of one that nothing goes on to parse."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

MOST = 1 << 20  # bytes before the first element; Word writes fewer than a hundred
_WORD = "<!DOCTYPE"
_FORMS = tuple(_WORD.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"))


class _Head:
    """What a parser meets until the first element begins."""

    def __init__(self) -> None:
        self.doctype_met = False
        self.begun = False

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self.doctype_met = True

    def start(self, tag: str, attributes: object) -> None:
        self.begun = True

    def close(self) -> None:
        """Need nothing at the end."""


def doctype_in(chunks: Iterable[bytes]) -> bool | None:
    """Say whether a DOCTYPE stands before the first element, in whatever encoding; reads no more.

    Of what is no XML the bytes read so far are searched. None when no element begins within
    MOST bytes.
    """
    head, seen = _Head(), bytearray()
    parser = etree.XMLParser(
        target=head,  # type: ignore[arg-type]  # the stub leaves out what it calls for a DOCTYPE
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for chunk in chunks:
        seen += chunk
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError:
            return head.doctype_met or any(form in seen for form in _FORMS)
        if head.doctype_met or head.begun:
            return head.doctype_met
        if len(seen) > MOST:
            return None
    return any(form in seen for form in _FORMS)
