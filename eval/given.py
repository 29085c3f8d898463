"""Judging words whose clause type is given: how the playbook reads them, extraction set aside."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.build.tools import Tools
from pipeline.compare.judge import Judge
from pipeline.signals.evaluate import Hit, fired
from pipeline.signals.exemplars import Exemplars
from pipeline.signals.held import Held
from pipeline.signals.reading import read_clauses
from pipeline.terms import extract, find_parties
from pipeline.types.analysis import Analysis
from pipeline.types.clause import Clause
from pipeline.types.deal import Side
from pipeline.types.deviation import Stance
from pipeline.types.span import Span


def given_stances(
    analysis: Analysis, places: Sequence[tuple[Span, str]], tools: Tools, side: Side
) -> list[Stance | None]:
    """Return the stance of each (span of the document, clause type); None without positions.

    The words are judged as a clause of that one type by the product's own judge: signals, then
    likeness. They are read without the lead-in of a parent clause. As in a review, a signal of
    absent words counts on one clause of a type, here the first, and only where no other of the
    type makes it good. Unlike there, an undecided clause stays `unclear` though another decides.
    """
    document = analysis.document
    clauses = [
        Clause(f"given{i}", document.id, None, span, span.slice(document.text))
        for i, (span, _) in enumerate(places)
    ]
    entries = [tools.playbook.entry_of(kind) for _, kind in places]
    parties = find_parties(document, list(analysis.clauses))
    readings = read_clauses(document.text, clauses, extract(document, clauses), parties)
    held = [
        (clause, entry, readings[clause.id], fired(entry, readings[clause.id]))
        for clause, entry in zip(clauses, entries, strict=True)
        if entry is not None and entry.kind == "clause"
    ]
    if not held:
        return [None] * len(places)
    vectors = tools.model.embed([clause.text for clause, _, _, _ in held])
    distinct = {entry.id: entry for _, entry, _, _ in held}
    judge = Judge(document.text, side, Exemplars(distinct.values(), tools.embed))
    lacking = _lacking([(entry.id, hits) for _, entry, _, hits in held])
    found: dict[str, Stance] = {}
    begun: set[str] = set()
    for (clause, entry, reading, hits), vector in zip(held, vectors, strict=True):
        first = entry.id not in begun
        begun.add(entry.id)
        counted = [
            hit
            for hit in hits
            if not hit.signal.absent or (first and hit.signal.id in lacking[entry.id])
        ]
        given = Held(entry.id, 1.0, (clause.span,))
        found[clause.id] = judge.deviation(entry, clause, given, counted, reading, vector).stance
    return [found.get(clause.id) for clause in clauses]


def _lacking(fired_on: Sequence[tuple[str, list[Hit]]]) -> dict[str, set[str]]:
    """Return, by type, the signals of absent words that hold in every clause of the type."""
    found: dict[str, set[str]] = {}
    for kind, hits in fired_on:
        mine = {hit.signal.id for hit in hits if hit.signal.absent}
        found[kind] = found.get(kind, mine) & mine
    return found
