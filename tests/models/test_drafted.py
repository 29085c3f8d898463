"""Sentences drafted for training: read whole, grouped without loss, no line of a bad shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.training.drafted import SOURCE, Sentence, alone, load_sentences, together
from pipeline.errors import DataError

LABELS = ("human_oversight", "g_term")
KNOWN = {"human_oversight": 1.0, "g_term": 0.5}


def test_the_shipped_sentences_are_read_once_each() -> None:
    found = load_sentences()
    assert len({one.text for one in found}) == len(found) > 4_000
    assert all(one.labels for one in found)


def test_packs_hold_every_sentence_once_with_its_labels() -> None:
    sentences = [
        Sentence(f"s-{i}", f"Say {i}.", frozenset({LABELS[i % 2]}), routed=False) for i in range(19)
    ]
    packs = together(sentences, KNOWN, seed=1)
    assert sorted(len(pack.units) for pack in packs) == [3, 8, 8]
    held = {
        unit: labels for pack in packs for unit, labels in zip(pack.units, pack.labels, strict=True)
    }
    assert held == {one.text: one.labels for one in sentences}
    assert together(sentences, KNOWN, seed=1) == packs
    assert [one.units for one in alone(sentences, KNOWN)] == [(s.text,) for s in sentences]
    assert {pack.source for pack in packs} == {SOURCE}


@pytest.mark.parametrize(
    "line",
    [
        "{",  # no JSON
        '["text"]',  # no object
        '{"text": "A clause."}',  # no types
        '{"text": "A clause.", "types": 3}',  # types no list
    ],
)
def test_a_line_of_another_shape_is_refused_by_file_and_line(tmp_path: Path, line: str) -> None:
    good = '{"text": "A clause.", "types": ["g_term"]}'
    (tmp_path / "x.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.jsonl line 2"):
        load_sentences(tmp_path)
