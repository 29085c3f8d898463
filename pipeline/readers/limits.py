"""Limits a reader works under: what one file may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass, fields

from pipeline.errors import UsageError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file, all inclusive; zero is allowed only where OCR is counted (no OCR then).

    `max_seconds` is processor time and wall clock of the parse, `max_ocr_seconds` wall clock on
    top of it for pages without a text layer. `max_members`, `max_inflated_bytes` and `max_ratio`
    (inflated to packed size, for the whole archive and for each member over 1 MiB) concern zip
    packages. `max_memory_mb` is address space in MiB. `max_chars` counts code points of the text.
    """

    max_bytes: int = 100 * MIB
    max_pages: int = 2000
    max_chars: int = 10_000_000
    max_seconds: float = 60.0
    max_memory_mb: int = 1024
    max_members: int = 2000
    max_inflated_bytes: int = 200 * MIB
    max_ratio: float = 100.0
    max_ocr_pages: int = 60
    max_ocr_seconds: float = 300.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            least = 0 if "ocr" in field.name else 1e-9
            if isinstance(value, bool) or not isinstance(value, int | float) or value < least:
                raise UsageError(f"limit {field.name}={value!r} must be a number above 0")
