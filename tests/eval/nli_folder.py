"""Builds folders laid out like ContractNLI, from our own drafting."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HYPOTHESES = {
    "nda-a": "Receiving Party shall not copy Confidential Information.",
    "nda-b": "Some obligations survive termination of Agreement.",
}
UNITS = (
    "The recipient shall make no copy of what it is told.",
    "Its duties go on for two years after the end of this agreement.",
    "The laws of Norway apply.",
)
COPIES = (
    "The recipient may make copies for its own staff.",
    "The laws of Norway apply.",
)


def document(
    name: int, units: tuple[str, ...], said: Mapping[str, tuple[str, list[int]]]
) -> dict[str, Any]:
    spans, at = [], 0
    for unit in units:
        spans.append([at, at + len(unit)])
        at += len(unit) + 1
    held = {key: {"choice": choice, "spans": spans} for key, (choice, spans) in said.items()}
    return {
        "id": name,
        "file_name": f"{name}.txt",
        "text": " ".join(units),
        "spans": spans,
        "annotation_sets": [{"annotations": held}],
    }


def whole() -> dict[str, Any]:
    return {
        "documents": [
            document(1, UNITS, {"nda-a": ("Entailment", [0]), "nda-b": ("Entailment", [1])}),
            document(2, COPIES, {"nda-a": ("Contradiction", [0]), "nda-b": ("NotMentioned", [])}),
        ],
        "labels": {
            key: {"short_description": key, "hypothesis": text} for key, text in HYPOTHESES.items()
        },
    }


def write_nli(folder: Path, data: Any = None, split: str = "own") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(whole() if data is None else data)
    (folder / f"{split}.json").write_text(text, encoding="utf-8")
    return folder
