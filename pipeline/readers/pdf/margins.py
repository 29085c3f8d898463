"""Running headers, footers and page numbers: lines that belong to the page, not the contract."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.readers.marks import looks_like_heading, mark_of
from pipeline.readers.pdf.layout import Line

_DEPTH = 4
_ZONE = 0.2
_DRIFT = 0.05
_ROMAN = ("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx").split()
_NUMBER = re.compile(
    r"^(?:page\s*)?[-–—\[(]?\s*(?:[a-z]{1,2}[-–.])?(\d{1,4})\s*[-–—\])]?(?:\s*(?:of|/)\s*\d{1,4})?$",
    re.I,
)


def running_lines(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """Return the ids (`id(line)`) of lines that repeat at page edges, and of page numbers.

    A line repeats when its words, digits apart, stand among the four outermost lines at about the
    same height in the outer fifth of three pages and a tenth of all (of both of two pages), or at
    any height on four pages and a quarter of all. Only lines with nothing but such lines outside
    them count, or next to a page number. Where a title or numbered heading runs on, its first
    place is not counted.
    """
    numbers = _number_runs(pages)
    keys = _repeated(pages, heights)
    running: dict[int, Line] = {}
    for at, lines in enumerate(pages):
        ordered = sorted(lines, key=lambda line: line.top)
        upper = [line for line in ordered if line.bottom <= _ZONE * heights[at]]
        lower = [line for line in ordered if line.top >= (1 - _ZONE) * heights[at]]
        for edge, zone in ((ordered, upper), (ordered[::-1], lower)):
            for line in _edge(edge[:_DEPTH], {id(line) for line in zone}, keys, numbers):
                running[id(line)] = line
        for index, line in enumerate(ordered):
            near = ordered[max(0, index - 2) : index + 3]
            if _key(line) in keys and any(id(other) in numbers for other in near):
                running[id(line)] = line
    return (set(running) - _first_titles(running.values())) | numbers


def _edge(outer: list[Line], zone: set[int], keys: set[str], numbers: set[int]) -> Iterator[Line]:
    """Yield running lines from the edge inwards, at most one page number that is in no row."""
    lone = False
    for line in outer:
        number = not lone and is_page_number(line) and id(line) in zone
        if not (number or _key(line) in keys or id(line) in numbers):
            return
        lone = lone or number
        yield line


def _first_titles(running: Iterable[Line]) -> set[int]:
    """Return the first of each running title or numbered heading: there it is the heading."""
    first: dict[str, int] = {}
    for line in sorted(running, key=lambda line: (line.page, line.top)):
        if mark_of(line.text) or (looks_like_heading(line.text) and len(line.words) > 1):
            first.setdefault(_key(line), id(line))
    return set(first.values())


def _repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[str]:
    zoned: dict[str, list[tuple[int, float]]] = defaultdict(list)
    anywhere: dict[str, set[int]] = defaultdict(set)
    for at, lines in enumerate(pages):
        ordered = sorted(lines, key=lambda line: line.top)
        outer = {id(line): line for line in (*ordered[:_DEPTH], *ordered[-_DEPTH:])}
        for line in outer.values():
            anywhere[_key(line)].add(at)
            if _in_zone(line, heights[at]):
                zoned[_key(line)].append((at, line.top / max(1.0, heights[at])))
    needed = 2 if len(pages) == 2 else max(3, len(pages) // 10)
    often = max(4, len(pages) // 4)
    found = {key for key, places in zoned.items() if _same_height(places) >= needed}
    return found | {key for key, at in anywhere.items() if len(at) >= often}


def _same_height(places: list[tuple[int, float]]) -> int:
    """Return how often a line stands at its most usual height, give or take `_DRIFT`."""
    heights = sorted({page: height for page, height in places}.values())
    most = start = 0
    for end, height in enumerate(heights):
        while height - heights[start] > 2 * _DRIFT:
            start += 1
        most = max(most, end - start + 1)
    return most


def _number_runs(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Find page numbers that stand anywhere: alone on their row, at least three rising by one."""
    runs: list[list[int]] = []
    open_runs: dict[int, list[int]] = {}
    for lines in pages:
        bare = [(id(line), v) for line in lines if (v := _value(line)) is not None]
        for line, value in bare if len(bare) <= 3 else []:
            run = open_runs.pop(value - 1, None)
            if run is None:
                run = []
                runs.append(run)
            run.append(line)
            open_runs[value] = run
    return {line for run in runs if len(run) >= 3 for line in run}


def _key(line: Line) -> str:
    """Return the words a line is known by; digits are left out unless they number a heading."""
    text = line.text.casefold()
    kept = text if mark_of(text) else re.sub(r"\d+", "#", text)
    return re.sub(r"\s+", " ", kept).strip()


def _value(line: Line) -> int | None:
    text = line.text.strip().casefold()
    if match := _NUMBER.match(text):
        return int(match.group(1))
    return _ROMAN.index(text) + 1 if text in _ROMAN else None


def is_page_number(line: Line) -> bool:
    """Say whether `line` has the form of a page number: "7", "Page 7 of 9", "- 7 -", "iv"."""
    return _value(line) is not None


def _in_zone(line: Line, height: float) -> bool:
    return line.bottom <= _ZONE * height or line.top >= (1 - _ZONE) * height
