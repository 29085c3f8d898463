"""Terms that a paper takes from another: from one not supplied, or one that lacks them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.compare.papers.glossary import Meaning, blanket, capitals, meanings
from pipeline.compare.papers.kinds import kind_of
from pipeline.compare.papers.paper import Paper, meant

_MOST = 8


def undefined(papers: Sequence[Paper], master: Paper | None) -> list[str]:
    """Return a line for each paper and each source whose meanings nobody can read here.

    A term counts where the paper itself says that another gives its meaning, one by one or for
    all capitalised terms, and no paper of the deal defines it; at most eight are named.
    """
    out = []
    names = {paper.id: paper.name for paper in papers}
    for paper in papers:
        for source, taken in _taken(paper, papers).items():
            held = meant(source, False, paper, papers, master)
            terms = [term for term, one_by_one in taken.items() if one_by_one or not held]
            if paper.id in held or not terms:
                continue
            lacking = (
                f"which {names[held[0]]} does not define" if held else "which was not supplied"
            )
            shown = ", ".join(f"“{term}”" for term in terms[:_MOST])
            more = f" and {len(terms) - _MOST} more" if len(terms) > _MOST else ""
            where = f"{paper.name} takes it from the {source}, {lacking}"
            out.append(f"The meaning of {shown}{more}: {where}")
    return out


def _taken(paper: Paper, papers: Sequence[Paper]) -> Mapping[str, Mapping[str, bool]]:
    """Return by source the terms taken, and whether the paper says so of that one term."""
    found: dict[str, dict[str, bool]] = {}
    stated = meanings(paper)
    sent = {term for term, meaning in stated.items() if meaning.points}
    for source, term, one_by_one in _candidates(paper, stated):
        if not any(_defines(other, term, sent if other is paper else ()) for other in papers):
            found.setdefault(source, {}).setdefault(term, one_by_one)
    return found


def _candidates(paper: Paper, stated: Mapping[str, Meaning]) -> Iterator[tuple[str, str, bool]]:
    for meaning in stated.values():
        if meaning.points:
            yield meaning.points, meaning.definition.term, True
    source = blanket(paper)
    if source is not None:
        for term in capitals(paper):
            if kind_of(term) is None:
                yield source, term, False


def _defines(paper: Paper, term: str, sent: Collection[str]) -> bool:
    """Say whether a paper defines a term, in the singular or the plural; not one it sends away."""
    key = term.casefold()
    names = (key, key.removesuffix("s"), f"{key}s")
    return any(name in paper.terms and name not in sent for name in names)
