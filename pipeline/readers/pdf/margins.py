"""Running headers, footers and page numbers: lines that belong to the page, not the contract."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.readers.pdf.layout import Line

_DEPTH = 4
_ZONE = 0.2
_DRIFT = 0.05
_ROMAN = re.compile(r"^[ivxlc]{1,7}$")
_NUMBER = re.compile(
    r"^(?:page\s*)?[-–—\[(]?\s*(?:[a-z]{1,2}[-–.])?(\d{1,4})\s*[-–—\])]?(?:\s*(?:of|/)\s*\d{1,4})?$",
    re.I,
)


def running_lines(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """Return the ids (`id(line)`) of lines that repeat at page edges, and of page numbers.

    A line repeats when its words, with digits left out, stand within the four outermost lines and
    a fifth of the page at about the same height on three pages and a tenth of all (on both of two
    pages). Only lines with nothing but such lines outside them count.
    """
    keys = _repeated(pages, heights)
    running: set[int] = set()
    for at, lines in enumerate(pages):
        ordered = sorted(lines, key=lambda line: line.top)
        for edge in (ordered, ordered[::-1]):
            for depth, line in enumerate(edge):
                outer = depth < _DEPTH and _in_zone(line, heights[at])
                if not outer or not (_key(line) in keys or _is_number(line)):
                    break
                running.add(id(line))
    return running | _number_runs(pages)


def _repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[str]:
    seen: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, lines in enumerate(pages):
        ordered = sorted(lines, key=lambda line: line.top)
        outer = {id(line): line for line in (*ordered[:_DEPTH], *ordered[-_DEPTH:])}
        for line in outer.values():
            if _in_zone(line, heights[at]):
                seen[_key(line)].append((at, line.top / max(1.0, heights[at])))
    needed = 2 if len(pages) == 2 else max(3, len(pages) // 10)
    return {key for key, places in seen.items() if _same_height(places) >= needed}


def _same_height(places: list[tuple[int, float]]) -> int:
    """Return on how many pages a line stands at its most usual height."""
    return max(len({page for page, h in places if abs(h - mid) <= _DRIFT}) for _, mid in places)


def _number_runs(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Find page numbers that stand anywhere: alone on their row, at least three rising by one."""
    runs: list[list[tuple[int, int]]] = []
    for lines in pages:
        bare = [(line, m) for line in lines if (m := _NUMBER.match(line.text.strip()))]
        for line, match in bare if len(bare) <= 3 else []:
            value = int(match.group(1))
            run = next((run for run in runs if run[-1][1] + 1 == value), None)
            if run is None:
                runs.append([(id(line), value)])
            else:
                run.append((id(line), value))
    return {line for run in runs if len(run) >= 3 for line, _ in run}


def _key(line: Line) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\d+", "#", line.text.casefold())).strip()


def _is_number(line: Line) -> bool:
    text = line.text.strip().casefold()
    return bool(_NUMBER.match(text) or _ROMAN.match(text))


def _in_zone(line: Line, height: float) -> bool:
    return line.bottom <= _ZONE * height or line.top >= (1 - _ZONE) * height
