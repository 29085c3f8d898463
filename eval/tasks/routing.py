"""Specialist routing on the challenge set: does each clause take the route it must?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets.challenge import Challenge, ChallengeData, load_challenge
from eval.metric import Metric
from eval.predictions import Prediction
from eval.reviewer import review_text, reviewer_config
from eval.scorers.exact import share
from eval.task import Scored, TaskData
from models.tagger import Tagger
from pipeline.errors import DataError, UsageError
from pipeline.types.deal import Deal
from pipeline.types.deviation import RouteStrength


@dataclass(frozen=True)
class RoutingTask:
    """Each clause is reviewed alone, with no deal facts, as a contract of one clause."""

    split: str | None = None
    name: str = "routing"
    summary: str = "Specialist routing of clauses that use no cue word, and of look-alikes"
    data: str = "eval/gold/challenge"
    needs: frozenset[str] = frozenset()

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the split, weights and playbook."""
        return {"split": self.split, **reviewer_config()}

    def on_split(self, split: str) -> RoutingTask:
        """Return the task on the half `split`: open or frozen."""
        return RoutingTask(split)

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[Challenge]:
        """Read one half; raises DataError as `load_challenge` does, UsageError without a split."""
        if self.split is None:
            raise UsageError("task 'routing' needs a split: open or frozen")
        data = load_challenge(folder, self.split, ids)
        return TaskData({one.id: one for one in data.clauses}, data.sha256, None, data)

    def predict(self, name: str, item: Challenge, tagger: Tagger | None) -> list[Prediction]:
        """Return the strongest route of the clause's words; absences are not looked at."""
        review = review_text(item.text, f"{name}.txt", Deal())
        held = {d.route.strength for d in review.deviations if d.clause_id is not None}
        for strength in (RouteStrength.MUST, RouteStrength.CONSULT):
            if strength in held:
                return [Prediction(name, str(strength), item.text, 0, len(item.text), 1.0)]
        return []

    def score(
        self,
        data: TaskData[Challenge],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Return recall of must and of both routes, precision, and the share left alone rightly.

        Raises DataError for a prediction of something else.
        """
        whole: ChallengeData = data.whole
        for one in predictions:
            if one.category not in (RouteStrength.MUST, RouteStrength.CONSULT):
                raise DataError(
                    f"{one.contract}: route {one.category!r}; must or consult is needed"
                )
        said = {one.contract: one.category for one in predictions}
        rows = [
            {"id": c.id, "family": c.family, "gold": c.route, "said": said.get(c.id, "none")}
            for c in whole.clauses
        ]
        return Scored(_metrics(rows, len(failed)), rows)


def _metrics(rows: Sequence[Mapping[str, str]], failed: int) -> dict[str, Metric]:
    must = [row["said"] == "must" for row in rows if row["gold"] == "must"]
    wanted = [row["said"] != "none" for row in rows if row["gold"] != "none"]
    routed = [row["gold"] != "none" for row in rows if row["said"] != "none"]
    forced = [row["gold"] == "must" for row in rows if row["said"] == "must"]
    idle = [row["said"] == "none" for row in rows if row["gold"] == "none"]
    return {
        "recall": share(sum(wanted), len(wanted), failed),
        "recall_must": share(sum(must), len(must), failed),
        "precision": share(sum(routed), len(routed), failed),
        "precision_must": share(sum(forced), len(forced), failed),
        "specificity": share(sum(idle), len(idle), failed),
    }


TASK = RoutingTask()
