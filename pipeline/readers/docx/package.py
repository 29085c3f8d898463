"""Opening a Word package that nobody vouches for: caps first, then parts, one at a time."""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import UnreadableFile
from pipeline.readers.docx.heads import MOST, doctype_in
from pipeline.readers.docx.names import RELATIONSHIPS, STRICT, Element, w
from pipeline.readers.limits import MIB, Limits

_OFFICE = "/relationships/"
_CHUNK = 1 << 16
_FIRST = 1 << 12
_XML = (".xml", ".rels")
_MOST_TAGS = 2_500_000  # more than 2,000 pages of a contract hold


class DocxPackage:
    """The parts of a .docx, read when asked for and never over the limits."""

    def __init__(self, data: bytes, limits: Limits, name: str = "file") -> None:
        """Check the archive; raises UnreadableFile with the reason, named after `name`."""
        self._name = name
        self._left = limits.max_inflated_bytes
        self._roots: dict[str, Element] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
            raise self._refusal("the Word file is damaged or cut off") from None
        self._check(infos, len(data), limits)
        self.names = [info.filename for info in infos]
        self._infos = {info.filename: info for info in infos}
        self._exact = {info.filename.lower(): info.filename for info in infos}
        self._check_heads()
        self.main = self._main_part()
        if self.root(self.main).tag != w("document"):
            raise self._refusal("its main part is not a Word document")

    def root(self, part: str) -> Element:
        """Return a part's XML; raises UnreadableFile for a DOCTYPE, broken XML or a cap."""
        if part not in self._roots:
            self._roots[part] = self._parse(part, self._bytes(part))
        return self._roots[part]

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts of this package that `part` relates to by the kind's last word."""
        return [
            target for found, target, external in self.links(part) if found == kind and not external
        ]

    def first(self, part: str, kind: str) -> Element | None:
        """Return the XML of the first part there is that `part` relates to so, else None."""
        found = [target for target in self.related(part, kind) if target in self]
        return self.root(found[0]) if found else None

    def links(self, part: str) -> list[tuple[str, str, bool]]:
        """Return (kind, target, external) of each relationship of a part; none is ever followed."""
        folder, file = posixpath.split(part)
        rels = self._exact.get(posixpath.join(folder, "_rels", f"{file}.rels").lower())
        if rels is None:
            return []
        found = []
        for link in self.root(rels).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            kind = link.get("Type", "").rsplit("/", 1)[-1]
            target, external = link.get("Target", ""), link.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                target = self._exact.get(target.lower(), target)
            found.append((kind, target, external))
        return found

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def _main_part(self) -> str:
        if "_rels/.rels" not in self._exact:
            raise self._refusal("the Word file has no list of its parts")
        kinds = {kind: target for kind, target, _ in self.links("")}
        main = kinds.get("officeDocument", "word/document.xml")
        if main not in self._infos:
            raise self._refusal("the Word file has no main document part")
        return main

    def _check(self, infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
        if len(infos) > limits.max_members:
            raise self._refusal(f"{len(infos):,} parts; at most {limits.max_members:,} are allowed")
        total = sum(info.file_size for info in infos)
        if total > limits.max_inflated_bytes or total > packed * limits.max_ratio + MIB:
            allowed = f"{limits.max_inflated_bytes // MIB} MB and {limits.max_ratio:.0f} to 1"
            raise self._refusal(f"unpacks to {total // MIB:,} MB; at most {allowed} are allowed")
        seen: dict[str, str] = {}
        for info in infos:
            name = info.filename
            if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
                raise self._refusal("a part's name points outside the file")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise self._refusal("a part is a symbolic link")
            other = seen.get(name.lower())
            if other == name:
                raise self._refusal(f"part {name!r} stands twice in the file")
            if other is not None:
                raise self._refusal(f"parts {other!r} and {name!r} differ only in case")
            seen[name.lower()] = name
            if info.flag_bits & 1:
                raise self._refusal("a part is protected by a password")
            large = info.file_size > MIB
            if large and info.file_size > info.compress_size * limits.max_ratio:
                raise self._refusal(f"part {name!r} unpacks over {limits.max_ratio:.0f} to 1")

    def _bytes(self, part: str) -> bytes:
        info = self._infos.get(part)
        if info is None:
            raise self._refusal(f"part {part!r} is missing")
        out = bytearray()
        for chunk in self._chunks(info, _CHUNK):
            out += chunk
            self._left -= len(chunk)
            if self._left < 0:
                raise self._refusal("its parts unpack to more than is allowed")
        return bytes(out)

    def _chunks(self, info: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(size):
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            OSError,
            EOFError,
            RuntimeError,
            ValueError,
        ):
            raise self._refusal(f"part {info.filename!r} is damaged") from None

    def _check_heads(self) -> None:
        """Refuse a DOCTYPE in any XML part, as other programs may parse those not read here."""
        for name, info in self._infos.items():
            if name.lower().endswith(_XML):
                found = doctype_in(self._chunks(info, _FIRST))
                if found is None:
                    raise self._refusal(f"part {name!r} begins with over {MOST:,} bytes of nothing")
                if found:
                    raise self._refusal(f"part {name!r} has a DOCTYPE")

    def _parse(self, part: str, data: bytes) -> Element:
        tags = data.count(b"<")
        if tags > _MOST_TAGS:
            allowed = f"at most {_MOST_TAGS:,} are allowed"
            raise self._refusal(f"part {part!r} holds {tags:,} tags; {allowed}")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            kind = "has a DOCTYPE" if b"<!DOCTYPE" in data[:4096] else "is not well-formed XML"
            if "depth" in str(error):
                kind = "is nested too deeply"
            raise self._refusal(f"part {part!r} {kind}") from None
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
            raise self._refusal(f"part {part!r} has a DOCTYPE")
        if isinstance(root.tag, str) and root.tag.startswith(f"{{{STRICT}"):
            raise self._refusal("is saved as Strict Open XML; save it as an ordinary .docx")
        return root

    def _refusal(self, why: str) -> UnreadableFile:
        return UnreadableFile(f"{self._name}: {why}")
