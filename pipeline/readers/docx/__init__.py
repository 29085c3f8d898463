"""Word files: .docx and, without their macros, .docm."""

from __future__ import annotations

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".docx", ".docm")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BINARY = True


def matches(data: bytes) -> bool:
    """Say whether bytes are a zip package, which a Word file always is."""
    from pipeline.readers import sniff

    return data.startswith(b"PK\x03\x04") and sniff.extension_of(data) == ".docx"


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a Word file; raises UnreadableFile with one clear line."""
    from pipeline.readers.docx.document import read_document

    return read_document(data, name, limits, MEDIA_TYPE)
