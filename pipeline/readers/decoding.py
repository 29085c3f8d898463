"""Bytes to text for the plain formats, with a word on every guess."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import UnreadableFile
from pipeline.types.document import DocumentWarning

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02
_SAMPLE = 65536


def decode(
    data: bytes, name: str, declared: str | None = None
) -> tuple[str, list[DocumentWarning]]:
    """Return the text of `data` and what had to be guessed.

    A byte order mark decides, then the `declared` encoding, then UTF-8, then UTF-16 without a
    mark where every second byte is zero, then Windows-1252. Raises UnreadableFile for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    if declared and (text := _try(data, declared)) is not None:
        return text, []
    sample = data[:_SAMPLE]
    guess = _unmarked_utf16(sample)
    if guess and (text := _try(data, guess)) is not None:
        return text, [_guessed(f"no byte order mark; read as {guess.upper()}")]
    controls = len(_CONTROL.findall(sample)) + max(0, sample.count(0) - 64)
    if controls > 4 and controls > _MOST_CONTROLS * len(sample):
        raise UnreadableFile(f"{name}: holds binary data, not text")
    if (text := _try(data, "utf-8")) is not None:
        return text, []
    text = data.decode("cp1252", errors="replace")
    return text, [_guessed("not valid UTF-8; read as Windows-1252, so check special characters")]


def _marked(body: bytes, encoding: str, name: str) -> tuple[str, list[DocumentWarning]]:
    if (text := _try(body, encoding)) is not None:
        return text, []
    text = body.decode(encoding, errors="replace")
    if text.count("�") > max(4, _MOST_CONTROLS * len(text)):
        raise UnreadableFile(f"{name}: is marked as {encoding.upper()} but is not that")
    return text, [_guessed(f"some bytes are not valid {encoding.upper()} and were replaced")]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(sample: bytes) -> str | None:
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > 0.7 * half else None


def _guessed(message: str) -> DocumentWarning:
    return DocumentWarning("encoding", message)
