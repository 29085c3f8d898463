"""Clauses as index records, and searching the clauses of one document."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from index.record import IndexRecord
from index.vectors import VectorStore
from pipeline.build.own_types import load_heads
from pipeline.build.tools import Tools
from pipeline.errors import UsageError
from pipeline.route.by_model import is_route
from pipeline.types.analysis import Analysis
from pipeline.types.clause import Clause


@dataclass(frozen=True, slots=True)
class Found:
    """A clause found; `score` is the cosine similarity in [-1, 1], or a tag's score."""

    clause: Clause
    score: float
    clause_type: str | None


def matter_directory(tools: Tools, document_id: str) -> Path:
    """Return where the vectors of one document by one set of weights are kept."""
    return tools.recipe.home / "index" / "matters" / document_id[:40] / tools.reading_version


def records_of(analysis: Analysis) -> list[IndexRecord]:
    """Return one record a clause, with its best asserted type."""
    best: dict[str, str] = {}
    for tag in sorted(analysis.tags, key=lambda tag: tag.score):
        if tag.asserted and not is_route(tag):
            best[tag.clause_id] = tag.clause_type
    return [
        IndexRecord(
            clause.id,
            clause.text,
            vector,
            {"document": analysis.document.id, "type": best.get(clause.id, "")},
        )
        for clause, vector in zip(analysis.clauses, analysis.vectors, strict=True)
        if clause.text.strip()
    ]


def search(tools: Tools, analysis: Analysis, query: str, limit: int) -> list[Found]:
    """Return the clauses nearest to `query` in meaning, best first.

    Raises UsageError for a query without words.
    """
    if not query.strip():
        raise UsageError("the query is empty; give some words to look for")
    vector = tools.model.embed([query])[0]
    clauses = {clause.id: clause for clause in analysis.clauses}
    with VectorStore(matter_directory(tools, analysis.document.id)) as store:
        hits = store.query(vector, limit)
    return [
        Found(clauses[hit.id], hit.score, str(hit.attributes.get("type")) or None)
        for hit in hits
        if hit.id in clauses
    ]


def similar(tools: Tools, analysis: Analysis, clause_id: str, limit: int) -> list[Found]:
    """Return the clauses nearest to one of the same document, which is left out.

    Raises UsageError for an unknown clause id.
    """
    clauses = {clause.id: clause for clause in analysis.clauses}
    ids = [clause.id for clause in analysis.clauses]
    if clause_id not in clauses:
        shown = f"{ids[0]} to {ids[-1]}" if ids else "none"
        raise UsageError(f"no clause {clause_id!r}; this document has {shown}")
    with VectorStore(matter_directory(tools, analysis.document.id)) as store:
        hits = store.query(analysis.vectors[ids.index(clause_id)], limit + 1)
    return [
        Found(clauses[hit.id], hit.score, str(hit.attributes.get("type")) or None)
        for hit in hits
        if hit.id != clause_id and hit.id in clauses
    ][:limit]


def of_type(tools: Tools, analysis: Analysis, clause_type: str, limit: int) -> list[Found]:
    """Return the clauses tagged as a type with their tags' scores, surest first.

    Raises UsageError for a type that neither the tagger, the playbook nor this home knows.
    """
    heads, stale = load_heads(tools.recipe.home, tools.encoder_version)
    if clause_type in stale:
        raise UsageError(f"type {clause_type!r} was taught to other weights; teach it again")
    known = {*tools.types.values(), *tools.playbook.entries, *(head.name for head in heads)}
    if clause_type not in known:
        near = difflib.get_close_matches(clause_type, sorted(known), 3)
        raise UsageError(f"no clause type {clause_type!r}; near are {near}")
    clauses = {clause.id: clause for clause in analysis.clauses}
    tags = [tag for tag in analysis.tags if tag.clause_type == clause_type]
    return [
        Found(clauses[tag.clause_id], tag.score, clause_type)
        for tag in sorted(tags, key=lambda tag: -tag.score)[:limit]
    ]
