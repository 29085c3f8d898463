"""Defined terms: which words the contract gives a meaning, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.segment.sections import defined_term, listed_term
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.span import Span

_QUOTED = re.compile(r"[\"“](?P<t>[A-Z0-9][^\"“”\n]{0,79})[\"”]")
_AFTER = re.compile(
    r"""(?:[\s,]{0,4}(?:or\s|and\s|/)?\s{0,3}[\"“][^\"“”\n]{1,80}[\"”]){0,4}\s{0,4}(?:\([^()]{0,120}\))?\s{0,4},?\s{0,4}
    (?:(?:shall|will)\s+)?(?:means?\b|ha(?:s|ve)\s+the\s+(?:\w+\s+)?meanings?\b|refers?\s+to\b|
    includes?\b|(?:is|are)\s+(?:as\s+)?defined\b)""",
    re.VERBOSE,
)
_BRACKET = re.compile(r"\((?=[^()\"“]{0,80}[\"“])(?P<in>[^()]{2,240})\)")
_EXAMPLE = re.compile(
    r"\b(?:e\.g\.|such as|for example|i\.e\.|known as|titled|entitled|marked)", re.I
)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Definition:
    """A term, the clause that defines it and the words that name it, quotation marks apart.

    `label`: the term stands in brackets behind its meaning, as in (the “X”).
    """

    term: str
    clause: Clause
    span: Span
    label: bool = False


def defined_terms(document: Document, clauses: Sequence[Clause]) -> dict[str, Definition]:
    """Return each defined term with the place of its first definition, in text order.

    Found are “X” means ..., (the “X”), lines such as "X means ..." and, in a list of
    definitions, "X: ...". A term keeps its capitals.
    """
    found: dict[str, Definition] = {}
    for clause in clauses:
        labels = set(_labels(document.text, clause.span))
        places = {*_stated(document.text, clause.span), *_plain(clause), *labels}
        for span in sorted(places):
            term = " ".join(span.slice(document.text).split())
            if len(term.split()) <= _MOST_WORDS:
                found.setdefault(term, Definition(term, clause, span, span in labels))
    return found


def _stated(text: str, within: Span) -> Iterator[Span]:
    for match in _QUOTED.finditer(text, within.start, within.end):
        if _AFTER.match(text, match.end(), within.end):
            yield _term(match)


def _labels(text: str, within: Span) -> Iterator[Span]:
    for bracket in _BRACKET.finditer(text, within.start, within.end):
        if _EXAMPLE.search(bracket["in"]):
            continue
        for match in _QUOTED.finditer(text, bracket.start("in"), bracket.end("in")):
            yield _term(match)


def _term(match: re.Match[str]) -> Span:
    words = match["t"].rstrip(" ,.;:")
    return Span(match.start("t"), match.start("t") + max(len(words), 1))


def _plain(clause: Clause) -> Iterator[Span]:
    """Yield the term of a clause that begins with it, without quotation marks."""
    if clause.heading is None or clause.text[:1] in "\"“'‘":
        return
    at = clause.text.find(clause.heading)
    named = defined_term(clause.text[max(at, 0) :]) or (
        listed_term(clause.text) if clause.number is None and at == 0 else None
    )
    if at >= 0 and named == clause.heading and not _QUOTED.match(clause.text[max(at - 1, 0) :]):
        yield Span(clause.span.start + at, clause.span.start + at + len(named))
