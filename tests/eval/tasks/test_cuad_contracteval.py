"""The task: which predictions become the output of a question, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.datasets.cuad import Contract
from eval.predictions import Prediction
from eval.run_folder import read_run
from eval.runs import Order, run_task
from eval.scorers.contracteval import SILENT
from eval.task import TaskData, find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError
from pipeline.types.span import Span
from tests.eval.cuad_folder import write_cuad

TEXT = "One rent is due.\nTwo rents are due. Three rents are due."


def outputs(said: Sequence[tuple[int, int, float]]) -> str:
    contract = Contract("c", TEXT, {"Insurance": (Span(0, 16),)})
    found = find_task("cuad_contracteval").score(
        TaskData({"c": contract}, "0", "cuad"),
        [Prediction("c", "Insurance", TEXT[a:b], a, b, p) for a, b, p in said],
        frozenset(),
        0,
    )
    return str(found.rows[0]["output"])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # asserted from .5 up; best first in the predictions, in text order in the output
        pytest.param(
            [(36, 56, 0.9), (0, 16, 0.5), (17, 35, 0.49)],
            "One rent is due.\nThree rents are due.",
            id="asserted, in order",
        ),
        pytest.param(
            [(0, 16, 0.9), (17, 35, 0.8)], "One rent is due.\nTwo rents are due.", id="adjacent"
        ),
        pytest.param([(17, 56, 0.9), (17, 35, 0.8)], TEXT[17:], id="overlapping once"),
        pytest.param([(0, 3, 0.9), (4, 8, 0.9), (9, 11, 0.9)], "One rent is", id="fragments join"),
        pytest.param([(0, 16, 0.4)], SILENT, id="nothing asserted"),
        pytest.param([], SILENT, id="nothing said"),
    ],
)
def test_output(said: list[tuple[int, int, float]], expected: str) -> None:
    assert outputs(said) == expected


@pytest.mark.parametrize(
    "place", [pytest.param((0, 99), id="past the end"), pytest.param((5, 5), id="empty")]
)
def test_place_outside_the_text(place: tuple[int, int]) -> None:
    with pytest.raises(DataError, match=f"at .{place[0]}, {place[1]}. of 'c', outside its text"):
        outputs([(*place, 0.9)])


def test_unknown_question() -> None:
    contract = Contract("c", TEXT, {"Insurance": ()})
    said = [Prediction("c", "Parties", "One", 0, 3, 0.9)]
    with pytest.raises(DataError, match="'c', 'Parties', which the data lacks"):
        find_task("cuad_contracteval").score(
            TaskData({"c": contract}, "0", "cuad"), said, frozenset(), 0
        )


def test_run(tmp_path: Path) -> None:
    tagger = KeywordTagger(
        {"cuad:Governing Law": ["governed by"], "cuad:Audit Rights": ["inspect"]}
    )
    task = find_task("cuad_contracteval")
    order = Order(task, write_cuad(tmp_path / "cuad"), None, "all", tagger)
    figures = read_run(run_task(order, tmp_path / "run")).metrics
    # found: 2 governing laws, 1 audit right; not answered: 2 names and 2 questions on parties
    assert figures["recall"].value == pytest.approx(3 / 7)
    assert figures["precision"].value == 1
    assert figures["laziness"].value == pytest.approx(4 / 7)
    assert figures["f1:Governing Law"].value == 1
    assert figures["f1:Parties"].value == 0
