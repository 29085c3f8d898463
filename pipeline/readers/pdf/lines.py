"""From words to lines in reading order, two columns included."""

from __future__ import annotations

from itertools import groupby

from pipeline.readers.pdf.layout import Line, Page, Word, same_row

_GAP = 1.5
_COLUMN_LINES = 4
_COLUMN_FILL = 0.45
_LEAST_WIDTH = 200.0
_STEP = 4.0


def page_lines(page: Page) -> list[Line]:
    """Return the lines of the words that are seen, in reading order.

    A band of the page where a gutter near the middle has at least four well-filled lines on each
    side is read column by column, the rest row by row. Lines of a column carry its number and
    right edge.
    """
    segments = _segments([word for word in page.words if not word.hidden], page.index)
    if not segments:
        return []
    rows = _grouped(segments)
    gutter = _gutter(segments, rows)
    if gutter is None:
        return _rows(segments, 0)
    lines: list[Line] = []
    column = 0
    for crosses, group in groupby(rows, key=lambda row: _crosses(row, gutter)):
        band = [segment for row in group for segment in row]
        left = [line for line in band if line.x1 <= gutter]
        right = [line for line in band if line.x0 >= gutter]
        if crosses or not (_filled(left) and _filled(right)):
            lines += _rows(band, column)
            column += 1
        else:
            lines += _rows(left, column) + _rows(right, column + 1)
            column += 2
    return lines


def _crosses(row: list[Line], x: float) -> bool:
    return any(segment.x0 < x < segment.x1 for segment in row)


def _segments(words: list[Word], page: int) -> list[Line]:
    """Put words that follow one another closely on one row together."""
    segments: list[Line] = []
    for word in words:
        last = segments[-1].words[-1] if segments else None
        if last is not None and same_row(last, word):
            gap = word.x0 - last.x1
            if -0.5 * word.size <= gap <= _GAP * max(word.size, last.size):
                segments[-1].words.append(word)
                continue
        segments.append(Line([word], page))
    return segments


def _gutter(segments: list[Line], rows: list[list[Line]]) -> float | None:
    """Return the x in the middle two fifths that fewest rows cross, or None without columns."""
    edges = sorted((s.x0, s.x1) for s in segments)
    left, right = edges[0][0], max(x1 for _, x1 in edges)
    width = right - left
    if width < _LEAST_WIDTH or len(segments) < 2 * _COLUMN_LINES:
        return None
    spans = [[(s.x0, s.x1) for s in row] for row in rows]
    best: tuple[int, float, float] | None = None
    x = left + 0.3 * width
    while x <= left + 0.7 * width:
        after = [x0 for x0, _ in edges if x0 >= x]
        sides = min(sum(1 for _, x1 in edges if x1 <= x), len(after))
        if sides >= _COLUMN_LINES:
            crossing = sum(1 for row in spans if any(x0 < x < x1 for x0, x1 in row))
            if crossing <= 0.5 * sides and (best is None or (crossing, after[0] - x) < best[:2]):
                best = (crossing, after[0] - x, x)
        x += _STEP
    return best[2] if best else None


def _filled(lines: list[Line]) -> bool:
    """Say whether segments look like a column of running text."""
    rows = _rows(lines, 0)
    if len(rows) < _COLUMN_LINES:
        return False
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    wide = [row for row in rows if row.x1 - row.x0 >= 0.7 * width]
    return width > 80 and len(wide) >= _COLUMN_FILL * len(rows) and _wordy(rows)


def _wordy(rows: list[Line]) -> bool:
    return sum(len(row.words) for row in rows) >= 3 * len(rows)


def _grouped(segments: list[Line]) -> list[list[Line]]:
    """Return segments that share a row together, rows from the top."""
    rows: list[list[Line]] = []
    for segment in sorted(segments, key=lambda s: (s.top + s.bottom) / 2):
        for row in rows[-3:]:
            if same_row(row[0].words[0], segment.words[0]):
                row.append(segment)
                break
        else:
            rows.append([segment])
    return rows


def _rows(segments: list[Line], column: int) -> list[Line]:
    """Join segments that share a row, words from the left."""
    right = max((segment.x1 for segment in segments), default=0.0)
    lines = []
    for row in _grouped(segments):
        words = [word for segment in sorted(row, key=lambda s: s.x0) for word in segment.words]
        lines.append(Line(words, row[0].page, column, right))
    return lines
