"""Missing clauses: the types the reviewer says a contract lacks, held against those it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.datasets.gold import GoldContract, load_gold
from eval.metric import Metric
from eval.predictions import Prediction
from eval.reviewer import review_text, reviewer_config
from eval.said import parts_of, spelled
from eval.scorers.absences import RIGHT, Absence, absence_figures, absences
from eval.scorers.bootstrap import RESAMPLES
from eval.scorers.ratio import Ratios
from eval.task import Scored, TaskData
from models.tagger import Tagger
from pipeline.errors import DataError
from pipeline.types.deal import Deal, Known

_PREFIX = {"alone": "", "told": "told_"}
_RESERVE = {"firm": False, "provisional": True}
# What gold calls a fact, where the product's question has another name.
_NAMES = {
    "generative": "generative_ai",
    "autonomous_agents": "agentic",
    "usage_based_pricing": "usage_based",
}


class MissingTask:
    """Each contract is reviewed alone for the customer: without facts, and told those of gold.

    A type said that gold does not list is wrong, whether it stands in the contract (`there`) or
    gold only does not ask for it. The review says some provisionally, until a fact is known: they
    are told apart. Figures that begin `told_` are those of the review that was told the facts.
    """

    name = "missing"
    summary = (
        "Missing clauses: types wrongly said to be missing a contract, recall of those that are"
    )
    data = "eval/gold/contracts"
    needs: frozenset[str] = frozenset()

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the weights, the playbook and the resamples of the intervals."""
        return {**reviewer_config(), "resamples": RESAMPLES}

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[GoldContract]:
        """Read a folder of gold contracts; raises DataError as `load_gold` does."""
        data = load_gold(folder, ids)
        return TaskData({one.id: one for one in data.contracts}, data.sha256, None, data)

    def predict(self, name: str, item: GoldContract, tagger: Tagger | None) -> list[Prediction]:
        """Return the types said to be missing in both reviews; their place is the gap as read."""
        facts = {_NAMES.get(key, key): Known(value) for key, value in item.facts.items()}
        found = []
        for which, deal in (("alone", Deal()), ("told", Deal(facts=facts))):
            for one in review_text(item.text, f"{name}.md", deal).missing:
                reserve = "provisional" if one.why.startswith("Provisional") else "firm"
                category = spelled("missing", which, one.clause_type, reserve)
                found.append(Prediction(name, category, "", one.gap.offset, one.gap.offset, 1.0))
        return found

    def score(
        self,
        data: TaskData[GoldContract],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Return the figures and a row for each type said or missing.

        Raises DataError for a prediction that is spelled otherwise.
        """
        said = _said(predictions)
        ratios = Ratios(list(data.items), seed, len(failed))
        metrics: dict[str, Metric] = {}
        rows: list[dict[str, Any]] = []
        for which, prefix in _PREFIX.items():
            found: list[Absence] = []
            for name, item in data.items.items():
                held = [kind for unit in item.terms.units for kind in unit.types]
                there = [*held, *item.not_missing]
                found += absences(name, said.get((name, which), {}), item.missing, there)
            metrics |= absence_figures(found, ratios, prefix)
            rows += [
                {
                    "contract": one.contract,
                    "review": which,
                    "type": one.clause_type,
                    "outcome": one.outcome,
                    "provisional": one.provisional,
                    "failed": one.contract in failed,
                }
                for one in found
            ]
        return Scored(_pooled_first(metrics), rows)

    def errors(self, row: Mapping[str, Any]) -> tuple[str, int]:
        """Return a type's name and whether it was wrongly said or missed."""
        return f"{row['contract']}: {row['review']} {row['type']}", int(row["outcome"] != RIGHT)


def _pooled_first(metrics: Mapping[str, Metric]) -> dict[str, Metric]:
    return dict(sorted(metrics.items(), key=lambda item: ":" in item[0]))


def _said(predictions: Sequence[Prediction]) -> dict[tuple[str, str], dict[str, bool]]:
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for one in predictions:
        _, which, kind, reserve = parts_of(one, 4)
        if which not in _PREFIX or reserve not in _RESERVE:
            raise DataError(
                f"{one.contract}: prediction {one.category!r}; {list(_PREFIX)} and "
                f"{list(_RESERVE)} are allowed"
            )
        found.setdefault((one.contract, which), {})[kind] = _RESERVE[reserve]
    return found


TASK = MissingTask()
