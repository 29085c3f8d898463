"""Conflicts: the pairs of clauses the reviewer says cannot both hold, against those that do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.datasets.aligned import Alignment
from eval.datasets.gold import GoldContract, load_gold
from eval.predictions import Prediction
from eval.reviewer import review_text, reviewer_config
from eval.said import Words, all_verbatim, parts_of, place_of, spelled
from eval.scorers.bootstrap import RESAMPLES
from eval.scorers.conflict_pairs import SaidConflict, conflict_figures, count, matches
from eval.scorers.ratio import Ratios
from eval.task import Scored, TaskData
from models.tagger import Tagger
from pipeline.errors import DataError
from pipeline.types.deal import Deal
from pipeline.types.deviation import Place
from pipeline.types.review import Review
from pipeline.types.span import Span


class ConflictsTask:
    """Each contract is reviewed alone, without facts. A conflict counts by its two places.

    One said matches one of gold when its places share a character with the two units, in either
    order; the rule that said it does not matter. `recall` is over gold's pairs, `precision` over
    what is said, `evidence_verbatim` the share of those whose words stand in the contract.
    """

    name = "conflicts"
    summary = "Conflicts inside a contract: recall and precision of pairs, both places right"
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
        """Return the two places of each conflict; a side without words told is its clause."""
        review = review_text(item.text, f"{name}.md", Deal())
        at = Alignment(review.document.text, item.text)
        return [
            place_of(name, spelled("conflict", str(i), one.rule, side), words, at)
            for i, one in enumerate(review.conflicts)
            for side, words in (
                ("a", _words(review, one.a, one.a_clause_id)),
                ("b", _words(review, one.b, one.b_clause_id)),
            )
        ]

    def score(
        self,
        data: TaskData[GoldContract],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Return the figures and a row for each pair of gold and each that is said.

        Raises DataError for a prediction that is spelled otherwise or lacks its other side.
        """
        said = _said(predictions)
        ratios = Ratios(list(data.items), seed, len(failed))
        verbatim = [
            (one.contract, all_verbatim((one.a, one.b), data.items[one.contract].text))
            for one in said
        ]
        metrics = {
            **conflict_figures(count(said, data.items), ratios),
            "evidence_verbatim": ratios.share(verbatim),
        }
        return Scored(metrics, _rows(said, data.items, failed))

    def errors(self, row: Mapping[str, Any]) -> tuple[str, int]:
        """Return a pair's name, and whether it was missed or wrongly said."""
        return f"{row['contract']}: {row['kind']} {row['name']}", int(not row["right"])


def _words(review: Review, place: Place | None, clause_id: str) -> tuple[Span, str]:
    if place is not None:
        return place.span, place.text
    clause = next(one for one in review.clauses if one.id == clause_id)
    return clause.span, clause.text


def _said(predictions: Sequence[Prediction]) -> list[SaidConflict]:
    found: dict[tuple[str, str, str], dict[str, Words]] = {}
    for one in predictions:
        _, number, rule, side = parts_of(one, 4)
        words = Words(Span(one.start, one.end), one.text)
        found.setdefault((one.contract, number, rule), {})[side] = words
    for (contract, number, rule), sides in found.items():
        if set(sides) != {"a", "b"} or not number.isdecimal():
            raise DataError(f"{contract}: conflict {number!r} of {rule}; a number, sides a and b")
    return [
        SaidConflict(contract, int(number), rule, sides["a"], sides["b"])
        for (contract, number, rule), sides in found.items()
    ]


def _rows(
    said: Sequence[SaidConflict], gold: Mapping[str, GoldContract], failed: frozenset[str]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for name, contract in gold.items():
        mine = [one for one in said if one.contract == name]
        rows += [
            {
                "contract": name,
                "kind": "gold",
                "name": " and ".join(pair),
                "right": any(matches(one, contract, pair) for one in mine),
                "failed": name in failed,
            }
            for pair in contract.conflicts
        ]
        rows += [
            {
                "contract": name,
                "kind": "said",
                "name": f"{one.rule} {one.number}",
                "right": any(matches(one, contract, pair) for pair in contract.conflicts),
                "failed": False,
            }
            for one in mine
        ]
    return rows


TASK = ConflictsTask()
