"""Builds folders laid out like ACORD, from our own drafting, and a tagger with vectors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.keyword_tagger import KeywordTagger

CORPUS = {
    "a1": "The supplier's liability is capped at the fees of twelve months.",
    "b2": "Neither party limits its liability for fraud.",
    "c3": "The laws of Norway govern this agreement.",
    "d4": "The customer may inspect the records once a year.",
}
QUERIES = {
    '"as is" cap on liability': '"as is" cap on liability',
    "law": "governing laws of Norway",
}
QRELS = '''query-id\tcorpus-id\tscore
"""as is"" cap on liability"\ta1\t4
"""as is"" cap on liability"\tb2\t2
"""as is"" cap on liability"\tc3\t0
law\tc3\t3
'''


def write_acord(folder: Path, **changed: str) -> Path:
    """Write the folder; `corpus`, `queries` and `qrels` replace the text of a file."""
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(changed.get("corpus", _lines(CORPUS)), encoding="utf-8")
    (folder / "queries.jsonl").write_text(changed.get("queries", _lines(QUERIES)), encoding="utf-8")
    (folder / "qrels" / "own.tsv").write_bytes(changed.get("qrels", QRELS).encode())
    return folder


def _lines(texts: Mapping[str, str]) -> str:
    rows: list[dict[str, Any]] = [{"_id": k, "text": v} for k, v in texts.items()]
    return "".join(json.dumps(row) + "\n" for row in rows)


class WordVectors(KeywordTagger):
    """Embeds a text as which of its words it knows; counts how many texts it was given."""

    WORDS = ("liability", "laws", "records", "fraud")

    def __init__(self) -> None:
        super().__init__({"g_any": ["."]})
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        rows = np.array([[word in text for word in self.WORDS] for text in texts], np.float32)
        rows = np.concatenate([rows.reshape(len(texts), -1), np.full((len(texts), 1), 0.1)], axis=1)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
