"""Which categories are taken for which: false alarms whose words are gold of another category."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from eval.evidence import Evidence, Said, Wanted
from eval.scorers.cuad_match import MatchRule, jaccard

SAID_FROM = 0.5
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Confusion:
    """Of all `alarms` of the category `said`, `count` match gold of the category `gold`."""

    said: str
    gold: str
    count: int
    alarms: int


def confusions(evidence: Evidence) -> list[Confusion]:
    """Return the pairs, most frequent first, from false alarms scored `SAID_FROM` or more.

    Words match when half of all words in either are in both (the official rule, without its
    allowance for parties). One alarm may match gold of several categories and counts for each.
    """
    rule = MatchRule()
    gold: dict[str, list[tuple[Wanted, frozenset[str]]]] = defaultdict(list)
    for one in evidence.wanted:
        words = rule.words(evidence.texts[one.contract][one.start : one.end])
        gold[one.contract].append((one, words))
    pairs: Counter[tuple[str, str]] = Counter()
    alarms: Counter[str] = Counter()
    for alarm in false_alarms(evidence):
        alarms[alarm.category] += 1
        words = rule.words(evidence.texts[alarm.contract][alarm.start : alarm.end])
        found = {
            one.category for one, held in gold[alarm.contract] if jaccard(words, held) >= _SAME
        }
        pairs.update((alarm.category, category) for category in found - {alarm.category})
    return [
        Confusion(said, held, count, alarms[said])
        for (said, held), count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    ]


def false_alarms(evidence: Evidence) -> list[Said]:
    """Return the predictions scored `SAID_FROM` or more that match no gold text."""
    return [one for one in evidence.said if not one.right and one.score >= SAID_FROM]
