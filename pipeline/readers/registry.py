"""The folder is the registry: every module or package in it that names EXTENSIONS is a reader."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath
from typing import Protocol, cast, runtime_checkable

from pipeline.errors import UnreadableFile
from pipeline.readers import sniff
from pipeline.readers.limits import Limits
from pipeline.types.document import Document, DocumentWarning

PACKAGE = "pipeline.readers"


@runtime_checkable
class Reader(Protocol):
    """What a reader module offers.

    It may also offer `matches(data) -> bool`, which says whether bytes are surely its own kind,
    and `BINARY = True`, which says that bytes that do not match are surely not.
    """

    EXTENSIONS: tuple[str, ...]
    MEDIA_TYPE: str

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Parse `data`; raises UnreadableFile with one clear line."""
        ...


def readers(package: str = PACKAGE) -> Iterator[Reader]:
    """Import and yield every reader in `package`, by module name."""
    folder = importlib.import_module(package)
    for found in sorted(m.name for m in pkgutil.iter_modules(folder.__path__)):
        module = importlib.import_module(f"{package}.{found}")
        if hasattr(module, "EXTENSIONS"):
            yield cast(Reader, module)


@cache
def extensions(package: str = PACKAGE) -> tuple[str, ...]:
    """Return every extension that can be read, lower-case with its dot, sorted."""
    return tuple(sorted(ext for reader in readers(package) for ext in reader.EXTENSIONS))


def reader_for(extension: str, package: str = PACKAGE) -> Reader | None:
    """Return the reader of an extension (".pdf", any case), or None.

    A reader named for its extension is found without importing the others.
    """
    wanted = extension.lower()
    if wanted[1:].isidentifier():
        name = f"{package}.{wanted[1:]}"
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
        else:
            if wanted in getattr(module, "EXTENSIONS", ()):
                return cast(Reader, module)
    return next((reader for reader in readers(package) if wanted in reader.EXTENSIONS), None)


def choose(data: bytes, name: str, package: str = PACKAGE) -> tuple[Reader, bool]:
    """Return the reader for these bytes and whether its kind is another than the name says.

    Raises UnreadableFile when the bytes are empty, of a kind no reader takes, or not what the
    name says.
    """
    if not data:
        raise UnreadableFile(f"{name}: the file is empty (0 bytes)")
    extension = PurePath(name).suffix.lower()
    claimed = reader_for(extension, package)
    if claimed is not None and _matches(claimed, data):
        return claimed, False
    known = sniff.extension_of(data)
    actual = reader_for(known, package) if known and known != extension else None
    if actual is not None and actual is not claimed:
        return actual, claimed is not None
    foreign = sniff.foreign_kind(data)
    if foreign:
        raise UnreadableFile(f"{name}: {foreign}")
    if claimed is None:
        allowed = ", ".join(extensions(package))
        shown = extension or "no extension"
        raise UnreadableFile(f"{name}: {shown} cannot be read; readable are {allowed}")
    if getattr(claimed, "BINARY", False):
        raise UnreadableFile(f"{name}: the content is not a {extension} file")
    return claimed, False


def read_with(data: bytes, name: str, limits: Limits, package: str = PACKAGE) -> Document:
    """Read bytes in this process with the reader they need; raises UnreadableFile."""
    if len(data) > limits.max_bytes:
        size = f"{len(data):,} bytes; at most {limits.max_bytes:,} are allowed"
        raise UnreadableFile(f"{name}: too large, {size}")
    reader, renamed = choose(data, name, package)
    document = reader.read(data, name, limits)
    return _with_warning(document, reader, name) if renamed else document


def _matches(reader: Reader, data: bytes) -> bool:
    matches = getattr(reader, "matches", None)
    return (
        bool(matches(data))
        if matches is not None
        else sniff.extension_of(data) in (reader.EXTENSIONS)
    )


def _with_warning(document: Document, reader: Reader, name: str) -> Document:
    import dataclasses

    message = f"the name ends in {PurePath(name).suffix} but the content is {reader.EXTENSIONS[0]}"
    warning = DocumentWarning("extension_mismatch", f"{message}; it was read as that")
    return dataclasses.replace(document, warnings=(warning, *document.warnings))
