"""Names of parties where a contract introduces them: 'between ACME Inc. ("Supplier") and …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.types.clause import Clause
from pipeline.types.span import Span

_PREAMBLE = 12_000
_FORM = (
    r"(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|Company|GmbH|B\.?V|N\.?V|"
    r"S\.?A|S\.?A\.?S|S\.?[àa]\.?r\.?l|S\.?r\.?l|S\.?p\.?A|plc|PLC|AG|SE|AB|A/S|Oy|AS|KG|UG|L\.?P|"
    r"LLP|L\.L\.P|Pty|Pte|K\.?K|P\.?C|Trust|Bank|N\.?A)"
)
_QUOTE = r"[“\"'‘]"
_UNQUOTE = r"[”\"'’]"
_TERM = rf"{_QUOTE}(?:\*\*)?(?P<{{0}}>[A-Za-z][\w&.,'’ /-]{{{{0,48}}}}?)(?:\*\*)?,?{_UNQUOTE}"
_DEFINES = re.compile(
    rf"[(\[]\s*(?:(?:the|hereinafter|hereafter|referred|to|as|called|each|an?|together|with|its|"
    rf"affiliates|collectively|individually|and|sometimes|for|herein|in|this|agreement|"
    rf"simply|also|known|or)[\s,:]+)*"
    rf"{_TERM.format('first')}(?P<more>[^()\[\]]{{0,120}})[)\]]"
    rf"|(?:,\s*)?(?:hereinafter|herein)\s+(?:(?:referred\s+to|called|known|as|the)\s+)+{_TERM.format('called')}",
    re.IGNORECASE,
)
_MORE = re.compile(_TERM.format("term"))
_NOT_PARTIES = re.compile(
    r"(?i)(?:this\s+)?(?:.*\b(?:agreement|date|terms?|services?|products?|software|parties|party|"
    r"territory|addendum|exhibit|act|law|sla|dpa|policy|policies|site|website|platform|property|"
    r"properties|business|patents?|licen[cs]e|contract|order|program|technology|transaction|"
    r"amendment|project|shares|stock|plan|materials?|trademarks?|marks?|field|confidential.*|"
    r"effective|schedule|purpose|premises|offering|sec|commission|content|data|information|"
    r"app|application|api|fees?|laws|gdpr|documentation|system|event))|affiliates?"
)
_START = re.compile(
    r"(?i)\b(?:between|among|amongst|by\s+and\s+among|party\s+of\s+the\s+\w+\s+part)\b[\s:,]*"
    r"|\b(?:and|with|to|by|from|is)\s+(?=(?:the\s+)?[“\"]?[A-Z0-9])|\(\d\)\s*|\([a-z]\)\s*|\n+|[;:]\s+"
    r"|\b(?:19|20)\d\d\s*(?:\([^()]{0,60}\))?,?\s+|[”\"]\)\s*,?\s*"
)
_ENDS = re.compile(
    rf"(?:,?\s+(?:{_FORM}\b\.?|\([^()]{{0,30}}\)))?\s*(?:,(?!\s*{_FORM}\b)|\s(?:a|an|having|with|whose|located|"
    r"organi[sz]ed|incorporated|registered|is|of\s+\d|on\s+behalf|acting|doing|d/b/a|for\s+itself|"
    r"\(|at\s+\d|hereinafter|whereas)\b|\s?\()"
)
_NAME = re.compile(r"[“\"*_]*(?P<name>[A-Z0-9][\w&.,'’\-–/+!@ ]{1,88}?)[“”\"*_]*$", re.DOTALL)
_CORPORATE = re.compile(
    rf"\b{_FORM}\b|\b(?:corporation|company|partnership|organi[sz]ed|incorporated|registered|"
    r"individual|entity|university|association|existing|offices?|place\s+of\s+business)\b"
)
_LABEL = re.compile(
    r"^\W{0,6}(?P<role>Customer|Supplier|Provider|Vendor|Client|Licensor|Licensee|Service Provider)"
    r"(?:\s+(?:Name|Legal Name|Company))?\W{0,4}\s*[:|]\W{0,4}(?P<name>[A-Z][^\n|:\[\]]{1,80}?)\W{0,4}$",
    re.MULTILINE,
)
_PLAIN = re.compile(
    rf"\b(?:between|among)\s+(?P<a>[A-Z][^()“”\"\n;:]{{1,90}}?)\s+and\s+(?P<b>[A-Z][^()“”\"\n;:]{{1,90}}?)"
    rf"(?=[.\n,(]|\s+(?:dated|effective|as\s+of|a|an)\b)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A party's name, what it is called, and where the name stands."""

    name: str
    terms: tuple[str, ...]
    span: Span


def named_parties(text: str, clauses: Sequence[Clause] = ()) -> Iterator[Named]:
    """Yield the parties in the order in which the contract introduces them.

    The preamble is sought in the first 12,000 characters of `text`, or up to the end of the first
    clause that begins beyond them.
    """
    limit = min(len(text), _PREAMBLE)
    count = 0
    floor = 0
    for match in _DEFINES.finditer(text, 0, limit):
        terms = _terms(match)
        if not terms:
            floor = max(floor, match.end()) if count == 0 else floor
            continue
        one = _before(text, floor, match, terms)
        if one is None:
            continue
        floor = match.end()
        count += 1
        yield one
        if count == 6:
            break
    yield from _labelled(text, limit)
    if count == 0:
        yield from _plain(text, limit)


def _terms(match: re.Match[str]) -> tuple[str, ...]:
    first = match["first"] or match["called"]
    rest = [m["term"] for m in _MORE.finditer(match["more"] or "")]
    terms = [re.sub(r"(?i)^the\s+", "", t.strip(" ,.")) for t in (first, *rest)]
    kept = [t for t in terms if t and not _NOT_PARTIES.fullmatch(t)]
    if not kept or _NOT_PARTIES.fullmatch(terms[0]):
        return ()
    return tuple(dict.fromkeys(kept))


def _before(text: str, floor: int, match: re.Match[str], terms: tuple[str, ...]) -> Named | None:
    """Find the name that a definition in brackets belongs to, left of it."""
    floor = max(floor, match.start() - 500)
    segment = text[floor : match.start()]
    introduced = _CORPORATE.search(segment) is not None
    starts = [0, *(start.end() for start in _START.finditer(segment))]
    between = re.search(
        r"(?i)\b(?:between|among)\b", text[max(0, match.start() - 1500) : match.start()]
    )
    pronoun = any(t.lower() in ("we", "us", "our", "you", "your") for t in terms)
    if not (introduced or between or pronoun):
        return None
    fits = [one for at in starts if (one := _name_at(text, floor + at, match.start(), terms))]
    corporate = [one for one in fits if re.search(rf"\b{_FORM}\b", one.name)]
    if corporate:
        return corporate[0]
    return fits[-1] if pronoun and fits else (fits[0] if fits else None)


def _name_at(text: str, start: int, stop: int, terms: tuple[str, ...]) -> Named | None:
    piece = text[start:stop]
    ends = _ENDS.search(piece)
    if ends:
        form = re.match(rf",?\s+{_FORM}\b\.?", piece[ends.start() :])
        piece = piece[: ends.start() + (form.end() if form else 0)]
    name = _NAME.match(re.sub(r"\s+$", "", piece))
    if name is None:
        return None
    words = name["name"].rstrip(" ,")
    bad = re.match(
        r"(?i)(?:this|the\s+(?:following|parties)|dated|as\s+of|entered|made|whereas|effective|"
        r"agreement|and\b|by\b|between|terms|\d+\s|\d+$|section|article|exhibit)",
        words,
    )
    if bad or not words[:1].isupper() and not words[:1].isdigit() or len(words.split()) > 10:
        return None
    words = re.sub(r"^(?:The|the)\s+(?=[A-Z])", "The ", words)
    offset = start + name.start("name")
    return Named(
        " ".join(words.split()), terms, Span(offset, offset + len(name["name"].rstrip(" ,")))
    )


def _labelled(text: str, limit: int) -> Iterator[Named]:
    for match in _LABEL.finditer(text, 0, limit):
        name = match["name"].strip()
        yield Named(
            name, (match["role"],), Span(match.start("name"), match.start("name") + len(name))
        )


def _plain(text: str, limit: int) -> Iterator[Named]:
    """Read "between A and B" where no defined terms follow."""
    match = _PLAIN.search(text, 0, limit)
    for group in ("a", "b") if match else ():
        assert match is not None
        one = _name_at(text, match.start(group), match.end(group), ())
        if one is not None:
            yield Named(one.name, (one.name,), one.span)
