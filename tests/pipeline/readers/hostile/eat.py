from __future__ import annotations

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".eat",)
MEDIA_TYPE = "application/x-eat"


def read(data: bytes, name: str, limits: Limits) -> Document:
    held = [bytearray(1 << 26) for _ in range(64)]
    raise AssertionError(len(held))
