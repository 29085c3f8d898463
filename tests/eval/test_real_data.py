"""The real labels: they load, hold the known counts, and a perfect answer scores as it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.datasets.ai_terms import load_ai_terms
from eval.datasets.cuad import CuadData, load_cuad, read_ids
from eval.predictions import Prediction
from eval.scorers.cuad_metrics import pooled
from eval.scorers.cuad_official import count

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def cuad(data_dir: Path) -> CuadData:
    return load_cuad(data_dir / "cuad")


def oracle(data: CuadData, most: int) -> list[Prediction]:
    return [
        Prediction(c.id, category, span.slice(c.text), span.start, span.end, 0.95)
        for c in data.contracts
        for category in data.categories
        for span in c.gold[category][:most]
    ]


def test_counts_of_the_training_split(cuad: CuadData, data_dir: Path) -> None:
    assert (len(cuad.contracts), len(cuad.categories)) == (408, 41)
    gold = [len(c.gold[category]) for c in cuad.contracts for category in cuad.categories]
    assert (len(gold), sum(gold), sum(n > 0 for n in gold)) == (16_728, 11_180, 5_458)
    assert (
        len(
            load_cuad(
                data_dir / "cuad", read_ids(data_dir / "cuad" / "dev_suggested_ids.txt")
            ).contracts
        )
        == 80
    )


@pytest.mark.parametrize(
    ("most", "recall"),
    [
        # all gold texts said: everything is found
        pytest.param(1000, 1.0, id="all"),
        # one a question: 5,458 of 11,180 texts are said (.488), and near copies of them found too
        pytest.param(1, 0.522, id="one a question"),
    ],
)
def test_perfect_answers(cuad: CuadData, most: int, recall: float) -> None:
    figures = pooled(count(cuad, oracle(cuad, most)), seed=0)
    # precision 1 all the way, so the area is the recall reached
    assert figures["max_recall"].value == pytest.approx(recall, abs=5e-4)
    assert figures["aupr"].value == pytest.approx(recall, abs=5e-4)
    assert figures["presence_f1_best"].value == 1


def test_labelled_terms(data_dir: Path) -> None:
    data = load_ai_terms(data_dir / "ai_terms" / "train")
    assert len(data.documents) == 15
    assert sum(len(document.units) for document in data.documents) == 1_499
