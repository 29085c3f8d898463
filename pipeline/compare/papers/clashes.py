"""Conflicts between whole documents: each claims to prevail, one term has two meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.compare.papers.glossary import Meaning, meanings
from pipeline.compare.papers.kinds import kind_of
from pipeline.compare.papers.paper import Paper, meant
from pipeline.playbook.conflict_rules import DealRules, DefinitionRule
from pipeline.playbook.entry import compiled
from pipeline.types.deviation import Conflict, Place, Queue, Severity
from pipeline.types.precedence import Precedence

_UNDER = re.compile(
    r"\b(?:under|pursuant to|in|by|accordance with)\s+(?:the\s+)?(?P<name>(?:[A-Z][\w’-]*\s){0,4}"
    r"(?:Agreement|Terms|MSA|Contract|Order Form|DPA|Addendum))\b"
)
_NAME = re.compile(
    r"\b(?P<own>[Tt]his\s)?(?P<name>(?:[A-Z][\w’-]*\s){0,4}(?:[A-Z][\w’-]*|order form))"
)
_BRIEF = 160


def clashes(
    papers: Sequence[Paper],
    master: Paper | None,
    said: Sequence[Precedence],
    rules: DealRules,
    mine: str,
) -> list[Conflict]:
    """Return the conflicts of document `mine` with the other papers of the deal."""
    out = [*_both_prevail(papers, master, said, rules), *_defined_twice(papers, master, rules)]
    return [conflict for conflict in out if conflict.clauses_in(mine)]


def prevails(said: Sequence[Precedence], a: Place, b: Place) -> str:
    """Return which of two places' documents prevails, in a sentence with its ground."""
    if a.document_id == b.document_id:
        return ""
    found = [
        (over, under, one)
        for over, under in ((a, b), (b, a))
        for one in said
        if one.puts_above(over.document_id, under.document_id)
    ]
    if not found:
        return f" No document says whether {a.document} or {b.document} prevails."
    return "".join(_told(over, under, one) for over, under, one in found)


def _told(over: Place, under: Place, one: Precedence) -> str:
    limits = ", within the limits that clause sets" if one.limited else ""
    return (
        f" {over.document} prevails over {under.document} under clause {one.place.named} of "
        f"{one.place.document}{limits}."
    )


def _both_prevail(
    papers: Sequence[Paper], master: Paper | None, said: Sequence[Precedence], rules: DealRules
) -> Iterator[Conflict]:
    told = set()
    by_id = {paper.id: paper for paper in papers}
    for one, other in combinations(said, 2):
        if one.place.document_id == other.place.document_id:
            continue
        key = (one.place.document_id, other.place.document_id)
        for x, y in ((p.id, q.id) for p in papers for q in papers if p is not q):
            if key in told or not (one.puts_above(x, y) and other.puts_above(y, x)):
                continue
            if _yields(one, y, by_id, master) or _yields(other, x, by_id, master):
                continue
            told.add(key)
            names = f" ({by_id[x].name} and {by_id[y].name})"
            rule = rules.both_prevail
            yield _conflict(
                "both_prevail", one.place, other.place, rule.severity, rule.queue, rule.why + names
            )


def _yields(one: Precedence, to: str, by_id: dict[str, Paper], master: Paper | None) -> bool:
    """Say whether a statement's exception speaks of the paper it would otherwise outrank."""
    speaker = by_id[one.place.document_id]
    for match in _NAME.finditer(one.unless):
        name = match["name"]
        if to in meant(name, bool(match["own"]), speaker, list(by_id.values()), master):
            return True
    return False


def _defined_twice(
    papers: Sequence[Paper], master: Paper | None, rules: DealRules
) -> Iterator[Conflict]:
    rule = rules.defined_twice
    said = {paper.id: meanings(paper) for paper in papers}
    for one, other in combinations(papers, 2):
        first, second = said[one.id], said[other.id]
        for term in first:
            if term not in second or kind_of(term) or _fits(rule.own, term):
                continue
            a, b = first[term], second[term]
            if _leans(a, other, papers, master) or _leans(b, one, papers, master):
                continue
            if _apart(rule, a, b):
                yield _twice(rule, a, b)


def _apart(rule: DefinitionRule, a: Meaning, b: Meaning) -> bool:
    """Say whether two meanings differ enough to tell: in any word where the term matters."""
    first, second = a.essence, b.essence
    if not first or not second or first == second:
        return False
    if _fits(rule.matters, a.definition.term):
        return True
    one, other = set(first), set(second)
    return len(one & other) < rule.alike * len(one | other)


def _leans(meaning: Meaning, on: Paper, papers: Sequence[Paper], master: Paper | None) -> bool:
    """Say whether a meaning takes another's words: it points, or is brief and names the paper."""
    if meaning.points != "":
        return True
    if len(meaning.words) > _BRIEF:
        return False
    return any(
        on.id in meant(match["name"], False, meaning.paper, papers, master)
        for match in _UNDER.finditer(meaning.words)
    )


def _twice(rule: DefinitionRule, a: Meaning, b: Meaning) -> Conflict:
    term = a.definition.term
    severity = rule.severity_if_matters if _fits(rule.matters, term) else rule.severity
    why = f"{rule.why} (“{term}”)"
    return _conflict(f"defined_twice:{term}", a.place, b.place, severity, rule.queue, why)


def _fits(patterns: Sequence[str], term: str) -> bool:
    return any(compiled(pattern).fullmatch(term) for pattern in patterns)


def _conflict(
    rule: str, a: Place, b: Place, severity: Severity, queue: Queue, why: str
) -> Conflict:
    keys = [f"{place.document_id[:8]}.{place.clause_id}" for place in (a, b)]
    return Conflict(
        id=f"conflict:{rule}:{keys[0]}:{keys[1]}",
        a_clause_id=a.clause_id,
        b_clause_id=b.clause_id,
        rule=rule.partition(":")[0],
        severity=severity,
        why=why,
        queue=queue,
        a=a,
        b=b,
    )
