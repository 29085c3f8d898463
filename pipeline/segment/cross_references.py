"""Cross references: "Section 12.1", "clause 4(b)", "Schedule 2", and the clause each names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.segment.contents import CONTENTS
from pipeline.segment.labels import read_label
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.span import Span

_SUB = r"(?:\s?\((?:[a-z]{1,4}|[A-Z]{1,3}|\d{1,2})\))"
_ONE = rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*(?![\w-]|\.\d)|[IVXL]{{1,6}}\b){_SUB}*"
_SECTION = re.compile(
    rf"(?:\b(?:[Ss]ections?|SECTIONS?|[Cc]lauses?|CLAUSES?|[Aa]rticles?|ARTICLES?|[Pp]aragraphs?)\s+|§+\s*)"
    rf"(?P<list>{_ONE}(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|through)\s+|\s*[-–]\s*)(?={_ONE})\d"
    rf"[\d.]*(?<!\.){_SUB}*)*)"
)
_MEMBER = re.compile(_ONE)
_PART = re.compile(
    r"\b(?P<name>(?:Schedule|Exhibit|Annex|Appendix|Attachment|SCHEDULE|EXHIBIT|ANNEX|APPENDIX)\s+"
    r"(?:\d{1,3}(?:\.\d+)*(?:\([a-z]\))?|[A-Z]{1,2}(?:-\d{1,2})?|[IVX]{1,5}))(?![\w(])"
)
_ELSEWHERE = re.compile(
    r"\s*(?:\([^)]{0,80}\)\s*)?(?:(?:of|in|to|under)\s+(?!the\s+(?:Agreement|Terms|Contract|"
    r"Addendum)\b|Schedule\b|Annex\b|Exhibit\b|Appendix\b|Section\b|Clause\b|Article\b)"
    r"(?:the\s+)?(?:[A-Z]|\d)|(?:UK |EU )?GDPR\b|CCPA\b)"
)
_LAW = re.compile(
    r"(?:GDPR|D?FARS?|U\.?S\.?C\.?|C\.?F\.?R\.?|Act|Code|Regulation|Directive)(?:\s[\d/]+)?[,\s]*(?:§+\s*)?$"
)
_HOST = re.compile(r"\s+(?:of|to|in)\s+(?P<part>(?:Schedule|Annex|Exhibit|Appendix)\s+[\w.-]+)")


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A place that names another part of the document; `target_id` is None where none is there.

    `label` is the number named ("4(b)", "Schedule 2"), `span` its place, `clause_id` where it is.
    """

    label: str
    clause_id: str
    span: Span
    target_id: str | None

    @property
    def dangling(self) -> bool:
        """Say whether the document holds nothing of that number."""
        return self.target_id is None


def cross_references(document: Document, clauses: Sequence[Clause]) -> list[CrossReference]:
    """Return the references to sections, clauses and schedules of this document, in text order.

    References to other papers ("Section 5 of the Act", "Article 28 GDPR") are left out. A number
    is sought in the schedule that holds the reference, then in the main body. An item such as
    "4(b)" that is no clause of its own is found in the clause whose words hold "(b)".
    """
    places, scopes = _numbered(clauses)
    by_id = {clause.id: clause for clause in clauses}
    found: list[CrossReference] = []
    for clause in clauses:
        if clause.heading == CONTENTS:
            continue
        for span, label, host in _named(document.text, clause.span):
            scope = host.casefold() if host else scopes[clause.id]
            target = _find(label, scope, places, by_id)
            found.append(CrossReference(label, clause.id, span, target))
    return found


def _named(text: str, within: Span) -> Iterator[tuple[Span, str, str | None]]:
    hits: list[tuple[Span, str, str | None]] = []
    for match in _SECTION.finditer(text, within.start, within.end):
        other = _ELSEWHERE.match(text, match.end(), within.end)
        if other or _LAW.search(text[max(within.start, match.start() - 20) : match.start()]):
            continue
        host = _HOST.match(text, match.end(), within.end)
        for one in _MEMBER.finditer(text, match.start("list"), match.end("list")):
            span = Span(one.start(), one.end())
            hits.append((span, re.sub(r"\s", "", one.group(0)), host["part"] if host else None))
    for match in _PART.finditer(text, within.start, within.end):
        if match.start() > within.start:  # not the schedule's own title
            span = Span(match.start("name"), match.end("name"))
            hits.append((span, " ".join(match["name"].split()), None))
    yield from sorted(hits, key=lambda hit: hit[0])


def _numbered(clauses: Sequence[Clause]) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Return the clause of each (schedule, number) and the schedule each clause is in."""
    places: dict[tuple[str, str], str] = {}
    keys: dict[str | None, str] = {None: ""}
    scopes: dict[str, str] = {}
    for clause in clauses:
        scope, above = scopes.get(clause.parent_id or "", ""), keys[clause.parent_id]
        label = read_label(clause.number) if clause.number else None
        key = above
        if label is not None and label.style == "part":
            scope, key = label.shown.casefold(), ""
            places.setdefault(("", scope), clause.id)
        elif label is not None and label.style.startswith(("decimal", "article")):
            number = ".".join(map(str, label.values))
            nested = label.style == "decimal1" and above.isdigit()
            key = f"{above}.{number}" if nested and above else number
        elif label is not None and clause.number:
            core = re.sub(r"^[\d.]+", "", clause.number).strip("(). ")
            key = f"{above}({core})"
        keys[clause.id], scopes[clause.id] = key, scope
        if label is not None:
            places.setdefault((scope, key), clause.id)
    return places, scopes


def _find(
    label: str, scope: str, places: Mapping[tuple[str, str], str], clauses: Mapping[str, Clause]
) -> str | None:
    if " " in label:
        return places.get(("", label.casefold()))
    head = re.match(r"[IVXL]+", label)
    if head and (roman := read_label(f"Article {head.group(0)}")) is not None:
        label = f"{roman.values[0]}{label[head.end() :]}"
    label = re.sub(r"(?<=\.)0+(?=\d)", "", label)  # "8.02" is 8.2
    for where in dict.fromkeys((scope, "")):
        for name in (label, label.lower(), f"{label}.1"):  # a section may have lost its own number
            if (where, name) in places:
                return places[where, name]
        item = re.fullmatch(r"(?P<outer>.+)(?P<mark>\([^()]*\))", label)
        holder = places.get((where, item["outer"])) if item else None
        if item is not None and holder is not None and item["mark"] in clauses[holder].text:
            return holder
    return None
