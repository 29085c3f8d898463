"""From an analysis to a review: compare, route, suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.build.stopwatch import Stopwatch
from pipeline.build.tools import Tools
from pipeline.compare import compare
from pipeline.route import route
from pipeline.segment.references import incorporated
from pipeline.settings import VERSION
from pipeline.suggest import suggest
from pipeline.terms import Parties, Party, find_parties
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Side
from pipeline.types.review import Review, RunInfo
from pipeline.types.span import Span


def judge(
    analysis: Analysis, together: Sequence[Analysis], deal: Deal, tools: Tools, watch: Stopwatch
) -> Review:
    """Judge one document in the light of the deal's others; `watch` books the seconds."""
    document, playbook = analysis.document, tools.playbook
    not_seen = _not_seen(analysis, together)
    types = tools.well_known
    comparison = compare(
        analysis, playbook, deal, together, not_seen=not_seen, embed=tools.embed, labels=types
    )
    watch.lap("compare")
    deviations = route(comparison.deviations, analysis, comparison, playbook, deal, types)
    watch.lap("route")
    parties = _named(find_parties(document, list(analysis.clauses)), deal)
    suggestions, unresolved = suggest(
        analysis, deviations, playbook, deal, parties, tools.embed, conflicts=comparison.conflicts
    )
    watch.lap("suggest")
    mine = {clause.id for clause in analysis.clauses}
    return Review(
        document=document,
        deal=deal,
        clauses=analysis.clauses,
        tags=analysis.tags,
        terms=analysis.terms,
        deviations=tuple(deviations),
        suggestions=tuple(suggestions),
        unresolved=tuple(unresolved),
        missing=comparison.missing,
        conflicts=tuple(c for c in comparison.conflicts if {c.a_clause_id, c.b_clause_id} <= mine),
        run=RunInfo(VERSION, playbook.version[:12], (tools.model_version,), dict(watch.seconds)),
        not_seen=(*not_seen, *comparison.questions),
    )


def _not_seen(analysis: Analysis, together: Sequence[Analysis]) -> list[str]:
    """Return the documents and URLs this one incorporates that none of the files supplied is."""
    supplied = [one.document for one in (analysis, *together)]
    titles = [
        f"{d.name} {d.text[:400]}".lower().replace("-", " ").replace("_", " ") for d in supplied[1:]
    ]
    names: dict[str, None] = {}
    for found in incorporated(analysis.document, list(analysis.clauses)):
        if not any(found.name.lower() in title for title in titles):
            names[found.name if found.url is None else f"{found.name} ({found.url})"] = None
    return list(names)


def _named(parties: Parties, deal: Deal) -> Parties:
    """Put our party's given name where the document names no party for our side."""
    if deal.party is None:
        return parties
    ours = parties.customer if deal.side is Side.CUSTOMER else parties.supplier
    if ours is not None:
        return parties
    party = Party(deal.party, str(deal.side), (), Span(0, 0))
    if deal.side is Side.CUSTOMER:
        return replace(parties, customer=party)
    return replace(parties, supplier=party)
