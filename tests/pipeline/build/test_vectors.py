"""Vectors that are looked up are those the encoder makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.build.tools import Recipe, Tools, shipped_vectors
from pipeline.build.vector_cache import VectorCache
from pipeline.signals.exemplars import exemplar_texts


class Counting:
    """Embeds a text as its length and its first letter, and says what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(t), ord(t[0])] for t in texts], np.float32).reshape(len(texts), 2)


def test_each_text_is_embedded_once(tmp_path: Path) -> None:
    embed = Counting()
    for _ in range(2):
        found = VectorCache(tmp_path / "home.npz").get(["ab", "c", "ab"], embed)
        assert found.tolist() == [[2, 97], [1, 99], [2, 97]]
    assert embed.asked == ["ab", "c"]


def test_shipped_vectors_are_read_and_never_written(tmp_path: Path) -> None:
    shipped, embed = tmp_path / "shipped.npz", Counting()
    VectorCache(shipped).hold(["ab", "c", "ab"], embed)
    before = shipped.read_bytes()
    cache = VectorCache(tmp_path / "home.npz", shipped)
    assert cache.get(["c", "ab"], embed).tolist() == [[1, 99], [2, 97]]
    assert not (tmp_path / "home.npz").exists()
    assert cache.get(["c", "new"], embed).tolist() == [[1, 99], [3, 110]]
    assert embed.asked == ["ab", "c", "new"]
    assert shipped.read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04 cut off", id="cut off"),
        pytest.param(b"words", id="no archive"),
    ],
)
def test_a_damaged_file_counts_as_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "home.npz"
    path.write_bytes(data)
    assert VectorCache(path, path).get(["c"], Counting()).tolist() == [[1, 99]]
    assert VectorCache(path).get(["c"], Counting()).tolist() == [[1, 99]]


def test_the_shipped_file_holds_every_shipped_exemplar_by_the_shipped_encoder(
    tmp_path: Path,
) -> None:
    """When this fails, `clausewright playbook embed` mends it."""
    tools = Tools(Recipe(tmp_path, None, 2))
    path = shipped_vectors(tools.vectors_file)
    texts = exemplar_texts(tools.playbook.entries.values())
    nothing = Counting()
    held = VectorCache(tmp_path / "none.npz", path).get(texts, nothing)
    assert not nothing.asked
    sample = texts[::17]
    assert np.allclose(tools.model.embed(sample), held[::17], atol=2e-3)
