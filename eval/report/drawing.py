"""Numbers as coordinates: what the page's drawings are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.evidence import Evidence, Said, Wanted
from eval.report.anchors import Anchor
from eval.report.confusions import SAID_FROM
from eval.scorers.cuad_official import above
from eval.scorers.curve import curve

SIDE = 400  # of the square in which 0 to 1 is drawn, in the drawing's own units


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a drawing with what it stands for; `size` is its radius."""

    x: float
    y: float
    label: str
    size: float = 4


@dataclass(frozen=True, slots=True)
class CurveDrawing:
    """`line` is a path through recall to the right and precision upward; `dots` are named."""

    line: str
    half: Dot | None
    anchors: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions scored from `low` to `high`: how many, their mean score, the share right."""

    low: float
    high: float
    n: int
    score: float | None
    share: float | None


def precision_recall(evidence: Evidence, anchors: Sequence[Anchor]) -> CurveDrawing | None:
    """Return the interpolated curve over the official thresholds; None without gold texts."""
    if not evidence.wanted:
        return None
    best = [one.best for one in evidence.wanted if one.best is not None]
    wrong = [one.score for one in evidence.said if not one.right]
    hits, false = (above(scores).astype(np.float64) for scores in (best, wrong))
    found = curve(hits, false, np.asarray(float(len(evidence.wanted))))
    steps = [f"{at(x)} {at(1 - y)}" for x, y in zip(found.recall, found.precision, strict=True)]
    dots = [
        Dot(at(recall), at(1 - precision), anchor.system)
        for anchor in anchors
        for recall, precision in anchor.points
    ]
    return CurveDrawing(
        "M" + " L".join(steps), _at_half(evidence.said, evidence.wanted), tuple(dots)
    )


def reliability(said: Sequence[Said]) -> list[Bin]:
    """Return ten bins of equal width; a border belongs to the bin above, 1 to the last."""
    scores = np.array([one.score for one in said])
    right = np.array([one.right for one in said], np.float64)
    borders = np.linspace(0, 1, 11)
    place = np.digitize(scores, borders[1:-1])
    found = []
    for i in range(10):
        mine = place == i
        n = int(mine.sum())
        score, share = (
            (float(scores[mine].mean()), float(right[mine].mean())) if n else (None, None)
        )
        found.append(Bin(round(i / 10, 1), round((i + 1) / 10, 1), n, score, share))
    return found


def at(value: float) -> float:
    """Return a share from 0 to 1 in the drawing's units."""
    return round(value * SIDE, 1)


def bin_dots(bins: Sequence[Bin]) -> list[Dot]:
    """Return the dots of the bins that hold predictions, larger the more they hold."""
    return [
        Dot(
            at(one.score),
            at(1 - one.share),
            f"{one.low} to {one.high}: {one.n} predictions, mean score {one.score:.3f}, "
            f"{one.share:.3f} right",
            round(3 + 1.5 * float(np.log10(one.n)), 1),
        )
        for one in bins
        if one.score is not None and one.share is not None
    ]


def _at_half(said: Sequence[Said], wanted: Sequence[Wanted]) -> Dot | None:
    hits = sum(one.best is not None and one.best >= SAID_FROM for one in wanted)
    false = sum(not one.right and one.score >= SAID_FROM for one in said)
    if not hits + false:
        return None
    recall, precision = hits / len(wanted), hits / (hits + false)
    label = f"score 0.5: precision {precision:.3f}, recall {recall:.3f}"
    return Dot(at(recall), at(1 - precision), label)
