"""The defined terms of a deal: what each paper says a term means, and where it sends the reader."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.compare.papers.paper import Paper
from pipeline.compare.places import place_in
from pipeline.segment.definitions import Definition
from pipeline.types.deviation import Place
from pipeline.types.span import Span
from pipeline.types.term import TermKind

_END = re.compile(r"(?<=[a-z0-9)”\"])\.(?=\s|$)|;\s*$|\n(?=\s*[\"“])")
_SAYS = re.compile(
    r"^[\"”’'*_\s,]*(?:\([^()]{0,120}\)\s*,?\s*)?(?:(?:or|and)\s+[\"“][^\"“”]{1,80}[\"”][\s,*_]*)*"
    r"(?:(?:shall|will)\s+)?(?P<verb>means?|includes?|refers? to|ha(?:s|ve) the (?:\w+ )?meanings?|"
    r"(?:is|are) (?:as )?defined|:)",
    re.IGNORECASE,
)
_SENDS = re.compile(r"meaning|defined", re.IGNORECASE)
_NEAR = 120
_TARGET = re.compile(
    r"\b(?:in|by|under)\s+(?:the\s+|any\s+|each\s+)?(?P<name>(?:[A-Z][\w’-]*\s){0,4}"
    r"(?:Agreement|Terms|MSA|DPA|Addendum|Order(?: Form)?|Contract|Page))\b"
)
_BLANKET = re.compile(
    r"\b(?:capitali[sz]ed|defined|other)\b[^.;\n]{0,60}\bterms?\b[^.;\n]{0,120}"
    r"\b(?:meanings?|defined|definitions?)\b[^.;\n]{0,160}",
    re.IGNORECASE,
)
_OFTEN = 3
_NAMES = re.compile(
    r"\b(?:The|About|May|Of|In|And|Inc|Co|Ltd|Corporation|Company|San|New|North|South|United|Street|"
    r"Avenue|Road|Act|Code|Commission|Court|Board|Party|Parties|Date|"
    r"Agreement|Addendum|Statement)\b"
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SMALL = frozenset(
    "the a an any all such this that these those of in on to by for with from as at or and shall "
    "will means mean is are be been it its which who other each either".split()
)
_CAPITALS = re.compile(
    r"(?<=[a-z,;] )(?P<t>[A-Z][a-z]+(?:-[a-z]+)?(?: [A-Z][a-z]+(?:-[a-z]+)?){1,3})\b(?! \d)"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term as one paper defines it: `words` what is said of it, `points` where that lies.

    `points` is the name of another paper ("Master Agreement"), "" where the words are themselves
    the meaning, None where they send the reader to a law or another clause.
    """

    paper: Paper
    definition: Definition
    words: str
    place: Place
    points: str | None = ""

    @property
    def essence(self) -> tuple[str, ...]:
        """The words that make the meaning, without case, marks, articles and small words."""
        words = _WORD.findall(self.words.lower().replace("’", "'"))
        return tuple(word for word in words if word not in _SMALL)


def meanings(paper: Paper) -> dict[str, Meaning]:
    """Return, by term without case, each term whose meaning is stated after it."""
    document = paper.analysis.document
    out = {}
    for term, definition in paper.terms.items():
        if definition.label:
            continue
        whole = _extent(paper, definition)
        after = document.text[definition.span.end : whole.end]
        verb = _SAYS.match(after)
        words = after[verb.end() :] if verb else after
        place = place_in(document, definition.clause, whole)
        out[term] = Meaning(paper, definition, words, place, _points(verb, words))
    return out


def blanket(paper: Paper) -> str | None:
    """Return the name of the paper that gives the terms not defined here, None if none does."""
    for clause in paper.analysis.clauses:
        for match in _BLANKET.finditer(clause.text):
            target = _TARGET.search(match[0])
            if target is not None:
                return target["name"]
    return None


def capitals(paper: Paper) -> list[str]:
    """Return the phrases that stand with capitals inside sentences, used oftenest first.

    A phrase counts from its third use; names of parties, laws and places are left out.
    """
    seen: Counter[str] = Counter()
    for clause in paper.analysis.clauses:
        seen.update(match["t"] for match in _CAPITALS.finditer(clause.text))
    names = " ".join(
        term.value for term in paper.analysis.terms if term.kind in (TermKind.PARTY, TermKind.LAW)
    )
    return [
        term
        for term, n in seen.most_common()
        if n >= _OFTEN and not _NAMES.search(term) and term.split()[0] not in names
    ]


def _points(verb: re.Match[str] | None, words: str) -> str | None:
    if verb is None or not _SENDS.search(verb["verb"]):
        return ""
    target = _TARGET.search(words[:_NEAR])
    return target["name"] if target else None


def _extent(paper: Paper, definition: Definition) -> Span:
    """Return the words from the term to its sentence's end, with the list items it leads to."""
    document, clause = paper.analysis.document, definition.clause
    match = _END.search(document.text, definition.span.end, clause.span.end)
    end = match.start() if match else clause.span.end
    if document.text[definition.span.end : end].rstrip().endswith((":", "—")):
        family = {clause.id}
        for other in paper.analysis.clauses:
            if other.parent_id in family:
                family.add(other.id)
                end = max(end, other.span.end)
    start = definition.span.start
    quoted = document.text[start - 1 : start] in ("“", '"') and start > clause.span.start
    return Span(start - quoted, end)
