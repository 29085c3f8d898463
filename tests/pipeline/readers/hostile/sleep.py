from __future__ import annotations

import time

from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".sleep",)
MEDIA_TYPE = "application/x-sleep"


def read(data: bytes, name: str, limits: Limits) -> Document:
    time.sleep(60)
    raise AssertionError
