"""What a review says, as predictions in a fixed spelling, and read back from them.

A prediction's `category` is its parts joined by "|". Its place is in the source file, where the
words of the review stand; `text` is those words as the review tells them. Words that are not in
the source have the place [0, 0).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.datasets.aligned import Alignment, stands_in
from eval.predictions import Prediction
from pipeline.errors import DataError
from pipeline.types.review import Review
from pipeline.types.span import Span

_SIGN = "|"


@dataclass(frozen=True, slots=True)
class Words:
    """Words said to stand at `span` of the source."""

    span: Span
    text: str

    def verbatim(self, source: str) -> bool:
        """Say whether the words stand there in order; what a reader leaves out may lie between."""
        return stands_in(self.text, self.span.slice(source))


@dataclass(frozen=True, slots=True)
class SaidDeviation:
    """One row of a review: a stance on a clause type, with its evidence in the source."""

    contract: str
    number: int
    clause_type: str
    stance: str
    evidence: tuple[Words, ...]

    def touches(self, span: Span) -> bool:
        """Say whether some of its evidence shares a character with `span`."""
        return any(one.span.overlaps(span) for one in self.evidence)


def spelled(*parts: str) -> str:
    """Return a category of these parts."""
    return _SIGN.join(parts)


def parts_of(one: Prediction, count: int) -> list[str]:
    """Return the parts of a prediction's category; raises DataError unless there are `count`."""
    parts = one.category.split(_SIGN)
    if len(parts) != count:
        raise DataError(
            f"{one.contract}: prediction {one.category!r}; {count} parts joined by {_SIGN!r} needed"
        )
    return parts


def place_of(name: str, category: str, words: tuple[Span, str], at: Alignment) -> Prediction:
    """Return a prediction of words at a span of the text as read."""
    span, text = words
    place = at.in_source(span) or Span(0, 0)
    return Prediction(name, category, text, place.start, place.end, 1.0)


def deviation_predictions(name: str, review: Review, at: Alignment) -> list[Prediction]:
    """Return one prediction for each piece of evidence of a review's rows; `missing` is left out.

    A row without evidence has one prediction without words.
    """
    return [
        place_of(name, spelled("said", str(i), row.clause_type, row.stance.value), words, at)
        for i, row in enumerate(review.deviations)
        if row.clause_id is not None
        for words in [(piece.span, piece.text) for piece in row.evidence] or [(Span(0, 0), "")]
    ]


def deviations_in(predictions: Iterable[Prediction]) -> list[SaidDeviation]:
    """Return the rows that predictions spell, in order; raises DataError for a wrong spelling."""
    found: dict[tuple[str, str, str, str], list[Words]] = {}
    for one in predictions:
        if not one.category.startswith(f"said{_SIGN}"):
            continue
        _, number, kind, stance = parts_of(one, 4)
        if not number.isdecimal():
            raise DataError(f"{one.contract}: prediction {one.category!r}; a number is needed")
        key = (one.contract, number, kind, stance)
        found.setdefault(key, []).append(Words(Span(one.start, one.end), one.text))
    return [
        SaidDeviation(contract, int(number), kind, stance, tuple(words))
        for (contract, number, kind, stance), words in found.items()
    ]


def all_verbatim(evidence: Sequence[Words], source: str) -> bool:
    """Say whether there is evidence and every piece of it is verbatim in the source."""
    return bool(evidence) and all(one.verbatim(source) for one in evidence)
