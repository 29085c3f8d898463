from __future__ import annotations

import sys

from pipeline.readers.drafts import Draft, Source, assemble
from pipeline.readers.limits import Limits
from pipeline.types.document import Document

EXTENSIONS = (".noisy",)
MEDIA_TYPE = "application/x-noisy"


def read(data: bytes, name: str, limits: Limits) -> Document:
    sys.stdout.write("secret words\n" * 100)
    sys.stderr.write("secret words\n" * 100)
    sys.stdout.flush()
    text = data.decode()
    return assemble([Draft(text)], Source(data, name, MEDIA_TYPE), limits)
