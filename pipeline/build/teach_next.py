"""Which clauses of some contracts a person should look at next, so that a type is learnt best."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.routes import ROUTE_LABELS
from pipeline.build.most_telling import doubt_of, most_telling
from pipeline.build.own_types import load_heads, taught_file
from pipeline.build.taught import Taught, load_taught, words_hash
from pipeline.build.tools import Tools
from pipeline.errors import UsageError
from pipeline.fragments.tags import SOURCE as FRAGMENTS
from pipeline.types.analysis import Analysis
from pipeline.types.clause import Clause

if TYPE_CHECKING:
    from models.few_shot import Head

_NEAR = 0.4  # doubt of scores from 0.3 to 0.7
_FEWEST_WORDS = 4  # a heading alone teaches nothing
_NO_TYPES = ROUTE_LABELS | {"g_no_clause"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A clause to answer: is it of `clause_type`, which scored it `score`?

    `likeness` is the cosine to the nearest clause listed before or taught, None where there is
    none.
    """

    file: Path
    clause: Clause
    clause_type: str
    score: float
    likeness: float | None

    @property
    def why(self) -> str:
        """Return in words why the answer would teach."""
        near = doubt_of(np.array([self.score], np.float32))[0] >= _NEAR
        says = "in doubt" if near else "thought so" if self.score > 0.5 else "thought not"
        doubt = f"{self.clause_type}: {says} ({self.score:.2f})"
        if self.likeness is None:
            return f"{doubt}; nothing taught or listed before it"
        return f"{doubt}; likeness {self.likeness:.2f} to the nearest taught or listed before"


@dataclass(frozen=True, slots=True)
class _Question:
    file: Path
    clause: Clause
    row: np.ndarray[tuple[int], np.dtype[np.float32]]
    clause_type: str
    score: float


def check_type(tools: Tools, clause_type: str | None) -> None:
    """Raise UsageError for a type that neither the tagger nor this home knows; None is any."""
    heads, stale = load_heads(tools.recipe.home, tools.encoder_version)
    known = {*tools.types.values(), *(head.name for head in heads)} - _NO_TYPES
    if clause_type is None or clause_type in known:
        return
    if clause_type in stale:
        raise UsageError(f"type {clause_type!r} was taught to other weights; teach it again")
    near = difflib.get_close_matches(clause_type, sorted(known), 3)
    raise UsageError(
        f"no clause type {clause_type!r} is tagged or taught here; near are {near}. "
        "A new one needs its first five examples from `train type`"
    )


def teach_next(
    tools: Tools,
    read: Sequence[tuple[Path, Analysis]],
    clause_type: str | None,
    limit: int,
) -> list[Lesson]:
    """Return up to `limit` clauses whose answers would teach most, the most telling first.

    Without `clause_type` each clause is asked about the type it is most in doubt of. A type taught
    in this home scores every clause; a shipped type those that it tagged. A clause whose words
    were taught already, or that repeats an earlier one, is not asked about. Raises UsageError for
    a type that neither the tagger nor this home knows.
    """
    check_type(tools, clause_type)
    heads, _ = load_heads(tools.recipe.home, tools.encoder_version)
    own = {head.name: head for head in heads}
    asked = [clause_type] if clause_type is not None else list(own)
    taught = {name: _taught(tools, name) for name in asked if name in own}
    found = list(_questions(read, own, clause_type, taught))
    if not found:
        return []
    vectors = np.stack([question.row for question in found])
    known = np.concatenate([np.zeros_like(vectors[:0]), *(t.vectors for t in taught.values() if t)])
    doubt = doubt_of(np.array([question.score for question in found], np.float32))
    lessons: list[Lesson] = []
    for row, novelty in most_telling(doubt, vectors, known, limit):
        one = found[row]
        likeness = 1 - 2 * novelty if lessons or len(known) else None
        lessons.append(Lesson(one.file, one.clause, one.clause_type, one.score, likeness))
    return lessons


def _taught(tools: Tools, name: str) -> Taught | None:
    held = load_taught(taught_file(tools.recipe.home, name))
    return held if held is not None and held.encoder == tools.encoder_version else None


def _questions(
    read: Sequence[tuple[Path, Analysis]],
    own: Mapping[str, Head],
    clause_type: str | None,
    taught: Mapping[str, Taught | None],
) -> Iterator[_Question]:
    answered = {(n, h) for n, held in taught.items() if held is not None for h in held.hashes}
    seen: set[bytes] = set()
    for file, analysis in read:
        scores = _scores(analysis, own, clause_type)
        for clause, row in zip(analysis.clauses, analysis.vectors, strict=True):
            words = words_hash(clause.text)
            open_types = [
                (kind, score)
                for kind, score in scores.get(clause.id, ())
                if (kind, words) not in answered
            ]
            if words in seen or not open_types or len(clause.text.split()) < _FEWEST_WORDS:
                continue
            seen.add(words)
            kind, score = min(open_types, key=lambda pair: (abs(pair[1] - 0.5), pair[0]))
            yield _Question(file, clause, row, kind, score)


def _scores(
    analysis: Analysis, own: Mapping[str, Head], clause_type: str | None
) -> dict[str, list[tuple[str, float]]]:
    """Return by clause the types asked about, with their scores."""
    if clause_type is not None and clause_type in own:
        given = own[clause_type].scores(analysis.vectors)
        return {
            clause.id: [(clause_type, float(score))]
            for clause, score in zip(analysis.clauses, given, strict=True)
        }
    found: dict[str, list[tuple[str, float]]] = {}
    for tag in analysis.tags:
        kind = tag.clause_type
        asked = kind == clause_type or (clause_type is None and kind not in _NO_TYPES)
        # Whether a name or a date is the exact one is no question about a clause.
        if asked and tag.source != FRAGMENTS:
            found.setdefault(tag.clause_id, []).append((kind, tag.score))
    return found
