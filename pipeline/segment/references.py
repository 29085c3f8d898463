"""Documents and web pages that a contract makes part of itself by naming them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.span import Span

_KIND = (
    r"(?:Data Processing (?:Addendum|Agreement|Terms)|DPA|Acceptable Use Policy|AUP|Privacy Policy|"
    r"Service Level (?:Agreement|Terms)|SLA|[Oo]rder [Ff]orms?|Statements? of Work|SOWs?|"
    r"(?:[Aa]cceptable [Uu]se|[Pp]rivacy|[Ss]ecurity|[Uu]sage) [Pp]olic(?:y|ies)|"
    r"Terms of (?:Use|Service)|Usage Polic(?:y|ies)|Documentation|Support (?:Policy|Terms)|"
    r"Security (?:Policy|Addendum|Exhibit)|(?:Responsible )?AI (?:Policy|Addendum|Terms)|"
    r"Master (?:Services? )?Agreement|"
    r"Business Associate Agreement|Standard Contractual Clauses|Cover Page|Supplemental Terms|"
    r"Service Terms|Service Specific Terms|Additional Terms|Pricing Page|"
    r"(?:Schedule|Exhibit|Annex|Appendix|Attachment) "
    r"(?:\d{1,3}(?:\.\d{1,3})*(?:\([a-z]\))?|[A-Z]{1,2}\b|[IVX]{1,4}\b))"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”’)\]\u2060\u200b]+[^\s<>\"”’)\].,;:\u2060\u200b]")
_NAMED = re.compile(
    rf"(?<![\w-])(?P<name>(?!(?:The|Our|Your|This|These|An?)\s)(?:[A-Z][\w’-]+ ){{0,3}}?{_KIND})"
)
_ITSELF = re.compile(rf"\b[Tt]his (?P<name>{_KIND})")
_BINDS = re.compile(
    r"\b(?:incorporat\w+|form(?:s|ing)? (?:a )?part of|made (?:a )?part of|"
    r"attached (?:hereto|to this)|(?:governed by|subject to|comply with|in accordance with) "
    r"(?:the|our)|set (?:out|forth) (?:in|at)|described (?:in|at)|"
    r"(?:available|located|found|posted|published|accessible|hosted|displayed) (?:at|on))\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:incorporat\w+|(?:made up|composed|consists?) of)\b[^.:]{0,80}:(?:[^.]|\.(?=\w)){0,600}$",
    re.IGNORECASE,
)
_PART = re.compile(r"^(?:Schedule|Exhibit|Annex|Appendix|Attachment)\b")
_NEAR = 160


@dataclass(frozen=True, slots=True)
class Incorporated:
    """A document named as binding; `url` where the text gives one, `span` where it is named."""

    name: str
    url: str | None
    clause_id: str
    span: Span


def incorporated(document: Document, clauses: list[Clause]) -> list[Incorporated]:
    """Return documents and pages incorporated but not in this document, each once, in order.

    A schedule or annex counts only when no heading of the document bears its name, any other
    document only when the document's first line does not and it never calls itself so ("this
    Cover Page").
    """
    own = {(clause.heading or "").lower() for clause in clauses}
    own |= {(clause.number or "").lower() for clause in clauses}
    own |= {match["name"].lower() for match in _ITSELF.finditer(document.text)}
    opening = document.text.lstrip().split("\n")[0].lower()[:100]
    found: dict[str, Incorporated] = {}
    for clause in clauses:
        for one in _in_clause(document.text, clause):
            name = one.name.lower()
            here = any(title.startswith(name) for title in own)
            titled = not _PART.match(one.name) and name in opening
            if not here and not titled:
                found.setdefault(name, one)
    return sorted(found.values(), key=lambda one: one.span)


def _in_clause(text: str, clause: Clause) -> Iterator[Incorporated]:
    named_urls: set[str] = set()
    for match in _NAMED.finditer(text, clause.span.start, clause.span.end):
        line = text.find("\n", match.end(), clause.span.end)
        stop = clause.span.end if line < 0 else line
        after = text[match.end() : min(match.end() + _NEAR, stop)]
        before = text[max(match.start() - _NEAR, clause.span.start) : match.start()]
        link = _URL.search(text, match.end(), stop)
        near = link is not None and link.start() - match.end() <= _NEAR
        url = None
        if link is not None and near and not re.search(r"[.;]\s", text[match.end() : link.start()]):
            url = link.group(0)
        bound = url or _BINDS.search(before[-80:]) or _BINDS.search(after[:80])
        if bound or _LISTED.search(text, clause.span.start, match.start()):
            if url:
                named_urls.add(url)
            yield Incorporated(match["name"], url, clause.id, Span(match.start(), match.end()))
    for match in _URL.finditer(text, clause.span.start, clause.span.end):
        before = text[max(match.start() - _NEAR, clause.span.start) : match.start()]
        same = re.split(r"[.;]\s", before)[-1]
        if match.group(0) not in named_urls and _BINDS.search(same):
            yield Incorporated(
                match.group(0), match.group(0), clause.id, Span(match.start(), match.end())
            )
