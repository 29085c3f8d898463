"""Pairs of clauses that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.playbook.conflict_rules import ConflictRule, ConflictSide
from pipeline.signals.magnitude import same_family, size
from pipeline.signals.patterns import found, holds
from pipeline.signals.reading import Reading
from pipeline.types.clause import Clause
from pipeline.types.deviation import Conflict

Fired = Mapping[str, frozenset[str]]  # clause id -> "type.signal" that hold there
Types = Mapping[str, frozenset[str]]


def conflicts(
    rules: Sequence[ConflictRule],
    clauses: Sequence[Clause],
    readings: Mapping[str, Reading],
    types: Types,
    fired: Fired,
    mine: frozenset[str],
) -> list[Conflict]:
    """Return one conflict per rule: the first pair in text order of which one clause is `mine`.

    `clauses` run over all documents of the deal; `mine` are those of the document reviewed.
    """
    out = []
    for rule in rules:
        pair = next(_pairs(rule, clauses, readings, types, fired, mine), None)
        if pair is not None:
            a, b = pair
            out.append(
                Conflict(
                    id=f"conflict:{rule.id}:{a}:{b}",
                    a_clause_id=a,
                    b_clause_id=b,
                    rule=rule.id,
                    severity=rule.severity,
                    why=rule.why,
                    queue=rule.queue,
                )
            )
    return out


def _pairs(
    rule: ConflictRule,
    clauses: Sequence[Clause],
    readings: Mapping[str, Reading],
    types: Types,
    fired: Fired,
    mine: frozenset[str],
) -> Iterator[tuple[str, str]]:
    def on(side: ConflictSide) -> list[str]:
        return [
            clause.id
            for clause in clauses
            if _holds(side, clause.id, readings[clause.id], types, fired)
        ]

    first, second = on(rule.a), on(rule.b)
    for a in first:
        for b in second:
            if a == b or not {a, b} & mine:
                continue
            if rule.longer is None or _longer(rule, readings[a], readings[b]):
                yield a, b


def _holds(
    side: ConflictSide, clause_id: str, reading: Reading, types: Types, fired: Fired
) -> bool:
    if side.types and not set(side.types) & types.get(clause_id, frozenset()):
        return False
    if set(side.signals) & fired.get(clause_id, frozenset()):
        return True
    return any(holds(test, s.text) for test in side.tests for s in reading.sentences)


def _longer(rule: ConflictRule, a: Reading, b: Reading) -> bool:
    first, second = _sizes(rule.a, a), _sizes(rule.b, b)
    if not first or not second:
        return False
    if rule.longer == "a":
        return max(first) > min(second)
    return max(second) > min(first)


def _sizes(side: ConflictSide, reading: Reading) -> list[Decimal]:
    sizes = []
    for term in reading.terms:
        if side.term is None or not same_family(term.kind, side.term):
            continue
        words = " ".join(s.text for s in reading.sentences if s.own.overlaps(term.span))
        measured = size(term.kind, term.value, term.unit)
        if measured and (not side.near or found(side.near, words)):
            sizes.append(measured[1])
    return sizes
