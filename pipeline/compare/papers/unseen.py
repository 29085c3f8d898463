"""Documents and pages that a deal makes part of itself and nobody supplied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.compare.papers.kinds import is_part, kind_of, plain
from pipeline.compare.papers.paper import Paper, master_of, meant, papers_of
from pipeline.segment.references import Incorporated
from pipeline.types.analysis import Analysis

_ITS = re.compile(r"\bAgreement\b[^.;\n]{0,100}$")
_OF_IT = re.compile(r"\s*(?:\([^)]{0,80}\)\s*)?(?:of|to|in) the (?:\w+ ){0,2}Agreement\b")


def not_seen(analyses: Sequence[Analysis]) -> list[str]:
    """Return what the deal's documents incorporate that is none of them, each once.

    One paper under two names ("DPA", "Data Processing Addendum") counts once, with its address
    where one is given. A schedule not supplied is named with the document that names it, where
    the deal has several. The order is the same whichever document comes first.
    """
    papers = papers_of(analyses)
    master = master_of(papers)
    found: dict[tuple[str, ...], str] = {}
    for paper in sorted(papers, key=lambda p: p is not master):
        for one in paper.incorporates:
            if any(_is(other, one, paper) for other in papers):
                continue
            if master is not None and _in_master(one, paper, papers, master):
                continue
            key = _key(one, paper)
            shown = one.name if one.url in (None, one.name) else f"{one.name} ({one.url})"
            if is_part(key[0]) and len(papers) > 1:
                shown = f"{shown}, named in {paper.name}"
            if key not in found or (one.url and "://" not in found[key]):
                found[key] = shown
    return _pages_once(found)


def _is(paper: Paper, one: Incorporated, by: Paper) -> bool:
    if one.url == one.name:
        return paper is not by and plain(one.name) in plain(paper.analysis.document.text[:400])
    told = kind_of(one.name)
    if told and is_part(told[0]) and paper is not by and not paper.hangs:
        return False  # a schedule of this document's own, not of another's
    return paper.is_called(one.name, by)


def _in_master(one: Incorporated, by: Paper, papers: Sequence[Paper], master: Paper) -> bool:
    """Say whether the name is the deal's master agreement, or a schedule that it holds."""
    told = kind_of(one.name)
    if by is master or told is None or one.url == one.name:
        return False
    if not is_part(told[0]):
        return master.id in meant(one.name, False, by, papers, master)
    text = by.analysis.document.text
    before = text[max(one.span.start - 160, 0) : one.span.start]
    if not (_ITS.search(before) or _OF_IT.match(text, one.span.end)):
        return False
    titles = [plain(t) for c in master.analysis.clauses for t in (c.number, c.heading) if t]
    return any(title.startswith(told[0]) for title in titles)


def _key(one: Incorporated, paper: Paper) -> tuple[str, ...]:
    told = kind_of(one.name) if one.url != one.name else None
    if told is None:
        return (plain(one.name).rstrip("."),)
    if is_part(told[0]):
        return told[0], paper.id
    return told[0], *sorted(paper.strangers(told[1]))


def _pages_once(found: dict[tuple[str, ...], str]) -> list[str]:
    """Drop an address alone where some name has it beside it."""
    return [
        name for name in found.values() if not any(f"({name})" in other for other in found.values())
    ]
