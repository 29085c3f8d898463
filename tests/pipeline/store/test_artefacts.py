"""The store on a real SQLite file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import InvariantError
from pipeline.store import ArtefactStore, Key
from pipeline.store.codec import decode, decode_array, encode, encode_array
from pipeline.types.document import Block, Document, DocumentWarning
from pipeline.types.span import Span

KEY = Key("run", "step", "item", "1")
DOCUMENT = Document(
    "0" * 64,
    "a.txt",
    "text/plain",
    "Hi 𝄞",
    (Block(Span(0, 4), row=(0, 1, 2), locator={"n": 1}),),
    (DocumentWarning("a", "b"),),
)


def test_what_was_put_is_there_after_reopening_and_can_be_replaced(tmp_path: Path) -> None:
    store = ArtefactStore(tmp_path / "s.db")
    assert store.get(KEY) is None
    store.put(KEY, b"one")
    store.put(KEY, b"two")
    store.close()
    assert ArtefactStore(tmp_path / "s.db").get(KEY) == b"two"


def test_erasing_a_run_leaves_no_byte_of_it(tmp_path: Path) -> None:
    store = ArtefactStore(tmp_path / "s.db")
    store.put(KEY, b"MARKERMARKERMARKER" * 400)
    store.put(Key("other", "s", "i", "1"), b"kept")
    store.erase("run")
    store.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"MARKER" not in held
    assert b"kept" in held


def test_values_come_back_as_they_were() -> None:
    assert decode(encode(DOCUMENT, Document), Document) == DOCUMENT
    array = np.array([[1.5, 2.0]], np.float32)
    assert np.array_equal(decode_array(encode_array(array)), array)


def test_a_value_that_breaks_its_rules_is_not_read_back() -> None:
    data = encode(DOCUMENT, Document).replace(b'"end":4', b'"end":9')
    with pytest.raises(InvariantError, match="past 4"):
        decode(data, Document)
