"""PDF: words by pdfium, put in reading order, paragraphs made whole, scanned pages recognised."""

from __future__ import annotations

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".pdf",)
MEDIA_TYPE = "application/pdf"
BINARY = True


def matches(data: bytes) -> bool:
    """Say whether bytes are a PDF: its mark stands in the first kilobyte."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF; a block's page counts from 1.

    Raises UnreadableFile, in one line, for damaged or password-protected files and for files over
    a limit.
    """
    from pipeline.readers.pdf.document import read_pdf

    return read_pdf(data, name, limits, MEDIA_TYPE)
