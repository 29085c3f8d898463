"""Which categories are taken for which: false alarms whose words are gold of another category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from eval.evidence import Evidence, Said, Wanted
from eval.scorers.cuad_match import MatchRule

SAID_FROM = 0.5
Spot = TypeVar("Spot", Said, Wanted)
_RULE = MatchRule(parties_rule=False)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Of all `alarms` of the category `said`, `count` match gold of the category `gold`."""

    said: str
    gold: str
    count: int
    alarms: int


def confusions(evidence: Evidence) -> list[Confusion]:
    """Return the pairs, most frequent first, from false alarms scored `SAID_FROM` or more.

    Words match by the official rule without its allowance for parties. One alarm may match gold of
    several categories and counts for each.
    """
    alarms, gold = false_alarms(evidence), _by_contract(evidence.wanted)
    pairs: Counter[tuple[str, str]] = Counter()
    for contract, mine in _by_contract(alarms).items():
        text, wanted = evidence.texts[contract], gold[contract]
        words = [[text[one.start : one.end] for one in held] for held in (wanted, mine)]
        for alarm, matches in zip(mine, _RULE.match_matrix(contract, *words).T, strict=True):
            found = {one.category for one, hit in zip(wanted, matches, strict=True) if hit}
            pairs.update((alarm.category, category) for category in found - {alarm.category})
    counts = Counter(alarm.category for alarm in alarms)
    return [
        Confusion(said, held, count, counts[said])
        for (said, held), count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    ]


def false_alarms(evidence: Evidence) -> list[Said]:
    """Return the predictions scored `SAID_FROM` or more that match no gold text."""
    return [one for one in evidence.said if not one.right and one.score >= SAID_FROM]


def _by_contract(spots: Iterable[Spot]) -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = defaultdict(list)
    for one in spots:
        found[one.contract].append(one)
    return found
