"""Clause retrieval: rank the whole corpus for each query of a split, as ACORD judges it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets.acord import AcordData, Query, load_acord
from eval.predictions import Prediction
from eval.scorers.bootstrap import RESAMPLES
from eval.scorers.retrieval import figures
from eval.task import Scored, TaskData
from eval.vectors import CachedVectors
from index.dense import Embed
from index.hybrid import DEPTH as PART_DEPTH
from index.hybrid import K, hybrid
from index.record import IndexRecord
from index.retriever import Retriever
from models.tagger import Tagger
from pipeline.errors import DataError, UsageError

DEPTH = 100
Build = Callable[[Sequence[IndexRecord], Embed], Retriever]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the corpus it is asked of."""

    query: Query
    corpus: Mapping[str, str]


class AcordTask:
    """Asks the product's search to rank the whole corpus for each query.

    Told are the best `DEPTH` clauses of those judged for the query, which the figures are about,
    and the best `DEPTH` of the corpus, for the figures over the whole of it. What is judged for a
    query are its about 30 rated clauses and the other clauses of its family (396 or 1,293).
    In a prediction `contract` is the query's id and `category` the clause's.
    """

    name = "acord"
    summary = "ACORD clause retrieval: nDCG@5/10, 3/4/5-star P@5, raw and normalised"
    data = "acord"
    needs = frozenset({"tagger", "vectors", "ir-measures"})

    def __init__(self, split: str | None = None, build: Build = hybrid) -> None:
        self._split, self._build = split, build
        self._search: tuple[Mapping[str, str], Tagger, Retriever] | None = None

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the split, the search and its settings, and the resamples of the intervals."""
        return {
            "split": self._split,
            "search": self._build.__name__,
            "fusion_k": K,
            "fusion_depth": PART_DEPTH,
            "depth": DEPTH,
            "resamples": RESAMPLES,
        }

    def on_split(self, split: str) -> AcordTask:
        """Return the task for `qrels/<split>.tsv`."""
        return AcordTask(split, self._build)

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[Asked]:
        """Read a split, or the queries `ids` of it; raises DataError as `load_acord` does."""
        if self._split is None:
            raise UsageError(f"task {self.name!r} needs a split; name one with --split")
        data = load_acord(folder, self._split, ids)
        items = {query.id: Asked(query, data.corpus) for query in data.queries}
        return TaskData(items, data.sha256, "acord", data)

    def predict(self, name: str, item: Asked, tagger: Tagger | None) -> list[Prediction]:
        """Return the best clauses, judged or not; raises UsageError when there are no vectors."""
        search = self._searcher(item.corpus, tagger)
        ranked = search.search(item.query.text, len(item.corpus))
        judged = [one.id for one in ranked if one.id in item.query.grades]
        told = {*judged[:DEPTH], *(one.id for one in ranked[:DEPTH])}
        return [
            Prediction(name, one.id, item.corpus[one.id], 0, len(item.corpus[one.id]), one.score)
            for one in ranked
            if one.id in told
        ]

    def score(
        self,
        data: TaskData[Asked],
        predictions: Sequence[Prediction],
        failed: frozenset[str],
        seed: int,
    ) -> Scored:
        """Score all rankings; raises DataError for an unknown query or clause or one told twice."""
        whole: AcordData = data.whole
        ranking: dict[str, dict[str, float]] = {query.id: {} for query in whole.queries}
        for one in predictions:
            if one.contract not in ranking or one.category not in whole.corpus:
                asked = f"{one.category!r} for query {one.contract!r}"
                raise DataError(f"prediction of clause {asked}, which the data lacks")
            if one.category in ranking[one.contract]:
                raise DataError(f"clause {one.category!r} is there twice for {one.contract!r}")
            ranking[one.contract][one.category] = one.score
        grades = {query.id: query.grades for query in whole.queries}
        metrics, rows = figures(grades, ranking, seed, len(failed))
        return Scored(metrics, [{**row, "failed": row["query"] in failed} for row in rows])

    def _searcher(self, corpus: Mapping[str, str], tagger: Tagger | None) -> Retriever:
        held = self._search
        if held is None or held[0] is not corpus or held[1] is not tagger:
            embed = CachedVectors(tagger, self.name).embed
            vectors = embed(list(corpus.values()))
            records = [
                IndexRecord(name, text, vector)
                for (name, text), vector in zip(corpus.items(), vectors, strict=True)
            ]
            assert tagger is not None
            held = self._search = (corpus, tagger, self._build(records, embed))
        return held[2]


TASK = AcordTask()
