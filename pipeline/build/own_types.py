"""Clause types that a user taught from examples: kept in the home, used by every later review."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.build.taught import Taught
from pipeline.errors import UsageError
from pipeline.signals.exemplars import exemplar_texts
from pipeline.tag import SHOWN
from pipeline.types.clause import Clause
from pipeline.types.tag import Tag

if TYPE_CHECKING:
    from models.few_shot import Head, Quality
    from pipeline.build.tools import Tools

_NAME = re.compile(r"[a-z][a-z0-9_]{1,59}")
_FEWEST, _MOST = 5, 500
SOURCE = "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A clause text, and whether it is of the type; None where nobody has answered yet."""

    text: str
    holds: bool | None


def folder_of(home: Path) -> Path:
    """Return where a home keeps its own types."""
    return home / "types"


def taught_file(home: Path, name: str) -> Path:
    """Return where a home keeps what one of its own types was taught."""
    return folder_of(home) / f"{name}.taught"


def own_types_version(home: Path) -> str:
    """Return a hash of all types taught in this home; "" when there are none."""
    files = sorted(folder_of(home).glob("*.npz"))
    if not files:
        return ""
    return hashlib.sha256(b"".join(f.name.encode() + f.read_bytes() for f in files)).hexdigest()[
        :12
    ]


def read_examples(path: Path) -> list[Example]:
    """Read .jsonl ({"text", "holds"?}), .csv (text, holds) or .txt (a clause a line).

    `holds` is yes unless said otherwise; a null, as `train suggest` writes it, is no answer yet.
    Raises UsageError, naming the row, for anything else.
    """
    try:
        words = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    if path.suffix == ".jsonl":
        rows = [_json_row(path, i, line) for i, line in enumerate(words.splitlines(), 1) if line]
    elif path.suffix == ".csv":
        rows = [(i, row) for i, row in enumerate(csv.DictReader(io.StringIO(words)), 2)]
    elif path.suffix == ".txt":
        rows = [(i, {"text": line}) for i, line in enumerate(words.splitlines(), 1) if line.strip()]
    else:
        raise UsageError(f"{path}: examples are .jsonl, .csv or .txt")
    return [_example(path, i, row) for i, row in rows]


def train_type(tools: Tools, name: str, examples: Sequence[Example]) -> Quality:
    """Teach a type, measure it by leaving examples out, and keep it in the home.

    Counter-examples are those given and the exemplars of all other playbook types; examples
    without an answer are left out. Raises UsageError for a name that is taken or malformed, and
    for fewer than five examples.
    """
    from models.few_shot import leave_one_out, train_head

    if not _NAME.fullmatch(name):
        raise UsageError(f"type {name!r}: lower-case letters, digits and underscores are needed")
    if name in set(tools.types) | set(tools.types.values()):
        raise UsageError(f"type {name!r} is one the shipped tagger knows; choose another name")
    texts = list(dict.fromkeys(e.text for e in examples if e.holds))
    others = list(dict.fromkeys(e.text for e in examples if e.holds is False))
    if both := set(texts) & set(others):
        raise UsageError(f"{sorted(both)[0][:60]!r} is given as an example and as none")
    if not _FEWEST <= len(texts) <= _MOST:
        raise UsageError(
            f"{len(texts)} different examples of {name!r}; {_FEWEST} to {_MOST} are needed"
        )
    entries = [e for e in tools.playbook.entries.values() if e.id != name]
    positive = tools.model.embed(texts)
    against = tools.model.embed(others)
    negative = np.concatenate([against, tools.embed(exemplar_texts(entries))])
    quality = leave_one_out(positive, negative)
    folder = folder_of(tools.recipe.home)
    folder.mkdir(parents=True, exist_ok=True)
    encoder = tools.encoder_version
    train_head(name, encoder, positive, negative).save(folder / f"{name}.npz")
    vectors = np.concatenate([positive, against])
    Taught.of(encoder, [*texts, *others], vectors).save(taught_file(tools.recipe.home, name))
    return quality


def forget_type(home: Path, name: str) -> None:
    """Remove a type; raises UsageError when the home has none of that name."""
    path = folder_of(home) / f"{name}.npz"
    if not _NAME.fullmatch(name) or not path.is_file():
        known = sorted(p.stem for p in folder_of(home).glob("*.npz"))
        raise UsageError(f"no type {name!r} was taught here; taught are {known}")
    path.unlink()
    taught_file(home, name).unlink(missing_ok=True)


def load_heads(home: Path, encoder: str) -> tuple[list[Head], list[str]]:
    """Return the usable heads, and the names of those that other weights made.

    Raises WeightsError for a damaged file.
    """
    from models.few_shot import Head

    heads = [Head.load(path) for path in sorted(folder_of(home).glob("*.npz"))]
    return [h for h in heads if h.encoder == encoder], [
        h.name for h in heads if h.encoder != encoder
    ]


def own_tags(
    heads: Sequence[Head], clauses: Sequence[Clause], vectors: NDArray[np.float32]
) -> list[Tag]:
    """Return the tags that the heads give whole clauses, from the clauses' vectors."""
    return [
        Tag(clause.id, clause.span, head.name, float(score), SOURCE)
        for head in heads
        for clause, score in zip(clauses, head.scores(vectors), strict=True)
        if score >= SHOWN
    ]


def _json_row(path: Path, number: int, line: str) -> tuple[int, dict[str, object]]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{path} line {number}: {error}") from error
    return number, row if isinstance(row, dict) else {}


def _example(path: Path, number: int, row: dict[str, object]) -> Example:
    text, holds = row.get("text"), row.get("holds")
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"{path} line {number}: a text is needed")
    known = {
        "": True,
        "yes": True,
        "true": True,
        "1": True,
        "no": False,
        "false": False,
        "0": False,
    }
    words = " ".join(text.split())
    if path.suffix == ".jsonl" and "holds" in row and holds is None:
        return Example(words, None)
    answer = "" if holds is None else str(holds).strip().lower()
    if answer not in known:
        raise UsageError(f"{path} line {number}: holds {holds!r}; yes or no is needed")
    return Example(words, known[answer])
