"""Samples of the page: a gold text or a false alarm in its surroundings, all marks shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from eval.evidence import Evidence, Said, Wanted
from eval.report.confusions import SAID_FROM, Spot, false_alarms

AROUND = 240  # characters shown on either side
LONGEST = 3000  # characters of a span that are shown
MISS, ALARM, HIT = "miss", "false alarm", "hit"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same marks; `gold` and `said` name the sample's category or neither."""

    text: str
    gold: bool
    said: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """One excerpt; `score` is that of the alarm, or of the best match, None without one."""

    kind: str
    contract: str
    category: str
    start: int
    end: int
    score: float | None
    pieces: tuple[Piece, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """The samples shown, and for each kind how many of how many."""

    samples: tuple[Sample, ...]
    counts: tuple[tuple[str, int, int], ...]


def viewer(evidence: Evidence, most: int) -> Viewer:
    """Return at most `most` samples: two fifths misses, two fifths false alarms, the rest hits.

    Shares that are not used up go to the kinds that have more. Within a kind the categories take
    turns; the surest alarms and the weakest hits come first. A gold text is missed when no match
    is scored `SAID_FROM` or more.
    """
    missed = [one for one in evidence.wanted if one.best is None or one.best < SAID_FROM]
    found = [one for one in evidence.wanted if one.best is not None and one.best >= SAID_FROM]
    kinds: dict[str, list[Said] | list[Wanted]] = {
        MISS: _turns(missed, lambda one: one.best or 0.0),
        ALARM: _turns(false_alarms(evidence), lambda one: -one.score),
        HIT: _turns(found, lambda one: one.best or 0.0),
    }
    shares = _shares({kind: len(held) for kind, held in kinds.items()}, most)
    near = _near(evidence)
    samples = [
        _sample(kind, one, evidence.texts[one.contract], near)
        for kind, held in kinds.items()
        for one in held[: shares[kind]]
    ]
    return Viewer(
        tuple(samples), tuple((kind, shares[kind], len(held)) for kind, held in kinds.items())
    )


def pieces(
    text: str,
    window: tuple[int, int],
    gold: Iterable[tuple[int, int]],
    said: Iterable[tuple[int, int]],
) -> tuple[Piece, ...]:
    """Cut `[start, end)` of the text where a mark begins or ends."""
    start, end = window
    marks = [_inside(held, start, end) for held in (gold, said)]
    borders = sorted({start, end, *(x for held in marks for span in held for x in span)})
    found = []
    for left, right in pairwise(borders):
        has = [any(a <= left and right <= b for a, b in held) for held in marks]
        found.append(Piece(_CONTROL.sub("\ufffd", text[left:right]), *has))
    return tuple(found)


def _inside(spans: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    cut = [(max(a, start), min(b, end)) for a, b in spans]
    return [(a, b) for a, b in cut if a < b]


def _turns(held: Iterable[Spot], order: Callable[[Spot], float]) -> list[Spot]:
    """Return all, one of each category at a time, each category in its order."""
    queues: dict[str, list[Spot]] = defaultdict(list)
    for one in sorted(held, key=lambda one: (order(one), one.contract, one.start)):
        queues[one.category].append(one)
    longest = max(map(len, queues.values()), default=0)
    return [queue[i] for i in range(longest) for queue in queues.values() if i < len(queue)]


def _shares(held: dict[str, int], most: int) -> dict[str, int]:
    wanted = {MISS: 2 * most // 5, ALARM: 2 * most // 5, HIT: most - 2 * (2 * most // 5)}
    shares = {kind: min(wanted[kind], n) for kind, n in held.items()}
    for kind in held:
        shares[kind] += min(held[kind] - shares[kind], most - sum(shares.values()))
    return shares


Marks = dict[tuple[str, str], tuple[list[tuple[int, int]], list[tuple[int, int]]]]


def _near(evidence: Evidence) -> Marks:
    found: Marks = defaultdict(lambda: ([], []))
    for gold in evidence.wanted:
        found[gold.contract, gold.category][0].append((gold.start, gold.end))
    for one in evidence.said:
        if one.score >= SAID_FROM:
            found[one.contract, one.category][1].append((one.start, one.end))
    return found


def _sample(kind: str, one: Said | Wanted, text: str, near: Marks) -> Sample:
    stop = min(one.end, one.start + LONGEST)
    window = (max(0, one.start - AROUND), min(len(text), stop + AROUND))
    gold, said = near[one.contract, one.category]
    score = one.score if isinstance(one, Said) else one.best
    return Sample(
        kind,
        one.contract,
        one.category,
        one.start,
        one.end,
        score,
        pieces(text, window, gold, said),
        stop < one.end,
    )
