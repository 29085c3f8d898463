"""Evidence by the official CUAD rule: equal texts of a question are one, the last score stands."""

from __future__ import annotations

from collections.abc import Sequence

from eval.datasets.cuad import Contract, CuadData
from eval.evidence import Evidence, Said, Wanted
from eval.predictions import Prediction
from eval.scorers.cuad_match import MatchRule
from pipeline.errors import DataError


def cuad_evidence(data: CuadData, predictions: Sequence[Prediction]) -> Evidence:
    """Match the predictions of each question with its gold texts.

    Raises DataError for a prediction on a contract or category that `data` does not have.
    """
    asked: dict[tuple[str, str], dict[str, Prediction]] = {
        (contract.id, category): {} for contract in data.contracts for category in data.categories
    }
    for one in predictions:
        held = asked.get((one.contract, one.category))
        if held is None:
            raise DataError(
                f"prediction for {one.contract!r}, {one.category!r}, which the data lacks"
            )
        if one.text:
            held[one.text] = one
    said: list[Said] = []
    wanted: list[Wanted] = []
    for contract in data.contracts:
        for category in data.categories:
            question = list(asked[contract.id, category].values())
            _question(contract, category, question, said, wanted)
    texts = {contract.id: contract.text for contract in data.contracts}
    return Evidence(texts, said, wanted)


def _question(
    contract: Contract,
    category: str,
    held: Sequence[Prediction],
    said: list[Said],
    wanted: list[Wanted],
) -> None:
    matches = MatchRule().match_matrix(
        f"{contract.id}__{category}", contract.gold_texts(category), [one.text for one in held]
    )
    for column, one in enumerate(held):
        right = bool(matches[:, column].any())
        said.append(Said(contract.id, category, one.start, one.end, one.score, right))
    for span, row in zip(contract.gold[category], matches, strict=True):
        scores = [one.score for one, hit in zip(held, row, strict=True) if hit]
        best = max(scores, default=None)
        wanted.append(Wanted(contract.id, category, span.start, span.end, best))
