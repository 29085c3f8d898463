"""CUAD by ContractEval's convention: what the cuad task asserts, as one text a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.datasets.cuad import Contract
from eval.predictions import Prediction
from eval.scorers.contracteval import SILENT, Answer, figures
from eval.task import Scored, TaskData
from eval.tasks.cuad import TASK as CUAD
from models.tagger import Tagger
from pipeline.errors import DataError

ASSERTED = 0.5


class ContractEvalTask:
    """Takes the predictions of the cuad task; those scored at least `ASSERTED` are the output.

    Texts follow each other as in the contract; those that overlap, or have only white space
    between them, are one stretch of it. A question without any is answered "No related clause.".
    """

    name = "cuad_contracteval"
    summary = "CUAD as ContractEval scores it: F1, F2, laziness, Jaccard; not comparable with AUPR"
    data = "cuad"
    needs = frozenset({"tagger"})

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the settings of the cuad task and the threshold."""
        return {**CUAD.config, "asserted": ASSERTED}

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[Contract]:
        """Read a folder laid out like CUAD; raises DataError as `load_cuad` does."""
        return CUAD.load(folder, ids)

    def predict(self, name: str, item: Contract, tagger: Tagger | None) -> list[Prediction]:
        """Return what the cuad task predicts; raises UsageError and DataError as it does."""
        return CUAD.predict(name, item, tagger)

    def score(
        self,
        data: TaskData[Contract],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Score each question's output against its gold texts.

        Raises DataError for a prediction on a contract or category that the data lacks, or whose
        place lies outside the contract.
        """
        said = _asserted(data, predictions)
        answers = [
            Answer(name, category, tuple(item.gold_texts(category)), _output(item.text, places))
            for (name, category), places in said.items()
            for item in (data.items[name],)
        ]
        rows = [_row(one, one.contract in failed) for one in answers]
        return Scored(figures(list(data.items), answers, seed, len(failed)), rows)


def _asserted(
    data: TaskData[Contract], predictions: Sequence[Prediction]
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    said: dict[tuple[str, str], list[tuple[int, int]]] = {
        (name, category): [] for name, item in data.items.items() for category in item.gold
    }
    for one in predictions:
        places = said.get((one.contract, one.category))
        if places is None:
            asked = f"{one.contract!r}, {one.category!r}"
            raise DataError(f"prediction for {asked}, which the data lacks")
        if not 0 <= one.start < one.end <= len(data.items[one.contract].text):
            raise DataError(
                f"prediction at [{one.start}, {one.end}) of {one.contract!r}, outside its text"
            )
        if one.score >= ASSERTED:
            places.append((one.start, one.end))
    return said


def _output(text: str, places: Sequence[tuple[int, int]]) -> str:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return "\n".join(text[start:end] for start, end in joined) or SILENT


def _row(one: Answer, failed: bool) -> dict[str, Any]:
    return {
        "contract": one.contract,
        "category": one.category,
        "gold": len(one.gold),
        "covered": one.covered if one.gold else None,
        "silent": one.silent,
        "jaccard": one.similarity if one.gold else None,
        "output": one.output,
        "failed": failed,
    }


TASK = ContractEvalTask()
