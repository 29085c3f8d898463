"""Words of scanned pages by tesseract, where it is installed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from typing import Any

from pipeline.readers.pdf.layout import Page, Word

_DPI = 300
_MOST_PIXELS = 30_000_000
_WORD_LEVEL = "5"


@dataclass(slots=True)
class Recognised:
    """What recognition gave: pages read (from 1) and the confidence of each word in [0, 100]."""

    pages: list[int]
    confidences: list[float]
    cut_short: bool = False


def available() -> bool:
    """Say whether tesseract is on the path."""
    return shutil.which("tesseract") is not None


def recognise(
    pdf: Any,  # noqa: ANN401 - pypdfium2 has no types
    pages: list[Page],
    most_pages: int,
    seconds: float,
) -> Recognised:
    """Put recognised words into `pages`, at most `most_pages` and `seconds` of wall clock in all.

    A page that fails or runs out of time is left without words. Source of the word boxes:
    tesseract's TSV output, at 300 dots an inch.
    """
    until = time.monotonic() + seconds
    done = Recognised([], [])
    for page in pages:
        left = until - time.monotonic()
        if len(done.pages) >= most_pages or left <= 1:
            done.cut_short = True
            break
        image, scale = _image(pdf[page.index])
        table = _run(image, left)
        if table is None:
            continue
        words, confidences = _words(table, scale)
        if words:
            page.words = [*page.words, *words]
            page.scanned = False
            done.pages.append(page.index + 1)
            done.confidences += confidences
    return done


def _image(page: Any) -> tuple[bytes, float]:  # noqa: ANN401
    """Draw a page in grey as a PGM picture; return it and its pixels per point."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    raw, stride = bytes(bitmap.buffer), bitmap.stride
    rows = [raw[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)]
    head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
    bitmap.close()
    return head + b"".join(rows), scale


def _run(image: bytes, seconds: float) -> str | None:
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "--dpi", str(_DPI), "--psm", "3", "tsv"],
            input=image,
            capture_output=True,
            timeout=seconds,
            check=True,
            env={"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", errors="replace")


def _words(table: str, scale: float) -> tuple[list[Word], list[float]]:
    words: list[Word] = []
    confidences: list[float] = []
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    heights: dict[tuple[str, ...], tuple[float, float]] = {}
    for row in rows:
        if row["level"] != _WORD_LEVEL or not (row["text"] or "").strip():
            continue
        x, y, w, h = (float(row[key]) / scale for key in ("left", "top", "width", "height"))
        place = (row["block_num"], row["par_num"], row["line_num"])
        top, bottom = heights.get(place, (y, y + h))
        heights[place] = min(top, y), max(bottom, y + h)
        words.append(Word(row["text"].strip(), x, x + w, y, y + h))
        confidences.append(max(0.0, float(row["conf"])))
    _level(words, rows, heights)
    return words, confidences


def _level(
    words: list[Word],
    rows: list[dict[str, str]],
    heights: dict[tuple[str, ...], tuple[float, float]],
) -> None:
    """Give all words of a recognised line its height, as fonts do for text that is not scanned."""
    kept = [r for r in rows if r["level"] == _WORD_LEVEL and (r["text"] or "").strip()]
    for word, row in zip(words, kept, strict=True):
        top, bottom = heights[(row["block_num"], row["par_num"], row["line_num"])]
        word.top, word.bottom = top, bottom
