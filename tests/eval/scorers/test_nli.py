"""ContractNLI's figures by hand, and evidence against ir-measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.scorers.nli import Judged, figures

E, C, N = "Entailment", "Contradiction", "NotMentioned"


def judged(
    gold: str,
    said: str,
    evidence: Sequence[int] = (),
    scores: Sequence[float] = (),
    *,
    contract: str = "d1",
    hypothesis: str = "h",
) -> Judged:
    return Judged(
        contract, hypothesis, gold, said, np.array(evidence, bool), np.array(scores, np.float64)
    )


def value(name: str, *rows: Judged) -> float | None:
    return figures(sorted({row.contract for row in rows}), rows, seed=0)[name].value


def test_choices_by_hand() -> None:
    rows = [
        judged(E, E),
        judged(E, C, contract="d2"),
        judged(N, E, contract="d3"),
        judged(C, C, hypothesis="i"),
        judged(N, N, hypothesis="i", contract="d2"),
        judged(N, "", hypothesis="i", contract="d3"),
    ]
    # h: 1 of 3; i: 2 of 3, as nothing said is never right
    assert value("accuracy", *rows) == pytest.approx((1 / 3 + 2 / 3) / 2)
    # entailment: h alone has some: 1 hit, 1 false alarm, 1 miss
    assert value("f1_entailment", *rows) == pytest.approx(2 / 4)
    # contradiction: i alone has some, 1 hit; the false one on h is in no average, as in the paper
    assert value("f1_contradiction", *rows) == 1
    assert value("f1_contradiction:h", *rows) is None
    found = figures(["d1", "d2", "d3"], rows, seed=0)
    assert (found["accuracy"].n, found["f1_entailment"].n, found["accuracy:h"].n) == (6, 2, 3)


@pytest.mark.parametrize(
    ("evidence", "scores", "average", "at_recall"),
    [
        pytest.param([1, 0], [0.9, 0.1], 1, 1, id="first"),
        # hits at places 1 and 3: (1/1 + 2/3) / 2; recall .8 only at the third place
        pytest.param([1, 0, 1], [0.9, 0.5, 0.1], (1 + 2 / 3) / 2, 2 / 3, id="two"),
        # equal scores come together: both at precision 1/2
        pytest.param([0, 1], [0.5, 0.5], 1 / 2, 1 / 2, id="tie"),
        # recall .8 is reached by the fourth of five: the fifth, far down, does not count
        pytest.param(
            [1, 1, 1, 1, 0, 0, 1],
            [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3],
            (4 + 5 / 7) / 5,
            1,
            id="four of five",
        ),
    ],
)
def test_evidence(
    evidence: list[int], scores: list[float], average: float, at_recall: float
) -> None:
    row = judged(E, N, evidence, scores)
    assert value("evidence_map", row) == pytest.approx(average)
    assert value("evidence_p_at_80r", row) == pytest.approx(at_recall)


def test_evidence_is_pooled_over_documents_then_averaged_over_hypotheses() -> None:
    rows = [
        judged(E, E, [1, 0], [0.9, 0.2]),
        judged(C, E, [1, 0], [0.1, 0.5], contract="d2"),  # below the false span of both: 1/1, 2/4
        judged(N, E, [0, 0], [0.99, 0.99], contract="d3"),  # not mentioned: no ranking to judge
        judged(E, E, [1], [0.5], hypothesis="i"),
    ]
    assert value("evidence_map:h", *rows) == pytest.approx((1 + 2 / 4) / 2)
    assert value("evidence_map", *rows) == pytest.approx(((1 + 2 / 4) / 2 + 1) / 2)


def test_no_evidence_at_all_is_not_measured() -> None:
    assert value("evidence_map", judged(N, N, [0], [0.5])) is None
    assert value("evidence_p_at_80r", judged(E, E, [0], [0.5])) is None


def test_interval_resamples_documents() -> None:
    rows = [judged(E, E, [1], [0.5]), judged(E, N, [1], [0.5], contract="d2")]
    found = figures(["d1", "d2"], rows, seed=0)
    assert found["accuracy"].ci95 == (0, 1)
    assert found["evidence_map"].ci95 == (1, 1)


@given(st.lists(st.booleans(), min_size=1, max_size=12).filter(any), st.randoms())
def test_average_precision_is_that_of_ir_measures(evidence: list[bool], random: Any) -> None:
    scores = random.sample(range(1, 100), len(evidence))
    names = [f"s{i}" for i in range(len(evidence))]
    qrels = {"h": dict(zip(names, map(int, evidence), strict=True))}
    run = {"h": dict(zip(names, map(float, scores), strict=True))}
    expected = ir_measures.calc_aggregate([ir_measures.AP], qrels, run)[ir_measures.AP]
    row = judged(E, E, list(map(int, evidence)), [score / 100 for score in scores])
    assert value("evidence_map", row) == pytest.approx(expected)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4)), min_size=1, max_size=12))
def test_weight_two_is_the_document_twice(spans: list[tuple[bool, int]]) -> None:
    from eval.scorers.nli import _evidence

    rows = [
        judged(E, E, [int(hit) for hit, _ in spans], [score / 9 for _, score in spans]),
        judged(E, E, [0, 1], [0.2, 0.3], contract="d2"),
    ]
    heavy = _evidence(rows, np.array([[2.0, 1.0]]))
    twice = _evidence([rows[0], *rows], np.ones((1, 3)))
    assert np.allclose(heavy, twice)
