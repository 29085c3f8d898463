"""Suggestions for the deviations of one document: one primary a clause, checked, disjoint."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.playbook.playbook import Playbook
from pipeline.signals.exemplars import Embed
from pipeline.suggest.clause_repair import repair
from pipeline.suggest.desk import Desk
from pipeline.suggest.insertion import insertion
from pipeline.suggest.posture import asked
from pipeline.terms import Parties
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal
from pipeline.types.deviation import Conflict, Deviation, Severity, Stance
from pipeline.types.suggestion import Suggestion, Unresolved

_SEVERITIES = tuple(Severity)


def suggest(
    analysis: Analysis,
    deviations: Sequence[Deviation],
    playbook: Playbook,
    deal: Deal,
    parties: Parties,
    embed: Embed | None = None,
    *,
    conflicts: Collection[Conflict] = (),
) -> tuple[list[Suggestion], list[Unresolved]]:
    """Return checked suggestions in text order, and what no writer could mend.

    Edits of one clause are one suggestion, naming every deviation it mends. The union of all
    edits is disjoint and any subset of the suggestions may be applied. `embed` turns texts into
    vectors; it is used to check edits of clauses that likeness alone had judged. `conflicts` make
    a clause at fallback worth an edit in standard posture.
    """
    desk = Desk(analysis, playbook, deal, parties, embed)
    fought = {key for c in conflicts for key in c.clauses_in(analysis.document.id)}
    chosen = [
        d
        for d in deviations
        if d.clause_type in playbook.entries and asked(d, deal.posture, d.clause_id in fought)
    ]
    suggestions: list[Suggestion] = []
    unresolved: list[Unresolved] = []
    for clause in analysis.clauses:
        mine = [d for d in chosen if d.clause_id == clause.id]
        mine.sort(key=lambda d: -_SEVERITIES.index(d.severity))
        if mine:
            made, left = repair(desk, clause, mine, deviations)
            suggestions += [made] if made else []
            unresolved += left
    for deviation in chosen:
        if deviation.stance is Stance.MISSING:
            result = insertion(desk, deviation, suggestions)
            if isinstance(result, Suggestion):
                suggestions.append(result)
            else:
                unresolved.append(result)
    suggestions.sort(key=lambda s: (s.edits[0].span.start, s.edits[0].new_paragraph))
    return suggestions, unresolved
