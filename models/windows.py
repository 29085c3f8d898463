"""Windows: runs of units that an encoder reads at once, cut only between units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_TOKENS = 510  # two places stay free for [CLS] and [SEP]
OVERLAP = 64


@dataclass(frozen=True, slots=True)
class Window:
    """Units `[first, stop)` read together; the window answers for `[own, stop)`.

    The units before `own` are context repeated from the window before. `tokens` holds the ids of
    all units without special tokens; `borders[i]` is the half-open token range of unit
    `first + i` in it.
    """

    first: int
    own: int
    stop: int
    tokens: tuple[int, ...]
    borders: tuple[tuple[int, int], ...]


def pack(
    units: Sequence[Sequence[int]], size: int = MAX_TOKENS, overlap: int = OVERLAP
) -> list[Window]:
    """Pack tokenised units, in reading order, into windows of at most `size` tokens.

    A unit longer than `size` is cut to its first `size` tokens. Up to `overlap` tokens of whole
    units are repeated as left context. Every unit is owned by exactly one window.
    """
    windows: list[Window] = []
    own = 0
    while own < len(units):
        stop, used = own, 0
        while stop < len(units) and (used + len(units[stop]) <= size or stop == own):
            used += min(len(units[stop]), size)
            stop += 1
        first, room = own, min(overlap, size - used)
        while first > 0 and len(units[first - 1]) <= room:
            first -= 1
            room -= len(units[first])
        windows.append(_window(units, first, own, stop, size))
        own = stop
    return windows


def _window(units: Sequence[Sequence[int]], first: int, own: int, stop: int, size: int) -> Window:
    tokens: list[int] = []
    borders = []
    for unit in units[first:stop]:
        begin = len(tokens)
        tokens += unit[:size]
        borders.append((begin, len(tokens)))
    return Window(first, own, stop, tuple(tokens), tuple(borders))
