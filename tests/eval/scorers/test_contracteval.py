"""ContractEval's convention: one hand-made case a rule, and the figures by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.scorers.contracteval import SILENT, Answer, figures


def answer(gold: Sequence[str], output: str, contract: str = "c") -> Answer:
    return Answer(contract, "Insurance", tuple(gold), output)


@pytest.mark.parametrize(
    ("gold", "output", "covered", "silent"),
    [
        pytest.param(["a b"], "a b", True, False, id="equal"),
        # more is said than asked: still right, as output length is never punished
        pytest.param(["a b"], "x a b y", True, False, id="gold inside"),
        pytest.param(["a b", "c"], "a b and more", False, False, id="one of two is not all"),
        pytest.param(["a b", "c"], "c, then a b", True, False, id="all in any order"),
        pytest.param(["a b"], "A b", False, False, id="case counts"),
        pytest.param(["a b"], "a  b", False, False, id="white space counts"),
        # spaces, line ends and back quotes at the ends of both are stripped
        pytest.param([" a b\n"], "```a b```", True, False, id="ends stripped"),
        # ... but not tabs
        pytest.param(["a b\t"], "a b", False, False, id="tab stays"),
        pytest.param(["a b"], SILENT, False, True, id="silent"),
        pytest.param(["a b"], "`NO RELATED CLAUSE`", False, True, id="silent in any case"),
        # the counting code looks for the words anywhere: both lazy and covered
        pytest.param(["a b"], "a b; no related clause", True, True, id="silent anywhere"),
        # so short a gold text that silence happens to hold it
        pytest.param(["a"], SILENT, True, True, id="silence is text too"),
        pytest.param([], SILENT, True, True, id="rightly silent"),
        pytest.param([], "", True, False, id="an empty output is not silence"),
    ],
)
def test_rules(gold: list[str], output: str, covered: bool, silent: bool) -> None:
    one = answer(gold, output)
    assert (one.covered, one.silent) == (covered, silent)


@pytest.mark.parametrize(
    ("gold", "output", "expected"),
    [
        # {a,b,c} and {a,b,d}: 2 of 4
        pytest.param(["a b", "c"], "a b d", 0.5, id="golds joined by a space"),
        # . , ; : vanish, a slash parts words
        pytest.param(["A.B, c/d"], "ab c d", 1.0, id="marks, case, slash"),
        # words are split on the single space, so "a\nb" is one word: {a\nb} and {a,b}
        pytest.param(["a\nb"], "a b", 0.0, id="single space"),
        # {no,related,clause} and {no,work}: 1 of 4
        pytest.param(["no work"], SILENT, 0.25, id="silence is text too"),
    ],
)
def test_similarity(gold: list[str], output: str, expected: float) -> None:
    assert answer(gold, output).similarity == pytest.approx(expected)


def test_loose_cover() -> None:
    one = answer(["A  b\nc"], "x a B C y")
    assert (one.covered, one.covered_loosely) == (False, True)


def test_figures_by_hand() -> None:
    answers = [
        answer(["rent"], "rent due"),  # hit, Jaccard 1/2
        answer(["rent"], "due"),  # miss, said something, Jaccard 0
        answer(["rent"], SILENT),  # miss, lazy, Jaccard 0
        answer(["rent"], "rent", "d"),  # hit, Jaccard 1
        answer([], "x", "d"),  # false alarm
        answer([], SILENT, "d"),  # rightly silent: only accuracy sees it
    ]
    found = figures(["c", "d"], answers, seed=0)
    # 2 hits, 2 misses, 1 false alarm: P 2/3, R 2/4; F1 4/7; F2 = 5*2 / (5*2 + 4*2 + 1) = 10/19
    assert found["precision"].value == pytest.approx(2 / 3)
    assert found["recall"].value == pytest.approx(2 / 4)
    assert found["f1"].value == pytest.approx(4 / 7)
    assert found["f2"].value == pytest.approx(10 / 19)
    assert found["accuracy"].value == pytest.approx(3 / 6)
    assert found["laziness"].value == pytest.approx(1 / 4)
    assert found["jaccard"].value == pytest.approx(1.5 / 4)
    assert found["f1:Insurance"].value == pytest.approx(4 / 7)
    assert (found["f1"].n, found["laziness"].n, found["f1:Insurance"].n) == (6, 4, 4)
    # contract c alone: F1 2/4; d alone: 2/3. Resamples lie between
    assert list(found["f1"].ci95 or ()) == pytest.approx([2 / 4, 2 / 3])


def test_no_gold_is_not_measured() -> None:
    found = figures(["c"], [answer([], "x")], seed=0)
    assert [found[name].value for name in ("f1", "f2", "recall", "laziness", "jaccard")] == [
        None
    ] * 5
    assert found["accuracy"].value == 0
