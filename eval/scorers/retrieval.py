"""Figures of ranked retrieval over graded judgements, by ir-measures, with intervals over queries.

What is ranked is each query's judged clauses: ACORD annotates the irrelevant ones too, and over
the whole corpus most of what a good search finds first was judged by nobody for that query. The
figures that end in "whole_corpus" count those as irrelevant and are low for every search.

nDCG is that of trec_eval: gain is the grade. A grade is stars less one, so "3 stars" is grade 2
or more. Raw P@5 is over all queries. Many queries have fewer than five such clauses, so the
normalised one divides by min(5, their number) and leaves out queries that have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from eval.metric import Metric
from eval.scorers.bootstrap import Floats, measured, resample_weights
from pipeline.errors import UsageError

Grades = Mapping[str, Mapping[str, int]]
Ranking = Mapping[str, Mapping[str, float]]
STARS = (3, 4, 5)


def figures(
    grades: Grades, ranking: Ranking, seed: int, failed: int = 0
) -> tuple[dict[str, Metric], list[dict[str, Any]]]:
    """Return the figures, `n` of which is the number of queries, and one row a query.

    A query that `ranking` lacks counts as if nothing was found. Raises UsageError when ir-measures
    is not installed.
    """
    if find_spec("ir_measures") is None:
        raise UsageError("ir-measures is not installed; pip install 'clausewright[eval]' brings it")
    rows = _rows(grades, ranking)
    names = [name for name in rows[0] if name != "query"] if rows else []
    weights = resample_weights(len(rows), seed) if rows else np.zeros((0, 0))
    found = {name: _mean([row[name] for row in rows], weights, failed) for name in names}
    return found, rows


def _rows(grades: Grades, ranking: Ranking) -> list[dict[str, Any]]:
    judged = {
        query: {one: score for one, score in ranking.get(query, {}).items() if one in held}
        for query, held in grades.items()
    }
    pool = _calculated(grades, judged, _pool_measures())
    whole = _calculated(grades, ranking, _corpus_measures())
    rows = []
    for query, held in grades.items():
        row: dict[str, Any] = {"query": query, **pool[query]}
        for stars in STARS:
            good = sum(grade >= stars - 1 for grade in held.values())
            hits = 5 * row[f"p_at_5_{stars}_star"]
            row[f"p_at_5_{stars}_star_normalised"] = hits / min(5, good) if good else None
        if not any(grade >= STARS[0] - 1 for grade in held.values()):
            row["recall_at_100_3_star"] = None
        row |= whole[query]
        if not ranking.get(query):
            row["judged_at_10_whole_corpus"] = None
        rows.append(row)
    return rows


def _pool_measures() -> dict[str, Any]:
    from ir_measures import P, R, nDCG

    return {
        "ndcg_at_5": nDCG @ 5,
        "ndcg_at_10": nDCG @ 10,
        **{f"p_at_5_{stars}_star": P(rel=stars - 1) @ 5 for stars in STARS},
        "recall_at_100_3_star": R(rel=STARS[0] - 1) @ 100,
    }


def _corpus_measures() -> dict[str, Any]:
    from ir_measures import Judged, P, nDCG

    return {
        "ndcg_at_10_whole_corpus": nDCG @ 10,
        "p_at_5_3_star_whole_corpus": P(rel=STARS[0] - 1) @ 5,
        "judged_at_10_whole_corpus": Judged @ 10,
    }


def _calculated(
    grades: Grades, ranking: Ranking, named: Mapping[str, Any]
) -> dict[str, dict[str, float]]:
    """Return the measures of each query, 0 where `ranking` has nothing for it."""
    import ir_measures

    qrels = {query: dict(held) for query, held in grades.items()}
    run = {query: dict(ranking[query]) for query in grades if ranking.get(query)}
    values: dict[tuple[str, Any], float] = {}
    for one in ir_measures.iter_calc(list(named.values()), qrels, run):
        values[one.query_id, one.measure] = float(one.value)
    return {
        query: {name: values.get((query, measure), 0.0) for name, measure in named.items()}
        for query in grades
    }


def _mean(values: Sequence[float | None], weights: Floats, failed: int) -> Metric:
    known = np.array([value is not None for value in values], np.float64)
    filled = np.array([0.0 if value is None else value for value in values])
    if not known.any():
        return Metric(None, 0, None, failed)
    with np.errstate(invalid="ignore"):
        drawn = (weights @ filled) / (weights @ known)
    return measured(float(filled.sum() / known.sum()), int(known.sum()), drawn, failed)
