"""Model cards: what a weights folder holds, what it was trained on, and the hashes that pin it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import WeightsError

WEIGHTS = Path(__file__).parent / "weights"


def read_card(folder: Path) -> dict[str, Any]:
    """Read `card.json`; raises WeightsError when it is missing, damaged or lacks a key."""
    path = folder / "card.json"
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(
            f"no readable model card at {path.name} of {folder.name}: {error}"
        ) from error
    for key in ("name", "labels", "seen", "files"):
        if key not in card:
            raise WeightsError(f"model card of {folder.name} lacks {key!r}")
    return card


def verify(folder: Path, card: dict[str, Any], names: Iterable[str] | None = None) -> None:
    """Raise WeightsError unless the files, all the card names by default, have its sha256."""
    for name in card["files"] if names is None else names:
        expected = card["files"].get(name)
        path = folder / name
        if not path.is_file():
            raise WeightsError(f"weights file {name} of {folder.name} is missing")
        found = sha256(path)
        if found != expected:
            raise WeightsError(
                f"weights file {name} of {folder.name} has sha256 {found}, the card says {expected}"
            )


def encoder_version(folder: Path) -> str:
    """Return a short id of the encoder alone: vectors made under one id may be compared."""
    files = read_card(folder)["files"]
    parts = [files[name] for name in ("encoder.onnx", "heads.npz", "tokenizer.json")]
    return hashlib.sha256(" ".join(parts).encode("ascii")).hexdigest()[:12]


def sha256(path: Path) -> str:
    """Return the hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seen_of(card: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Return, per data set, the documents this model was trained or tuned on."""
    return {source: frozenset(names) for source, names in card["seen"].items()}


def write_card(folder: Path, card: dict[str, Any], files: list[str]) -> None:
    """Write `card.json` with the hashes of `files`."""
    card = {**card, "files": {name: sha256(folder / name) for name in files}}
    (folder / "card.json").write_text(
        json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
