"""Which of a review's rows speak of which gold unit, and whether they are right.

A row lies on a unit when some of its evidence shares a character with it. It is of the unit's type
when it names the unit's first type, which is the one that gold gives a stance for.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.datasets.ai_terms import LabelledUnit
from eval.said import SaidDeviation

POSITIONS = ("preferred", "fallback", "unacceptable")
CONCERNS = frozenset({"fallback", "unacceptable"})
TYPE_MISSED, NOTHING = "type_missed", "nothing"
COLUMNS = (*POSITIONS, "neutral", "unclear", TYPE_MISSED, NOTHING)
_WORST_FIRST = ("unacceptable", "fallback", "preferred", "unclear", "neutral")

RIGHT, OTHER_STANCE, OTHER_TYPE, FALSE = "right", "other_stance", "other_type", "false"


def column(unit: LabelledUnit, rows: Sequence[SaidDeviation]) -> str:
    """Return what the rows say of a unit, one of COLUMNS.

    Of several rows of its type the worst stance counts; a position counts before `unclear`, and
    that before `neutral`. Rows of other types alone make `type_missed`.
    """
    on_it = [row for row in rows if row.touches(unit.span)]
    said = {row.stance for row in on_it if row.clause_type == unit.types[0]}
    for stance in _WORST_FIRST:
        if stance in said:
            return stance
    return TYPE_MISSED if on_it else NOTHING


def outcome(row: SaidDeviation, units: Sequence[LabelledUnit]) -> str:
    """Return how a row that says fallback or unacceptable stands to gold: the best that applies.

    `right`: it lies on a unit that holds its type, as any of its types, and has its stance.
    `other_stance`: on one that holds its type and has the other of the two stances. `other_type`:
    on one that has either stance but not its type. `false`: all it lies on is preferred or neutral,
    or it lies on no unit.
    """
    bad = [unit for unit in units if unit.stance in CONCERNS and row.touches(unit.span)]
    same = [unit.stance for unit in bad if row.clause_type in unit.types]
    if row.stance in same:
        return RIGHT
    if same:
        return OTHER_STANCE
    return OTHER_TYPE if bad else FALSE
