"""Pairs of clauses that cannot both hold, in one document or in two of a deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.compare.read import Read
from pipeline.compare.sides import Stand, stands
from pipeline.playbook.conflict_rules import ConflictRule
from pipeline.types.deviation import Conflict
from pipeline.types.term import Term

Pair = tuple[Stand, Stand, str]


def conflicts(rules: Sequence[ConflictRule], reads: Sequence[Read]) -> list[Conflict]:
    """Return the conflicts of the first document: with itself, and with each of the others.

    A rule is told once within the document and once for each other document, by the first pair
    in text order. What is told of two documents is the same from either, id and sides included.
    """
    out = []
    for rule in rules:
        sides = {r.id: (list(stands(rule.a, r)), list(stands(rule.b, r))) for r in reads}
        mine = reads[0].id
        if not rule.across:
            out += _first(rule, _pairs(rule, *sides[mine]), within=True)
        for other in (read.id for read in reads[1:]):
            x, y = sorted((mine, other))
            across = [*_pairs(rule, sides[x][0], sides[y][1])]
            across += _pairs(rule, sides[y][0], sides[x][1])
            out += _first(rule, iter(across), within=False)
    return out


def _first(rule: ConflictRule, pairs: Iterator[Pair], within: bool) -> list[Conflict]:
    pair = next(pairs, None)
    if pair is None:
        return []
    a, b, terms = pair
    keys = [s.clause.id if within else f"{s.read.id[:8]}.{s.clause.id}" for s in (a, b)]
    return [
        Conflict(
            id=f"conflict:{rule.id}:{keys[0]}:{keys[1]}",
            a_clause_id=a.clause.id,
            b_clause_id=b.clause.id,
            rule=rule.id,
            severity=rule.severity,
            why=f"{rule.why}{terms}",
            queue=rule.queue,
            a=a.place,
            b=b.place,
        )
    ]


def _pairs(rule: ConflictRule, first: Sequence[Stand], second: Sequence[Stand]) -> Iterator[Pair]:
    for a in first:
        for b in second:
            if (a.read.id, a.clause.id) == (b.read.id, b.clause.id):
                continue
            pair = _measured(rule, a, b)
            if pair is not None:
                yield pair


def _measured(rule: ConflictRule, a: Stand, b: Stand) -> Pair | None:
    """Return the pair with what to say of its terms; None when they make it no conflict."""
    if not (rule.longer or rule.differ):
        return a, b, ""
    first = a.values(rule.a, everywhere=not rule.differ)
    second = b.values(rule.b, everywhere=not rule.differ)
    if not first or not second:
        return None
    if rule.longer:
        return (a, b, "") if _longer(rule, _sizes(first), _sizes(second)) else None
    if set(first) & set(second):
        return None
    one, other = list(first.values()), list(second.values())
    told = f" ({_listed(one)} against {_listed(other)})"
    return a.at(one[0].span), b.at(other[0].span), told


def _listed(terms: Sequence[Term]) -> str:
    return " and ".join(term.text for term in terms)


def _sizes(values: dict[Decimal | str, Term]) -> list[Decimal]:
    return [value for value in values if isinstance(value, Decimal)]


def _longer(rule: ConflictRule, first: list[Decimal], second: list[Decimal]) -> bool:
    if not first or not second:
        return False
    if rule.longer == "a":
        return max(first) > min(second)
    return max(second) > min(first)
