from __future__ import annotations

import os

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".leave",)
MEDIA_TYPE = "application/x-leave"


def read(data: bytes, name: str, limits: Limits) -> Document:
    os._exit(0)
