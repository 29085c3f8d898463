"""What an own type was taught is kept without text, and a damaged file is no obstacle."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.build.taught import Taught, load_taught, words_hash

TEXTS = ["Lunch is served at noon.", "Meals are free."]


def test_kept_and_read_back_without_words(tmp_path: Path) -> None:
    vectors = np.array([[1, 0, 0], [0, 0.6, 0.8]], np.float32)
    Taught.of("e1", TEXTS, vectors).save(tmp_path / "meals.taught")
    again = load_taught(tmp_path / "meals.taught")
    assert again is not None
    assert again.encoder == "e1"
    assert again.hashes == (words_hash("Lunch is\n  served at noon."), words_hash(TEXTS[1]))
    assert np.array_equal(again.vectors, vectors)
    assert b"Lunch" not in (tmp_path / "meals.taught").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["meals.taught"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(None, id="no file"),
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04", id="cut off"),
        pytest.param(b"lunch", id="something else"),
    ],
)
def test_what_cannot_be_read_counts_as_not_kept(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "a.taught").write_bytes(data)
    assert load_taught(tmp_path / "a.taught") is None


def test_fewer_hashes_than_vectors_count_as_not_kept(tmp_path: Path) -> None:
    vectors = np.eye(3, dtype=np.float32)
    Taught("e1", (words_hash("a"),), vectors).save(tmp_path / "a.taught")
    assert load_taught(tmp_path / "a.taught") is None
