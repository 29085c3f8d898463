from __future__ import annotations

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".broken",)
MEDIA_TYPE = "application/x-broken"


def read(data: bytes, name: str, limits: Limits) -> Document:
    raise ValueError(data.decode())
