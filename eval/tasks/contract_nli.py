"""ContractNLI: what an NDA says to each of 17 hypotheses, and which spans show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from eval.datasets.contract_nli import ContractNliData, Nda, load_contract_nli
from eval.predictions import Prediction
from eval.scorers.bootstrap import RESAMPLES
from eval.scorers.nli import Judged, figures
from eval.task import Scored, TaskData
from models.hypotheses import CHOICES, SHIPPED, HypothesisReader, Verdicts
from models.tagger import Tagger
from pipeline.errors import DataError, UsageError

KEEP = 0.001
MOST = 30
_IS = "="


class ContractNliTask:
    """Asks the hypothesis reader, a small baseline that ships for this task alone.

    For each hypothesis a prediction's `category` is its key, with the score of one span as
    evidence, or "key=Choice" with the probability of a choice and no place. At most `MOST` spans
    scored at least `KEEP` are told; the others count as scored 0.
    """

    name = "contract_nli"
    summary = "ContractNLI: accuracy, F1 of both choices, evidence mAP and P@80R; a small baseline"
    data = "contract_nli"
    needs = frozenset({"hypothesis reader"})

    def __init__(self, split: str | None = None, weights: Path = SHIPPED) -> None:
        self._split, self._weights = split, weights

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the split, the weights' hash, what is told and the resamples of the intervals."""
        return {
            "split": self._split,
            "reader": self._weights.name,
            "reader_sha256": self._reader.weights_sha256,
            "keep": KEEP,
            "most": MOST,
            "resamples": RESAMPLES,
        }

    def on_split(self, split: str) -> ContractNliTask:
        """Return the task for `<split>.json`."""
        return ContractNliTask(split, self._weights)

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[Nda]:
        """Read a split, or the NDAs `ids` of it.

        Raises DataError as `load_contract_nli` does, and UsageError for NDAs that the reader was
        trained on and for hypotheses that it does not know.
        """
        if self._split is None:
            raise UsageError(f"task {self.name!r} needs a split; name one with --split")
        data = load_contract_nli(folder, self._split, ids)
        items = {nda.id: nda for nda in data.ndas}
        if seen := sorted(self._reader.seen.get("contract_nli", frozenset()) & set(items)):
            raise UsageError(
                f"the hypothesis reader was trained on {len(seen)} of {len(items)} documents, such "
                f"as {seen[:3]}; leave them out"
            )
        if unknown := sorted(set(data.hypotheses) - set(self._reader.hypotheses)):
            known = list(self._reader.hypotheses)
            raise UsageError(f"the hypothesis reader does not know {unknown}; it knows {known}")
        return TaskData(items, data.sha256, "contract_nli", data)

    def predict(self, name: str, item: Nda, tagger: Tagger | None) -> list[Prediction]:
        """Return choices and evidence for each hypothesis of the NDA; no tagger is asked.

        Raises DataError for scores that are none.
        """
        verdicts = self._reader.read(item.units)
        _check(verdicts, name)
        found: list[Prediction] = []
        for row, key in enumerate(self._reader.hypotheses):
            if key not in item.findings:
                continue
            found += [
                Prediction(name, f"{key}{_IS}{choice}", "", 0, 0, float(verdicts.choices[row, i]))
                for i, choice in enumerate(CHOICES)
            ]
            scores = verdicts.evidence[row]
            best = np.argsort(-scores, kind="stable")[:MOST]
            for i in (int(one) for one in best if scores[one] >= KEEP):
                span = item.spans[i]
                text = span.slice(item.text)
                found.append(Prediction(name, key, text, span.start, span.end, float(scores[i])))
        return found

    def score(
        self,
        data: TaskData[Nda],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Score choices and evidence; raises DataError for a prediction that the data lacks."""
        judged = _judged(data.whole, predictions)
        rows = [
            {
                "contract": one.contract,
                "hypothesis": one.hypothesis,
                "gold": one.gold,
                "predicted": one.said,
                "evidence": np.flatnonzero(one.evidence).tolist(),
                "best": int(np.argmax(one.scores)) if one.scores.any() else None,
                "failed": one.contract in failed,
            }
            for one in judged
        ]
        return Scored(figures(list(data.items), judged, seed, len(failed)), rows)

    @cached_property
    def _reader(self) -> HypothesisReader:
        return HypothesisReader.load(self._weights)


def _check(verdicts: Verdicts, name: str) -> None:
    for part in (verdicts.evidence, verdicts.choices):
        if not ((part >= 0) & (part <= 1)).all():
            raise DataError(f"{name}: the hypothesis reader gave a score outside [0, 1] or NaN")


def _judged(data: ContractNliData, predictions: Sequence[Prediction]) -> list[Judged]:
    choices: dict[tuple[str, str], dict[str, float]] = {}
    scores = {(nda.id, key): np.zeros(len(nda.spans)) for nda in data.ndas for key in nda.findings}
    place = {
        nda.id: {(span.start, span.end): i for i, span in enumerate(nda.spans)} for nda in data.ndas
    }
    for one in predictions:
        key, told, choice = one.category.partition(_IS)
        if (one.contract, key) not in scores or (told and choice not in CHOICES):
            asked = f"{one.contract!r}, {one.category!r}"
            raise DataError(f"prediction for {asked}, which the data lacks")
        if told:
            choices.setdefault((one.contract, key), {})[choice] = one.score
            continue
        at = place[one.contract].get((one.start, one.end))
        if at is None:
            where = f"[{one.start}, {one.end}) of {one.contract!r}"
            raise DataError(f"prediction at {where}, which is no span of the data")
        scores[one.contract, key][at] = one.score
    return [
        Judged(
            nda.id,
            key,
            finding.choice,
            _best(choices.get((nda.id, key), {})),
            np.array([i in finding.evidence for i in range(len(nda.spans))]),
            scores[nda.id, key],
        )
        for nda in data.ndas
        for key, finding in nda.findings.items()
    ]


def _best(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda choice: shares[choice], default="")


TASK = ContractNliTask()
