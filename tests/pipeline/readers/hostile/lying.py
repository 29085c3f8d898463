from __future__ import annotations

from pipeline.readers.drafts import Draft, Source, assemble
from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".lying",)
MEDIA_TYPE = "application/x-lying"


def read(data: bytes, name: str, limits: Limits) -> Document:
    document = assemble([Draft("words")], Source(data, name, MEDIA_TYPE), limits)
    object.__setattr__(document, "text", "")
    return document
