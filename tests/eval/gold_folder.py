"""Small gold contracts of our own drafting, laid out as the gold contracts are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Unit = tuple[str, Sequence[str], str]


def write_contract(
    folder: Path, name: str, units: Sequence[Unit], gold: Mapping[str, Any] | None = None
) -> Path:
    """Write units (words, types, stance), each a paragraph, with ids 000, 001 and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    text, rows, labels = "", [], []
    for i, (words, types, stance) in enumerate(units):
        place = {"start": len(text), "end": len(text) + len(words), "text": words}
        rows.append({"id": f"{i:03}", "heading": "", **place})
        about = {"id": f"{i:03}", "types": list(types), "stance": stance}
        labels.append({**about, "bx": False, "evidence": words})
        text += words + "\n\n"
    (folder / f"{name}.md").write_bytes(text.encode())
    for kind, held in (("units", rows), ("labels", labels)):
        lines = "".join(json.dumps(row) + "\n" for row in held)
        (folder / f"{name}.{kind}.jsonl").write_text(lines)
    whole = {"facts": {}, "missing": [], "not_missing": [], "conflicts": [], **(gold or {})}
    (folder / f"{name}.gold.json").write_text(json.dumps(whole))
    return folder
