from __future__ import annotations

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".deep",)
MEDIA_TYPE = "application/x-deep"


def read(data: bytes, name: str, limits: Limits) -> Document:
    return read(data, name, limits)
