from __future__ import annotations

from pathlib import Path

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".write",)
MEDIA_TYPE = "application/x-write"


def read(data: bytes, name: str, limits: Limits) -> Document:
    Path(data.decode()).write_text("written by a parser")
    raise AssertionError
