"""The segmentation task: gold texts against clauses, by characters that are not white space."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.datasets.cuad import Contract
from eval.predictions import Prediction
from eval.task import TaskData, find_task
from pipeline.types.span import Span
from tests.eval.cuad_folder import TEXTS, write_cuad

TEXT = "One rent is due.\nTwo rents\nare due. Three rents are due."


def measured(gold: Sequence[str], clauses: Sequence[str]) -> tuple[float | None, float | None]:
    spans = tuple(Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in gold)
    contract = Contract("c", TEXT, {"Insurance": spans})
    said = [Prediction("c", "clause", text, 0, len(text), 1.0) for text in clauses]
    found = find_task("segment").score(TaskData({"c": contract}, "0", None), said, frozenset(), 0)
    return found.metrics["inside"].value, found.metrics["found"].value


@pytest.mark.parametrize(
    ("gold", "clauses", "expected"),
    [
        pytest.param(
            ["Two rents\nare due."],
            ["One rent is due.", "Two rents are due.", "Three rents are due."],
            (1, 1),
            id="lines joined",
        ),
        pytest.param(
            ["Two rents\nare due."],
            ["One rent is due. Two rents", "are due. Three rents are due."],
            (0, 1),
            id="cut",
        ),
        # the words are there twice: the place nearest to the gold one counts, which is cut
        pytest.param(
            ["are due."],
            ["One rent is due. Two rents are", "due.", "Three rents are due."],
            (0, 1),
            id="nearest",
        ),
        # lost by the reader: not inside, not found
        pytest.param(
            ["One rent", "Three"],
            ["Two rents are due. Three rents are due."],
            (0.5, 0.5),
            id="lost",
        ),
        pytest.param(["One rent"], [], (0, 0), id="no clauses"),
        pytest.param([], ["One rent is due."], (None, None), id="no gold is not measured"),
    ],
)
def test_inside(
    gold: list[str], clauses: list[str], expected: tuple[float | None, float | None]
) -> None:
    assert measured(gold, clauses) == expected


def test_real_clauses_of_a_folder(tmp_path: Path) -> None:
    task = find_task("segment")
    data = task.load(write_cuad(tmp_path / "cuad"), None)
    said = [one for name, item in data.items.items() for one in task.predict(name, item, None)]
    assert {one.contract for one in said} == set(TEXTS)
    figures = task.score(data, said, frozenset(), 0).metrics
    assert figures["found"].value == 1
    assert figures["inside"].n == 9
    assert figures["inside"].value == 1
