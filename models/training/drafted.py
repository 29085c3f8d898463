"""Clause sentences drafted for training, which stand in no document, as training documents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.routes import ROUTE_ANY, ROUTE_LABELS, ROUTE_MUST
from models.training.documents import TrainingDocument
from pipeline.errors import DataError

FOLDER = Path(__file__).resolve().parent / "drafted"
SOURCE = "drafted"
ROUTES = {
    "must": frozenset({ROUTE_ANY, ROUTE_MUST}),
    "consult": frozenset({ROUTE_ANY}),
    "none": frozenset[str](),
}
_PACK = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, every label it holds, and whether its route was looked for too.

    `name` is its file and line.
    """

    name: str
    text: str
    labels: frozenset[str]
    routed: bool


def load_sentences(folder: Path = FOLDER) -> list[Sentence]:
    """Read every .jsonl file of the folder; raises DataError for a line of another shape."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                text, types = str(row["text"]), list(map(str, row["types"]))
                routes = ROUTES[row["route"]] if "route" in row else None
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"{path.name} line {i}: {error!r}; text and types needed"
                ) from error
            held = frozenset(types) | (routes or frozenset())
            found.append(Sentence(f"{path.stem}-{i}", text, held, routes is not None))
    return found


def alone(sentences: Sequence[Sentence], known: Mapping[str, float]) -> list[TrainingDocument]:
    """Return each sentence as a document of its own, as a query or a one-line clause is read."""
    return [_document(one.name, [one], known) for one in sentences]


def together(
    sentences: Sequence[Sentence], known: Mapping[str, float], seed: int
) -> list[TrainingDocument]:
    """Return documents of eight sentences drawn at random, so that neighbours tell nothing.

    Sentences whose route was looked for keep to themselves.
    """
    random = np.random.default_rng(seed)
    found = []
    for routed in (False, True):
        mine = [one for one in sentences if one.routed is routed]
        order = random.permutation(len(mine))
        for i in range(0, len(order), _PACK):
            pack = [mine[j] for j in order[i : i + _PACK]]
            found.append(_document(f"from {pack[0].name}", pack, known))
    return found


def _document(
    name: str, sentences: Sequence[Sentence], known: Mapping[str, float]
) -> TrainingDocument:
    return TrainingDocument(
        name,
        SOURCE,
        tuple(one.text for one in sentences),
        tuple(one.labels for one in sentences),
        known if sentences[0].routed else {k: v for k, v in known.items() if k not in ROUTE_LABELS},
    )
