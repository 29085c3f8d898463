"""Clause types said to be missing, held against those that gold says are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.metric import Metric
from eval.scorers.ratio import Ratios

RIGHT, THERE, NOT_ASKED, MISSED = "right", "there", "not_asked", "missed"


@dataclass(frozen=True, slots=True)
class Absence:
    """A type of a contract that the review or gold, or both, say is missing.

    `provisional` says that the review leaves it open until a fact is known; False when not said.
    """

    contract: str
    clause_type: str
    outcome: str
    provisional: bool


def absences(
    contract: str,
    said: dict[str, bool],
    missing: Sequence[str],
    there: Sequence[str],
) -> list[Absence]:
    """Return what became of each type said (with whether it is provisional) and of each missing.

    `right`: gold says so too. `there`: a unit holds it, or gold says that it is there. `not_asked`:
    no unit holds it and gold does not ask for it. `missed`: gold says so and the review does not.
    """
    found = []
    for kind, provisional in said.items():
        outcome = RIGHT if kind in missing else THERE if kind in there else NOT_ASKED
        found.append(Absence(contract, kind, outcome, provisional))
    missed = [kind for kind in missing if kind not in said]
    return found + [Absence(contract, kind, MISSED, False) for kind in missed]


def absence_figures(found: Sequence[Absence], ratios: Ratios, prefix: str) -> dict[str, Metric]:
    """Return the pooled figures, each name after `prefix`, then those by contract and by type.

    `wrongly_missing` counts a contract's types said without reserve that gold does not say,
    `..._provisional` those said provisionally, `..._there` those of both that stand in it. `recall`
    is the share of gold's types said either way, `recall_firm` without reserve.
    """
    pooled = {f"{prefix}{name}": one for name, one in _pooled(found, ratios).items()}
    parts: dict[str, Metric] = {}
    for name in ratios.contracts:
        mine = [one for one in found if one.contract == name]
        counts = {f"{prefix}{key}": one for key, one in _pooled(mine, ratios, [name]).items()}
        parts |= {f"{figure}:contract {name}": metric for figure, metric in counts.items()}
    for kind in sorted({one.clause_type for one in found}):
        mine = [one for one in found if one.clause_type == kind]
        recall, wrong = _recall(mine, ratios), _wrong(mine)
        parts |= {
            f"{prefix}recall:{kind}": recall,
            f"{prefix}wrongly_missing:{kind}": _a_contract(
                [one for one in wrong if not one.provisional], ratios
            ),
            f"{prefix}wrongly_missing_provisional:{kind}": _a_contract(
                [one for one in wrong if one.provisional], ratios
            ),
        }
    return pooled | parts


def _pooled(
    found: Sequence[Absence], ratios: Ratios, contracts: Sequence[str] | None = None
) -> dict[str, Metric]:
    wrong = _wrong(found)
    gold = [one for one in found if one.outcome in (RIGHT, MISSED)]
    firm = [(one.contract, one.outcome == RIGHT and not one.provisional) for one in gold]
    return {
        "recall": _recall(found, ratios),
        "recall_firm": ratios.share(firm),
        "wrongly_missing": _a_contract(
            [one for one in wrong if not one.provisional], ratios, contracts
        ),
        "wrongly_missing_provisional": _a_contract(
            [one for one in wrong if one.provisional], ratios, contracts
        ),
        "wrongly_missing_there": _a_contract(
            [one for one in wrong if one.outcome == THERE], ratios, contracts
        ),
    }


def _wrong(found: Sequence[Absence]) -> list[Absence]:
    return [one for one in found if one.outcome in (THERE, NOT_ASKED)]


def _recall(found: Sequence[Absence], ratios: Ratios) -> Metric:
    gold = [one for one in found if one.outcome in (RIGHT, MISSED)]
    return ratios.share([(one.contract, one.outcome == RIGHT) for one in gold])


def _a_contract(
    found: Sequence[Absence], ratios: Ratios, contracts: Sequence[str] | None = None
) -> Metric:
    """Return how many there are in a contract, over all those of the run or the ones named."""
    names = ratios.contracts if contracts is None else contracts
    count = {name: float(sum(one.contract == name for one in found)) for name in names}
    return ratios.of(count, dict.fromkeys(names, 1.0))
