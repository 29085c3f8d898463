"""Builds folders laid out like CUAD and like labelled AI terms, from our own drafting."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.datasets.cuad import Contract, CuadData
from pipeline.types.span import Span

CATEGORIES = ("Document Name", "Parties", "Governing Law", "Audit Rights")

HARBOUR = """HARBOUR SUPPLY AGREEMENT

This agreement is made between Harbour Analytics Ltd and Quill Freight GmbH.
The supplier keeps records of its work for six years. The customer may inspect those records once a year.
This agreement is governed by the laws of Norway.
"""
QUARRY = """QUARRY LEASE

This lease is made between Stonefield Estates and Marl Brothers.
Rent falls due on the first day of each month.
The lease is governed by the laws of Ireland.
"""
GOLD: Mapping[str, Mapping[str, Sequence[str]]] = {
    "harbour": {
        "Document Name": ["HARBOUR SUPPLY AGREEMENT"],
        "Parties": ["Harbour Analytics Ltd", "Quill Freight GmbH"],
        "Governing Law": ["This agreement is governed by the laws of Norway."],
        "Audit Rights": ["The customer may inspect those records once a year."],
    },
    "quarry": {
        "Document Name": ["QUARRY LEASE"],
        "Parties": ["Stonefield Estates", "Marl Brothers"],
        "Governing Law": ["The lease is governed by the laws of Ireland."],
        "Audit Rights": [],
    },
}
TEXTS = {"harbour": HARBOUR, "quarry": QUARRY}


def rows() -> list[dict[str, Any]]:
    return [
        {
            "contract": contract,
            "category": category,
            "present": bool(gold),
            "answer": "Yes" if gold else "No",
            "spans": [_span(TEXTS[contract], words) for words in gold],
        }
        for contract, held in GOLD.items()
        for category, gold in held.items()
    ]


def _span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def write_cuad(folder: Path, annotations: Sequence[Mapping[str, Any]] | None = None) -> Path:
    (folder / "contracts").mkdir(parents=True)
    for contract, text in TEXTS.items():
        (folder / "contracts" / f"{contract}.txt").write_bytes(text.encode())
    write_rows(folder / "annotations.jsonl", rows() if annotations is None else annotations)
    hashes = [{"id": c, "sha256": hashlib.sha256(t.encode()).hexdigest()} for c, t in TEXTS.items()]
    write_rows(folder / "contracts.jsonl", hashes)
    return folder


def write_rows(path: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


TERMS = """## Service
The supplier runs the assistant. It answers questions about stored files.

We train no model on what you upload.

Bills fall due after thirty days.
"""
UNITS = (
    (
        "The supplier runs the assistant. It answers questions about stored files.",
        "g_scope_of_services",
        "neutral",
        False,
    ),
    ("We train no model on what you upload.", "training_on_customer_data", "preferred", True),
    ("Bills fall due after thirty days.", "g_order_payment_fees", "neutral", False),
)


def write_terms(folder: Path, name: str = "plover-terms-2026-01-05") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_bytes(TERMS.encode())
    units, labels = [], []
    for i, (words, kind, stance, bx) in enumerate(UNITS):
        units.append({"id": f"{i:03}", "heading": "Service", **_span(TERMS, words)})
        labels.append(
            {"id": f"{i:03}", "types": [kind], "stance": stance, "bx": bx, "evidence": words}
        )
    write_rows(folder / f"{name}.units.jsonl", units)
    write_rows(folder / f"{name}.labels.jsonl", labels)
    return folder


def cuad_data(gold: Mapping[str, Mapping[str, Sequence[str]]]) -> CuadData:
    """Make data in memory: contract -> category -> gold texts, the text being those joined."""
    contracts = []
    for name, held in gold.items():
        text, spans = "", {}
        for category, texts in held.items():
            places = []
            for words in texts:
                places.append(Span(len(text), len(text) + len(words)))
                text += words + "\n"
            spans[category] = tuple(places)
        contracts.append(Contract(name, text, spans))
    categories = tuple(next(iter(gold.values())))
    return CuadData(tuple(contracts), categories, "0" * 64)
