"""From an analysis to a review: compare, route, suggest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.build.stopwatch import Stopwatch
from pipeline.build.tools import Tools
from pipeline.compare import compare
from pipeline.compare.papers.unseen import not_seen
from pipeline.route import route
from pipeline.route.by_model import is_route
from pipeline.settings import VERSION
from pipeline.suggest import suggest
from pipeline.terms import Parties, Party, find_parties
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Side
from pipeline.types.review import Review, RunInfo
from pipeline.types.span import Span


def judge(
    analysis: Analysis,
    together: Sequence[Analysis],
    deal: Deal,
    tools: Tools,
    watch: Stopwatch,
    unread: Sequence[str] = (),
) -> Review:
    """Judge one document in the light of the deal's others; `watch` books the seconds.

    `unread` names files of the deal that could not be read: what they may hold is not seen.
    """
    document, playbook = analysis.document, tools.playbook
    unseen = [*not_seen([analysis, *together]), *map(_unread, unread)]
    types = tools.well_known
    comparison = compare(
        analysis, playbook, deal, together, not_seen=unseen, embed=tools.embed, labels=types
    )
    watch.lap("compare")
    deviations = route(comparison.deviations, analysis, comparison, playbook, deal, types)
    watch.lap("route")
    parties = _named(find_parties(document, list(analysis.clauses)), deal)
    suggestions, unresolved = suggest(
        analysis, deviations, playbook, deal, parties, tools.embed, conflicts=comparison.conflicts
    )
    watch.lap("suggest")
    return Review(
        document=document,
        deal=deal,
        clauses=analysis.clauses,
        tags=tuple(tag for tag in analysis.tags if not is_route(tag)),
        terms=analysis.terms,
        deviations=tuple(deviations),
        suggestions=tuple(suggestions),
        unresolved=tuple(unresolved),
        missing=comparison.missing,
        conflicts=comparison.conflicts,
        run=RunInfo(VERSION, playbook.version[:12], (tools.model_version,), dict(watch.seconds)),
        not_seen=(*unseen, *comparison.notes, *comparison.questions),
        precedence=comparison.precedence,
    )


def _unread(name: str) -> str:
    words = re.sub(r"[-_.]+", " ", name.rpartition(".")[0] or name)
    return f"{words} ({name} could not be read)"


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
