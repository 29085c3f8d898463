"""Retrieval figures against hand-made cases: linear gain, judged or not, raw and normalised."""

from __future__ import annotations

from math import log2

import pytest

from eval.scorers.retrieval import figures


def value(name: str, grades: dict[str, int], ranked: str) -> float | None:
    """Return a figure of one query whose clauses are single letters, ranked best first."""
    scores = {clause: 1 - i / 100 for i, clause in enumerate(ranked)}
    return figures({"q": grades}, {"q": scores}, seed=0)[0][name].value


GRADES = {"a": 4, "b": 2, "c": 0, "d": 1, "e": 0, "f": 0, "g": 0, "h": 0}
IDEAL = 4 + 2 / log2(3) + 1 / log2(4)


@pytest.mark.parametrize(
    ("name", "ranked", "expected"),
    [
        pytest.param("ndcg_at_5", "abd", 1, id="ideal"),
        # gain is the grade itself (trec_eval), not 2^grade - 1
        pytest.param("ndcg_at_5", "ba", (2 + 4 / log2(3)) / IDEAL, id="linear gain"),
        # z is not judged: it is no part of what is ranked
        pytest.param("ndcg_at_5", "zabd", 1, id="judged only"),
        # ... but takes a place when the whole corpus is ranked
        pytest.param("ndcg_at_10_whole_corpus", "za", 4 / log2(3) / IDEAL, id="takes a place"),
        pytest.param("ndcg_at_5", "cefgha", 0, id="the sixth place is too late"),
        pytest.param("ndcg_at_10", "cefgha", 4 / log2(7) / IDEAL, id="... but counts at ten"),
        pytest.param("ndcg_at_10", "", 0, id="nothing found"),
        # 3 stars are grade 2 and more: a and b, of five places
        pytest.param("p_at_5_3_star", "abcd", 2 / 5, id="3 stars raw"),
        pytest.param("p_at_5_4_star", "abcd", 1 / 5, id="4 stars raw"),
        pytest.param("p_at_5_5_star", "bcd", 0, id="5 stars missed"),
        # only two clauses have 3 stars, so two of two are all
        pytest.param("p_at_5_3_star_normalised", "abcd", 1, id="3 stars normalised"),
        pytest.param("p_at_5_3_star_normalised", "cb", 1 / 2, id="half of them"),
        pytest.param("p_at_5_3_star_whole_corpus", "wxyzab", 1 / 5, id="whole corpus"),
        pytest.param("judged_at_10_whole_corpus", "abxy", 2 / 4, id="share judged"),
        pytest.param("recall_at_100_3_star", "xyza", 1 / 2, id="recall"),
    ],
)
def test_one_query(name: str, ranked: str, expected: float) -> None:
    assert value(name, GRADES, ranked) == pytest.approx(expected)


def test_normalised_divides_by_five_at_most() -> None:
    six = {**dict.fromkeys("abcdef", 3), **dict.fromkeys("xyz", 0)}
    assert value("p_at_5_4_star_normalised", six, "abcde") == 1
    assert value("p_at_5_4_star_normalised", six, "abxyz") == pytest.approx(2 / 5)


def test_queries_without_such_clauses_are_left_out_of_the_normalised_figure_only() -> None:
    grades = {"one": {"a": 4}, "two": {"a": 1}}
    ranking = {"one": {"a": 0.9}, "two": {"a": 0.9}}
    found, rows = figures(grades, ranking, seed=0)
    raw, normalised = found["p_at_5_5_star"], found["p_at_5_5_star_normalised"]
    assert raw.value == pytest.approx(0.1)
    assert raw.n == 2
    assert (normalised.value, normalised.n) == (1, 1)
    assert [row["p_at_5_5_star_normalised"] for row in rows] == [1, None]
    # resamples that draw only "two" measure nothing and are left out, the others all give 1
    assert normalised.ci95 == (1, 1)


def test_a_query_without_results_counts() -> None:
    found, rows = figures({"one": {"a": 4}, "two": {"a": 4}}, {"one": {"a": 0.9}}, seed=0)
    assert found["ndcg_at_5"].value == pytest.approx(0.5)
    assert (found["ndcg_at_5"].n, found["judged_at_10_whole_corpus"].n) == (2, 1)
    assert found["ndcg_at_5"].ci95 == (0, 1)
    assert rows[1]["ndcg_at_5"] == 0


def test_no_such_clause_at_all_is_not_measured() -> None:
    assert value("p_at_5_5_star_normalised", {"a": 1}, "a") is None
    assert value("recall_at_100_3_star", {"a": 1}, "a") is None
