"""F1 of label sets, with the sums worked out beside each."""

from __future__ import annotations

import pytest

from eval.scorers.label_f1 import by_label, count_labels, micro_macro

A, B, C = frozenset("a"), frozenset("b"), frozenset("c")


def test_by_hand() -> None:
    # two documents; gold: a, ab | b; said: a, a, | c
    counts = count_labels([([A, A | B], [A, A]), ([B], [C])])
    figures = micro_macro(counts, seed=0, failed=1)
    # micro: 2 hits, 1 false alarm (c), 2 misses (b, b): 4 / (4 + 1 + 2)
    assert figures["micro_f1"].value == pytest.approx(4 / 7)
    assert figures["micro_f1"].n == 4
    # macro over a and b, which have gold: (1 + 0) / 2; c has none
    assert figures["macro_f1"].value == pytest.approx(0.5)
    assert figures["macro_f1"].n == 2
    assert figures["macro_f1"].failed == 1
    each = by_label(counts, seed=0, failed=0)
    assert [each[f"f1:{x}"].value for x in "abc"] == [1.0, 0.0, None]


def test_part_of_the_labels() -> None:
    counts = count_labels([([A | B], [A])])
    assert micro_macro(counts.only(["a"]), 0, 0)["micro_f1"].value == 1
    assert micro_macro(counts.only(["b"]), 0, 0)["micro_f1"].value == 0


def test_no_gold_is_not_measured() -> None:
    figures = micro_macro(count_labels([([frozenset()], [A])]), 0, 0)
    assert figures["micro_f1"].value is None
    assert figures["macro_f1"].value is None


def test_interval_resamples_documents() -> None:
    # every other document right: the interval lies around the value, inside [0, 1]
    documents = [([A], [A if i % 2 else frozenset[str]()]) for i in range(30)]
    metric = micro_macro(count_labels(documents), 0, 0)["micro_f1"]
    assert metric.value == pytest.approx(2 / 3)
    assert metric.ci95 is not None
    assert 0 < metric.ci95[0] < 2 / 3 < metric.ci95[1] < 1
    # with one label its own interval is that of all labels
    assert by_label(count_labels(documents), 0, 0)["f1:a"].ci95 == pytest.approx(metric.ci95)
