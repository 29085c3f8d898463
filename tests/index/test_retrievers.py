"""Search by meaning, by words, and both by their ranks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.dense import DenseRetriever
from index.hybrid import DEPTH, HybridRetriever, K, hybrid
from index.lexical import LexicalStore
from index.record import IndexRecord
from index.retriever import Ranked, Retriever
from pipeline.errors import InvariantError

TEXTS = {
    "law": "This agreement is governed by the laws of Norway.",
    "audit": "The customer may inspect the records of the supplier once a year.",
    "cap": "The liability of either party is capped at the fees paid in a year.",
}


def records(
    texts: dict[str, str], vectors: dict[str, list[float]] | None = None
) -> list[IndexRecord]:
    held = vectors or {}
    return [
        IndexRecord(name, text, np.array(held.get(name, [0, 0]), np.float32))
        for name, text in texts.items()
    ]


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Points east for texts with an e first, north for the rest."""
    rows = [[1, 0] if text.startswith("e") else [0, 1] for text in texts]
    return np.array(rows, np.float32)


class Fixed:
    """Answers any query with the same list."""

    name = "fixed"

    def __init__(self, ids: str) -> None:
        self.ids = list(ids)
        self.limits: list[int] = []

    def search(self, query: str, limit: int) -> list[Ranked]:
        self.limits.append(limit)
        return [Ranked(name, 0.5) for name in self.ids[:limit]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("governed by laws", ["law"], id="words"),
        # stems: "inspection of a record" finds "inspect" and "records"
        pytest.param("inspection", ["audit"], id="stem"),
        pytest.param("INSPECT", ["audit"], id="case"),
        # year is in two; fees only in the cap
        pytest.param("fees year", ["cap", "audit"], id="any word, the rarer first"),
        pytest.param("escrow", [], id="nothing holds it"),
        pytest.param("", [], id="empty"),
        pytest.param("?! --", [], id="no word"),
        # what FTS5 would read as operators, columns or an open quote are words or nothing
        pytest.param('norway" OR id:law* NEAR(', ["law"], id="syntax is not obeyed"),
        pytest.param("NOT norway", ["law"], id="operator is a word"),
    ],
)
def test_words(query: str, expected: list[str]) -> None:
    with LexicalStore() as store:
        store.upsert(records(TEXTS))
        found = store.search(query, 10)
    assert [one.id for one in found] == expected
    assert all(0 < one.score < 1 for one in found)


def test_store_on_disk_replaces_and_deletes(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    with LexicalStore(path) as store:
        store.upsert(records(TEXTS))
        store.upsert(records({"law": "The courts of Oslo decide."}))
        assert [one.id for one in store.search("norway", 10)] == []
        store.delete(["cap", "nobody"])
    with LexicalStore(path) as store:
        assert [one.id for one in store.search("oslo fees inspect", 10)] == ["law", "audit"]
        assert len(store.search("oslo inspect", 1)) == 1


def test_meaning() -> None:
    vectors = {"law": [1, 0], "audit": [0, 1], "cap": [-1, 0]}
    search = DenseRetriever(
        records(TEXTS, {k: list(map(float, v)) for k, v in vectors.items()}), embed
    )
    assert search.search("east", 3) == [Ranked("law", 1), Ranked("audit", 0.5), Ranked("cap", 0)]
    assert [one.id for one in search.search("north", 1)] == ["audit"]
    assert DenseRetriever([], embed).search("east", 3) == []


def test_vector_that_is_no_number() -> None:
    search = DenseRetriever(
        records(TEXTS), lambda texts: np.full((len(texts), 2), np.nan, np.float32)
    )
    with pytest.raises(InvariantError, match="finite"):
        search.search("east", 1)


def test_fusion_by_hand() -> None:
    parts = [Fixed("abc"), Fixed("bd")]
    found = HybridRetriever(parts).search("any", 3)
    # b: 1/62 + 1/61; a: 1/61; d: 1/62; c: 1/63, the fourth. At most 2/61, so scores are times 61/2
    assert [one.id for one in found] == ["b", "a", "d"]
    assert found[0].score == pytest.approx((61 / 62 + 1) / 2)
    assert found[1].score == pytest.approx(1 / 2)
    assert parts[0].limits == [DEPTH]
    assert K == 60


def test_fusion_of_equals_keeps_the_first_part() -> None:
    assert [x.id for x in HybridRetriever([Fixed("ab"), Fixed("ba")]).search("any", 2)] == [
        "a",
        "b",
    ]


def test_both() -> None:
    vectors = {"law": [0.0, 1.0], "audit": [1.0, 0.0], "cap": [0.6, 0.8]}
    search: Retriever = hybrid(records(TEXTS, vectors), embed)
    # meaning: audit, cap, law; words: cap alone: 1/62 + 1/61 beats 1/61
    assert [one.id for one in search.search("east fees", 3)] == ["cap", "audit", "law"]
    assert isinstance(search, Retriever)
