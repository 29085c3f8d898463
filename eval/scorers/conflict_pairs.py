"""Pairs of places said to conflict, held against the pairs of units that gold names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.datasets.gold import GoldContract
from eval.metric import Metric
from eval.said import Words
from eval.scorers.ratio import Ratios


@dataclass(frozen=True, slots=True)
class SaidConflict:
    """A conflict by a named rule between two places of a contract's source."""

    contract: str
    number: int
    rule: str
    a: Words
    b: Words


def matches(said: SaidConflict, gold: GoldContract, pair: tuple[str, str]) -> bool:
    """Say whether one place shares a character with each unit of a pair, in either order."""
    first, second = gold.unit(pair[0]), gold.unit(pair[1])
    a, b = said.a.span, said.b.span
    straight = a.overlaps(first) and b.overlaps(second)
    return straight or (a.overlaps(second) and b.overlaps(first))


@dataclass(frozen=True, slots=True)
class Counted:
    """Answers by contract: of gold pairs whether found, of said ones (with rule) whether right."""

    found: Sequence[tuple[str, bool]]
    right: Sequence[tuple[str, str, bool]]


def count(said: Sequence[SaidConflict], gold: Mapping[str, GoldContract]) -> Counted:
    """Hold all that is said against gold; several that match one pair find it once."""
    by_contract = {name: [one for one in said if one.contract == name] for name in gold}
    found, right = [], []
    for name, contract in gold.items():
        mine = by_contract[name]
        for pair in contract.conflicts:
            found.append((name, any(matches(one, contract, pair) for one in mine)))
        for one in mine:
            hit = any(matches(one, contract, pair) for pair in contract.conflicts)
            right.append((name, one.rule, hit))
    return Counted(found, right)


def conflict_figures(counted: Counted, ratios: Ratios) -> dict[str, Metric]:
    """Return recall and precision: pooled, by contract, and precision by rule."""
    right = [(name, hit) for name, _, hit in counted.right]
    found = {"recall": ratios.share(counted.found), "precision": ratios.share(right)}
    for name in ratios.contracts:
        mine = [one for one in counted.found if one[0] == name]
        found[f"recall:contract {name}"] = ratios.share(mine)
        found[f"precision:contract {name}"] = ratios.share([o for o in right if o[0] == name])
    for rule in sorted({rule for _, rule, _ in counted.right}):
        hits = [(name, hit) for name, held, hit in counted.right if held == rule]
        found[f"precision:{rule}"] = ratios.share(hits)
    return found
