"""A Word package whose untouched parts leave as they came."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import RedlineRefused
from pipeline.redline.names import CONTENT_TYPES, OFFICE_RELATIONSHIPS, RELATIONSHIPS, Element

MAX_PART = 200 * 1024 * 1024
TYPES_PART = "[Content_Types].xml"
_STORIES = "document.main template.main header footer footnotes endnotes comments document.glossary"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACRO = "application/vnd.ms-word."
_RELATED = {
    f"{OFFICE_RELATIONSHIPS}/{kind}"
    for kind in ("header", "footer", "footnotes", "endnotes", "comments")
}
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parse(data: bytes, name: str) -> Element:
    """Parse one part; raises RedlineRefused for broken XML or a DOCTYPE."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RedlineRefused(f"part {name!r} is not well-formed XML ({error.msg})") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise RedlineRefused(f"part {name!r} has a DOCTYPE; Word files have none")
    return root


def serialise(root: Element) -> bytes:
    """Return a part's bytes: UTF-8 with the declaration Word writes."""
    tree = root.getroottree()
    return _DECLARATION + etree.tostring(tree, xml_declaration=False, encoding="UTF-8")


class Package:
    """Parts by name, in the order of the archive; only parts that were put are written anew."""

    def __init__(self, data: bytes) -> None:
        """Open the archive; raises RedlineRefused when it is not a sound Word package."""
        self._parts: dict[str, tuple[zipfile.ZipInfo, bytes]] = {}
        self._roots: dict[str, Element] = {}
        self._edited: set[str] = set()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    if info.file_size > MAX_PART:
                        raise RedlineRefused(f"part {info.filename!r} is over {MAX_PART:,} bytes")
                    if info.filename in self._parts:
                        raise RedlineRefused(f"part {info.filename!r} stands twice in the file")
                    self._parts[info.filename] = (info, archive.read(info))
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as e:
            raise RedlineRefused(f"not a sound Word file: {e}") from None
        if TYPES_PART not in self._parts:
            raise RedlineRefused(f"not a Word file: no {TYPES_PART} in it")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        """Return the part names in archive order."""
        return list(self._parts)

    def raw(self, name: str) -> bytes:
        """Return a part's bytes as they will be written."""
        return serialise(self._roots[name]) if name in self._edited else self._parts[name][1]

    def read(self, name: str) -> Element:
        """Return a part parsed for reading: do not change it."""
        if name not in self._roots:
            self._roots[name] = parse(self._parts[name][1], name)
        return self._roots[name]

    def edit(self, name: str) -> Element:
        """Return a part parsed for changing: it will be written anew."""
        self._edited.add(name)
        return self.read(name)

    def put(self, name: str, root: Element) -> None:
        """Set the tree of a part, new or not."""
        if name not in self._parts:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            self._parts[name] = (info, b"")
        self._roots[name] = root
        self._edited.add(name)

    def drop(self, name: str) -> None:
        """Remove a part."""
        del self._parts[name]
        self._roots.pop(name, None)
        self._edited.discard(name)

    def to_bytes(self) -> bytes:
        """Return the archive: same order, same compression, new bytes only where a tree was put."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, (old, _) in self._parts.items():
                info = zipfile.ZipInfo(name, date_time=old.date_time)
                info.compress_type = old.compress_type
                info.external_attr = old.external_attr
                info.create_system = old.create_system
                archive.writestr(info, self.raw(name))
        return out.getvalue()

    def content_type(self, name: str) -> str:
        """Return the declared media type of a part, or an empty string."""
        default = ""
        for entry in self.read(TYPES_PART):
            if entry.get("PartName", "").lower() == f"/{name}".lower():
                return entry.get("ContentType", "")
            if entry.get("Extension", "?").lower() == name.rpartition(".")[2].lower():
                default = entry.get("ContentType", "")
        return default

    def stories(self) -> Iterator[str]:
        """Yield the names of the parts that hold paragraphs: body, margins, notes, comments."""
        kinds = {f"{_WORD}{kind}+xml" for kind in _STORIES.split()}
        kinds |= {f"{_MACRO}document.macroEnabled.main+xml"}
        kinds |= {f"{_MACRO}template.macroEnabledTemplate.main+xml"}
        main = self.main()
        named = {main} | {part for _, kind, part in self.relationships(main) if kind in _RELATED}
        for name in self.names():
            if name in named or self.content_type(name) in kinds:
                yield name

    def main(self) -> str:
        """Return the name of the body's part; raises RedlineRefused when there is none."""
        for _, kind, target in self.relationships(""):
            if kind == f"{OFFICE_RELATIONSHIPS}/officeDocument" and target in self._parts:
                return target
        if "word/document.xml" in self._parts:
            return "word/document.xml"
        raise RedlineRefused("the file names no main Word document")

    def relationships(self, source: str) -> list[tuple[str, str, str]]:
        """Return (id, type, part name) of a part's internal relationships; "" is the package."""
        rels = rels_name(source)
        if rels not in self._parts:
            return []
        found = []
        for entry in self.read(rels):
            if entry.get("TargetMode") == "External" or not isinstance(entry.tag, str):
                continue
            target = posixpath.join("/", posixpath.dirname(source), entry.get("Target", ""))
            name = posixpath.normpath(target).lstrip("/")
            found.append((entry.get("Id", ""), entry.get("Type", ""), name))
        return found

    def related(self, source: str, kind: str) -> str | None:
        """Return the part that `source` names by the office relationship `kind`, if any."""
        for _, type_, target in self.relationships(source):
            if type_ == f"{OFFICE_RELATIONSHIPS}/{kind}" and target in self._parts:
                return target
        return None

    def declare(self, source: str, name: str, kind: str, content_type: str) -> None:
        """Declare a new part: its media type, and a relationship of `source` to it."""
        types = self.edit(TYPES_PART)
        etree.SubElement(
            types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type
        )
        rels = rels_name(source)
        if rels not in self._parts:
            self.put(rels, parse(_NO_RELATIONSHIPS, rels))
        taken = {entry.get("Id") for entry in self.read(rels)}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        etree.SubElement(
            self.edit(rels),
            f"{{{RELATIONSHIPS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{OFFICE_RELATIONSHIPS}/{kind}",
            Target=f"/{name}",
        )


_NO_RELATIONSHIPS = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()


def rels_name(source: str) -> str:
    """Return the name of the part that holds the relationships of `source`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
