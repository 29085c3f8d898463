"""Figures of the stance task, from what was said of each unit and what became of each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from eval.metric import Metric
from eval.scorers.ratio import Ratios
from eval.scorers.stance_match import COLUMNS, FALSE, POSITIONS, RIGHT

NO_POSITIONS = "no_positions"
WORDS_A_PAGE = 500
_BAD = "unacceptable"
_STANCES = (*POSITIONS, "neutral")


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A gold unit: its first type and stance, what the review says of it, and given its type.

    `own` is one of COLUMNS. `given` is one of them, or NO_POSITIONS where the playbook has none.
    """

    contract: str
    clause_type: str
    gold: str
    own: str
    given: str

    @property
    def judged(self) -> bool:
        """Say whether the playbook has positions for its type."""
        return self.given != NO_POSITIONS


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row that says fallback or unacceptable, and its outcome."""

    contract: str
    stance: str
    outcome: str


def figures(
    units: Sequence[UnitSaid],
    rows: Sequence[RowSaid],
    words: Mapping[str, int],
    ratios: Ratios,
) -> dict[str, Metric]:
    """Return the pooled figures, then those by contract, by gold stance and by type.

    `words` counts each contract's words; WORDS_A_PAGE of them are a page.
    """
    found = {**_own(units, ratios), **_of_rows(rows, words, ratios), **_given(units, ratios)}
    for name in ratios.contracts:
        mine = [one for one in units if one.contract == name]
        own_rows = [one for one in rows if one.contract == name]
        parts = {
            **_own(mine, ratios),
            **_of_rows(own_rows, {name: words[name]}, ratios),
            **_given(mine, ratios),
        }
        found |= {f"{figure}:contract {name}": metric for figure, metric in parts.items()}
    found |= dict(_confusion(units, ratios))
    for kind in sorted({one.clause_type for one in units if one.gold in POSITIONS}):
        mine = [one for one in units if one.clause_type == kind]
        parts = {**_own(mine, ratios), **_given(mine, ratios)}
        found |= {f"{figure}:{kind}": metric for figure, metric in parts.items()}
    return found


def _own(units: Sequence[UnitSaid], ratios: Ratios) -> dict[str, Metric]:
    held = [one for one in units if one.gold in POSITIONS]
    answered = [one for one in held if one.own in POSITIONS]
    said = [one for one in held if _covered(one)]
    bad = [one for one in held if one.gold == _BAD]
    return {
        "covered": _share(held, [_covered(one) for one in held], ratios),
        "right": _share(answered, [one.own == one.gold for one in answered], ratios),
        "unclear": _share(said, [one.own == "unclear" for one in said], ratios),
        "recall_unacceptable": _share(bad, [one.own == _BAD for one in bad], ratios),
        "recall_unacceptable_of_entries": _share(
            [one for one in bad if one.judged],
            [one.own == _BAD for one in bad if one.judged],
            ratios,
        ),
    }


def _covered(one: UnitSaid) -> bool:
    return one.own in POSITIONS or one.own == "unclear"


def _given(units: Sequence[UnitSaid], ratios: Ratios) -> dict[str, Metric]:
    held = [one for one in units if one.gold in POSITIONS]
    judged = [one for one in held if one.judged]
    answered = [one for one in judged if one.given in POSITIONS]
    said = [one for one in units if one.given == _BAD]
    bad = [one for one in judged if one.gold == _BAD]
    return {
        "given_covered": _share(held, [one.judged for one in held], ratios),
        "given_right": _share(answered, [one.given == one.gold for one in answered], ratios),
        "given_unclear": _share(judged, [one.given == "unclear" for one in judged], ratios),
        "given_recall_unacceptable": _share(bad, [one.given == _BAD for one in bad], ratios),
        "given_precision_unacceptable": _share(said, [one.gold == _BAD for one in said], ratios),
    }


def _of_rows(
    rows: Sequence[RowSaid], words: Mapping[str, int], ratios: Ratios
) -> dict[str, Metric]:
    bad = [row for row in rows if row.stance == _BAD]
    pages = {name: count / WORDS_A_PAGE for name, count in words.items()}
    false = [row for row in rows if row.outcome == FALSE]
    return {
        "precision_unacceptable": ratios.share(
            [(row.contract, row.outcome == RIGHT) for row in bad]
        ),
        "false_per_10_pages": _per_ten(false, pages, ratios),
        "false_unacceptable_per_10_pages": _per_ten(
            [row for row in false if row.stance == _BAD], pages, ratios
        ),
    }


def _per_ten(rows: Sequence[RowSaid], pages: Mapping[str, float], ratios: Ratios) -> Metric:
    count = {name: 10.0 * sum(row.contract == name for row in rows) for name in pages}
    return ratios.of(count, pages, n=ceil(sum(pages.values())))


def _confusion(units: Sequence[UnitSaid], ratios: Ratios) -> Iterator[tuple[str, Metric]]:
    for gold in _STANCES:
        mine = [one for one in units if one.gold == gold]
        judged = [one for one in mine if one.judged]
        for said in COLUMNS:
            hits = [one.own == said for one in mine]
            yield f"as_{said}:gold {gold}", _share(mine, hits, ratios)
        for said in COLUMNS:
            hits = [one.given == said for one in judged]
            yield f"as_{said}:gold {gold}, type given", _share(judged, hits, ratios)


def _share(units: Sequence[UnitSaid], yes: Sequence[bool], ratios: Ratios) -> Metric:
    return ratios.share([(one.contract, hit) for one, hit in zip(units, yes, strict=True)])
