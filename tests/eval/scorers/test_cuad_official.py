"""The official CUAD rule: one hand-made case a rule, and a slow second implementation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.predictions import Prediction
from eval.scorers.cuad_match import MatchRule
from eval.scorers.cuad_metrics import per_category, pooled
from eval.scorers.cuad_official import HALF, THRESHOLDS, Counts, count
from eval.scorers.curve import area, best_f1, curve, precision_at
from pipeline.errors import DataError
from tests.eval.cuad_folder import cuad_data

AT = {round(float(c), 3): i for i, c in enumerate(THRESHOLDS)}
Said = Sequence[tuple[str, float]]


def counted(
    gold: Sequence[str],
    said: Said,
    category: str = "Insurance",
    rule: MatchRule | None = None,
    contract: str = "c1",
) -> Counts:
    data = cuad_data({contract: {category: gold}})
    return count(data, [Prediction(contract, category, t, 0, 1, p) for t, p in said], rule)


def at(counts: Counts, threshold: float) -> tuple[int, int]:
    i = AT[threshold]
    return int(counts.true_positives[0, 0, i]), int(counts.false_positives[0, 0, i])


def test_thresholds_are_the_official_grid() -> None:
    # 99 steps from .99 down to .01, then .001 and 0: 101 thresholds
    assert len(THRESHOLDS) == 101
    assert list(THRESHOLDS[-3:].round(6)) == [0.01, 0.001, 0.0]
    assert np.all(np.diff(THRESHOLDS) < 0)
    assert round(float(THRESHOLDS[HALF]), 6) == 0.5


@pytest.mark.parametrize(
    ("gold", "said", "threshold", "expected"),
    [
        # equal texts: 1 hit, no false alarm
        pytest.param(["a b"], [("a b", 0.9)], 0.5, (1, 0), id="hit"),
        # {a,b} and {a,b,c,d}: 2/4 = .5 is enough
        pytest.param(["a b"], [("a b c d", 0.9)], 0.5, (1, 0), id="jaccard half matches"),
        # {a,b} and {a,b,c,d,e}: 2/5 = .4 is not: the gold is missed and the prediction is false
        pytest.param(["a b"], [("a b c d e", 0.9)], 0.5, (0, 1), id="below half does not"),
        # sets, not bags: {a,b} both
        pytest.param(["a b"], [("a a a a b", 0.9)], 0.5, (1, 0), id="sets of words"),
        # . , ; : vanish and case is ignored: {ab,c} both
        pytest.param(["A.B, c;"], [("ab C:", 0.9)], 0.5, (1, 0), id="marks and case"),
        # a slash parts words: {a,b} both
        pytest.param(["a/b"], [("a b", 0.9)], 0.5, (1, 0), id="slash"),
        # ! stays part of the word: {a!} and {a} share nothing
        pytest.param(["a!"], [("a", 0.9)], 0.5, (0, 1), id="other marks stay"),
        # several predictions on one gold: 1 hit, 0 false alarms
        pytest.param(["a b"], [("a b", 0.9), ("a b c", 0.8)], 0.5, (1, 0), id="many on one"),
        # one prediction on several golds {a,b},{a,c} with {a,b,c}: 2/3 each: 2 hits
        pytest.param(["a b", "a c"], [("a b c", 0.9)], 0.5, (2, 0), id="one on many"),
        # no gold: every prediction is a false alarm
        pytest.param([], [("a", 0.9), ("b", 0.9)], 0.5, (0, 2), id="no gold"),
        # strictly above: .001 is not above .001
        pytest.param(["a"], [("a", 0.001)], 0.001, (0, 0), id="strict"),
        # ... but above 0
        pytest.param(["a"], [("a", 0.001)], 0.0, (1, 0), id="above zero"),
        # a score of 0 is above no threshold
        pytest.param(["a"], [("a", 0.0)], 0.0, (0, 0), id="zero is never said"),
        # same text twice: the last score, .2, stands, so nothing is said at .5
        pytest.param(["a"], [("a", 0.9), ("a", 0.2)], 0.5, (0, 0), id="last wins"),
        # ... and one false alarm, not two, where it is wrong
        pytest.param(["x"], [("a", 0.2), ("a", 0.9)], 0.5, (0, 1), id="merged once"),
        # an empty text is dropped
        pytest.param([], [("", 0.9)], 0.5, (0, 0), id="empty dropped"),
        # a lower match counts only below its own score: at .5 only the false .9 is said
        pytest.param(["a b"], [("a b", 0.3), ("z", 0.9)], 0.5, (0, 1), id="each at its score"),
    ],
)
def test_counts(gold: list[str], said: Said, threshold: float, expected: tuple[int, int]) -> None:
    assert at(counted(gold, said), threshold) == expected


@pytest.mark.parametrize(
    ("rule", "contract", "category", "expected"),
    [
        # "Quill Ltd" inside a sentence of six other words: 2/8 = .25, but the substring rule holds
        pytest.param(MatchRule(), "c1", "Parties", (1, 0), id="parties"),
        pytest.param(MatchRule(), "c1", "Insurance", (0, 1), id="only for parties"),
        # the official test looks at the whole question id, title and all
        pytest.param(MatchRule(), "deal between Parties", "Insurance", (1, 0), id="in the title"),
        pytest.param(
            MatchRule(), "c1", "Third Party Beneficiary", (0, 1), id="Party is not Parties"
        ),
        pytest.param(MatchRule(parties_rule=False), "c1", "Parties", (0, 1), id="switched off"),
    ],
)
def test_parties_rule(
    rule: MatchRule, contract: str, category: str, expected: tuple[int, int]
) -> None:
    said = [("made by Quill Ltd on one day here", 0.9)]
    assert at(counted(["Quill Ltd"], said, category, rule, contract), 0.5) == expected


def test_parties_rule_is_about_raw_strings_and_one_direction() -> None:
    # case differs: not a substring; prediction inside gold: not enough (1/3 by words)
    assert at(counted(["QUILL Ltd"], [("a b c d e Quill Ltd", 0.9)], "Parties"), 0.5) == (0, 1)
    assert at(counted(["Quill Ltd Oslo"], [("Quill", 0.9)], "Parties"), 0.5) == (0, 1)


def test_white_space_variants() -> None:
    # 2021: split on one space, so {a\nb, c} and {a, b, c} share 1 of 4; any white space: all of 3
    said = [("a\nb c", 0.9)]
    assert at(counted(["a b c"], said), 0.5) == (0, 1)
    assert at(counted(["a b c"], said, rule=MatchRule(any_white_space=True)), 0.5) == (1, 0)
    # 2021: two spaces make an empty word: {a, "", b} and {a, b}: 2/3, still a match
    assert MatchRule().words("a  b") == {"a", "", "b"}


def as_floats(*rows: Sequence[float]) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    return [np.array(row, dtype=np.float64) for row in rows]


def test_curve_by_hand() -> None:
    # 4 golds; thresholds high to low: nothing said; 1 of 1; 2 of 4; 3 of 4
    # precision NaN, 1, .5, .75 -> from the lowest up: .75, .75, 1, 1 and the first point (0, 1)
    # recall 0, .25, .5, .75: area = .25*1 + .25*(1+.75)/2 + .25*.75 = .25 + .21875 + .1875
    tp, fp = as_floats([0, 1, 2, 3], [0, 0, 2, 1])
    found = curve(tp, fp, np.array(4.0))
    assert found.precision.tolist() == [1, 1, 1, 0.75, 0.75]
    assert found.recall.tolist() == [0, 0, 0.25, 0.5, 0.75]
    assert float(area(found)) == pytest.approx(0.65625)
    # best F1: 2*3 / (3 + 1 + 4) = .75 at the last; .5 at the third
    assert float(best_f1(tp, fp, np.array(4.0))) == pytest.approx(0.75)
    # recall .5 first reached at the third threshold, interpolated .75
    assert float(precision_at(found, 0.5)) == 0.75
    # .8 is never reached: 0
    assert float(precision_at(found, 0.8)) == 0


def test_no_area_past_the_last_recall() -> None:
    # 1 of 2 golds found at once, precision 1: area .5, not more
    tp, fp = as_floats([1, 1], [0, 0])
    assert float(area(curve(tp, fp, np.array(2.0)))) == 0.5


def test_precision_at_skips_the_zero_threshold() -> None:
    # all golds found only at the last threshold: the official loop stops before it
    tp, fp = as_floats([0, 1], [0, 0])
    assert float(precision_at(curve(tp, fp, np.array(1.0)), 0.8)) == 0
    tp, fp = as_floats([1, 1], [0, 0])
    assert float(precision_at(curve(tp, fp, np.array(1.0)), 0.8)) == 1


def test_saying_nothing_scores_zero_and_no_gold_is_not_measured() -> None:
    silent = cuad_data({"c1": {"Insurance": ["a"], "Price Restrictions": []}})
    counts = count(silent, [])
    assert pooled(counts, seed=0)["aupr"].value == 0
    rare = per_category(counts, seed=0)
    assert rare["aupr:Insurance"].value == 0
    assert rare["aupr:Price Restrictions"].value is None
    assert rare["presence_f1_best:Price Restrictions"].value is None
    assert rare["aupr:Price Restrictions"].ci95 is None


def test_presence_by_hand() -> None:
    # three questions: there and said at .9; there and said at .3; not there and said at .6
    gold: dict[str, dict[str, list[str]]] = {
        "c1": {"Insurance": ["a"]},
        "c2": {"Insurance": ["b"]},
        "c3": {"Insurance": []},
    }
    said = [("c1", "a", 0.9), ("c2", "wrong words", 0.3), ("c3", "z", 0.6)]
    counts = count(cuad_data(gold), [Prediction(c, "Insurance", t, 0, 1, p) for c, t, p in said])
    figures = pooled(counts, seed=1)
    # at .5: 1 hit, 1 false alarm, 2 present: 2/(1+1+2) = .5; best, below .3: 2 hits, 1 false: 4/5
    assert figures["presence_f1_half"].value == pytest.approx(0.5)
    assert figures["presence_f1_best"].value == pytest.approx(0.8)
    assert figures["presence_f1_half"].n == 2


def test_interval_is_seeded_and_surrounds_the_value() -> None:
    gold = {f"c{i}": {"Insurance": ["a b"]} for i in range(20)}
    said = [Prediction(f"c{i}", "Insurance", "a b" if i % 2 else "z", 0, 1, 0.9) for i in range(20)]
    counts = count(cuad_data(gold), said)
    first, again = pooled(counts, seed=3)["aupr"], pooled(counts, seed=3)["aupr"]
    assert first == again
    assert first != pooled(counts, seed=4)["aupr"]
    assert first.value is not None
    assert first.ci95 is not None
    assert first.ci95[0] < first.value < first.ci95[1]


@pytest.mark.parametrize(
    ("contract", "category", "named"),
    [
        pytest.param("c9", "Insurance", "c9", id="contract"),
        pytest.param("c1", "Parties", "Parties", id="category"),
    ],
)
def test_predictions_off_the_data_are_refused(contract: str, category: str, named: str) -> None:
    with pytest.raises(DataError, match=named):
        count(
            cuad_data({"c1": {"Insurance": ["a"]}}),
            [Prediction(contract, category, "a", 0, 1, 0.5)],
        )


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -0.1, 1.1])
def test_bad_scores_are_refused(score: float) -> None:
    with pytest.raises(DataError, match="c1"):
        Prediction("c1", "Insurance", "a", 0, 1, score)


WORDS = st.lists(st.sampled_from(["a", "b", "c/d", "E.", "f g", "\n"]), max_size=4).map(" ".join)
GOLD = st.lists(WORDS.filter(lambda text: text.strip(" \n") != ""), max_size=3, unique=True)
SAID = st.lists(
    st.tuples(WORDS, st.floats(0, 1) | st.sampled_from([0.0, 0.001, 0.5, 0.99])), max_size=5
)


@given(
    st.lists(st.tuples(st.tuples(GOLD, SAID), st.tuples(GOLD, SAID)), min_size=1, max_size=4),
    st.booleans(),
)
def test_equals_the_slow_rule(
    contracts: list[tuple[tuple[list[str], Said], tuple[list[str], Said]]], any_space: bool
) -> None:
    categories = ("Parties", "Insurance")
    gold = {
        f"c{i}": dict(zip(categories, [q[0] for q in both], strict=True))
        for i, both in enumerate(contracts)
    }
    said = {
        (f"c{i}", k): q[1]
        for i, both in enumerate(contracts)
        for k, q in zip(categories, both, strict=True)
    }
    predictions = [Prediction(c, k, t, 0, 1, p) for (c, k), found in said.items() for t, p in found]
    counts = count(cuad_data(gold), predictions, MatchRule(any_white_space=any_space))
    figures = pooled(counts, seed=0)
    if not sum(len(texts) for held in gold.values() for texts in held.values()):
        assert figures["aupr"].value is None
        return
    expected = slow_figures(gold, said, any_space)
    measured = [figures[name].value for name in ("aupr", "p_at_80r", "p_at_90r")]
    assert measured == pytest.approx(expected)


def slow_figures(
    gold: dict[str, dict[str, list[str]]], said: dict[tuple[str, str], Said], any_space: bool
) -> list[float]:
    """Walk the thresholds one by one, as the rule is told in words."""
    points = [(0.0, 1.0)]
    for threshold in [*np.arange(0.99, 0, -0.01), 0.001, 0]:
        hits = misses = wrong = 0
        for contract, held in gold.items():
            for category, texts in held.items():
                scores = {text: p for text, p in said[contract, category] if text != ""}
                kept = [text for text, p in scores.items() if p > threshold]
                pairs = {(g, p): slow_match(g, p, category, any_space) for g in texts for p in kept}
                hits += sum(any(pairs[g, p] for p in kept) for g in texts)
                misses += sum(not any(pairs[g, p] for p in kept) for g in texts)
                wrong += sum(not any(pairs[g, p] for g in texts) for p in kept)
        points.append((hits / (hits + misses), hits / (hits + wrong) if hits + wrong else -1.0))
    best, flat = -1.0, []
    for recall, precision in reversed(points):
        best = max(best, precision)
        flat.append((recall, max(best, 0.0)))
    flat.reverse()
    area_sum = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(flat))
    at_recall = [next((p for r, p in flat[:-1] if r >= want), 0.0) for want in (0.8, 0.9)]
    return [area_sum, *at_recall]


def slow_match(gold: str, predicted: str, category: str, any_space: bool) -> bool:
    if category == "Parties" and gold in predicted:
        return True
    sets = []
    for text in (gold, predicted):
        for mark in ".,;:":
            text = text.replace(mark, "")
        text = text.lower().replace("/", " ")
        sets.append(set(text.split()) if any_space else set(text.split(" ")))
    both = sets[0] & sets[1]
    return len(sets[0] | sets[1]) > 0 and len(both) / len(sets[0] | sets[1]) >= 0.5
