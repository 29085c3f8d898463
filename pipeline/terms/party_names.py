"""Names of parties where a contract introduces them: 'between ACME Inc. ("Supplier") and …'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.terms.jurisdictions import COUNTRIES, PROVINCES, STATES
from pipeline.types.span import Span

_PREAMBLE = 12_000
_NEAR = 3_000
_FORM = (
    r"(?:(?i:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|plc|LLP|L\.L\.P|Pty|Pte)|"
    r"Co|CO|Company|COMPANY|B\.?V|N\.?V|S\.?A|S\.?A\.?S|S\.?[àa]\.?r\.?l|S\.?r\.?l|S\.?p\.?A|AG|SE|AB|"
    r"A/S|Oy|AS|KG|UG|L\.?P|K\.?K|P\.?C|Trust|Bank|N\.?A)"
)
_TERM = r"[“\"'‘](?:\*\*)?(?P<{0}>[A-Za-z][\w&.,'’@ /-]{{0,48}}?)(?:\*\*)?,?[”\"'’]"
_DEFINES = re.compile(
    rf"[(\[]\s*(?:(?:the|hereinafter|hereafter|referred|to|as|called|each|an?|together|with|its|"
    rf"affiliates|collectively|individually|and|sometimes|for|herein|in|this|agreement|"
    rf"simply|also|known|or)[\s,:]+)*"
    rf"{_TERM.format('first')}(?P<more>[^()\[\]]{{0,120}})[)\]]"
    rf"|(?:,\s*)?\(?(?:hereinafter|herein)\s+(?:(?:referred\s+to|called|known|as|the)\s+)*{_TERM.format('called')}",
    re.IGNORECASE,
)
_MORE = re.compile(_TERM.format("term"))
_NOT_PARTIES = re.compile(
    r"(?i)(?:.*\b(?:agreement|date|terms?|services?|products?|software|parties|party|territory|"
    r"addendum|exhibit|act|law|sla|dpa|policy|policies|sites?|website|platform|property|properties|"
    r"business|patents?|licen[cs]e|contract|order|program|technology|transaction|amendment|project|"
    r"shares|stock|plan|materials?|trademarks?|marks?|field|confidential.*|effective|schedule|"
    r"purpose|premises|offering|sec|commission|content|data|information|app|application|api|fees?|"
    r"laws|gdpr|apis?|board|state|sow|attributes|territories|trials?|work|website\(s\)|documentation|system|event|securities|output|input|tac|venture|tsa|period))|"
    r"affiliates?|recipient|commercial terms|\W*"
)
_START = re.compile(
    r"(?i)\b(?:between|among|amongst)\b[\s:,]*(?:\(\d\)\s*|\(?[a-z]\)\s*)?"
    r"|\b(?:and|with|to|by|from|of|is|in|at|using|for|that)\s+(?:between\s+)?(?=(?:the\s+)?[“\"*]*[A-Z0-9])|\(\w{1,3}\)\s*|\n+"
    r"|[;:]\s+|\b(?:19|20)\d\d\s*(?:\([^()]{0,60}\))?,?\s+|[”\"]\)\s*,?\s*|\.\s+(?=[A-Z])"
)
_ENDS = re.compile(
    rf"(?:,?\s+(?:{_FORM}\b\.?|\([^()]{{0,30}}\)))?\s*(?:,(?!\s*{_FORM}\b)|\s(?:an?|having|with|whose|"
    r"located|organi[sz]ed|incorporated|registered|is|of\s+(?:\d|an?\b)|on\s+behalf|acting|doing|d/b/a|"
    r"dba|f/k/a|for\s+itself|at\s+\d|hereinafter|whereas)\b|\s?[(\[])"
)
_NAME = re.compile(
    r"[“\"*_]*(?:[Tt]he\s+)?(?P<name>[A-Z0-9][\w&.,'’\-–/+!@() ]{1,88}?)[“”\"*_]*$", re.DOTALL
)
_SMALL_WORDS = frozenset(
    "of and the for de di du van von der la le del en y e d a in at to by".split()
)
_NO_NAME = re.compile(
    r"(?i)(?:this|these|the\s+following|dated|as\s+of|entered|made|whereas|effective|agreement|"
    r"party\b|terms|\d+[.)]?(?:\s|$)|section|article|exhibit|welcome|schedule|source|if|when|our|your|you|we|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r".*\bagreement$)"
)
_CORPORATE = re.compile(
    rf"\b{_FORM}\b|\b(?:corporation|company|partnership|organi[sz]ed|incorporated|registered|"
    r"individual|entity|university|association|existing|offices?|place\s+of\s+business)\b"
)
_JOINING = re.compile(
    r"(?im)\b(?:between|among)\b|\bagreement\s+(?:is\s+)?(?:made\s+)?(?:with|by)\b"
    r"|^\W*(?:the\s+)?parties\W*$"
)
_LABEL = re.compile(
    r"^\W{0,6}(?P<role>Customer|Supplier|Provider|Vendor|Client|Licensor|Licensee|Service Provider)"
    r"(?:\s+(?:Name|Legal Name|Company))?\W{0,4}\s*[:|]\W{0,4}"
    r"(?P<name>[A-Z][^\n|:\[\]]{1,80}?)[\s*_|]{0,4}$",
    re.MULTILINE,
)
_PLAIN = re.compile(
    r"\b(?:between|among)\s+(?P<a>[A-Z][^()“”\"\n;:]{1,90}?)\s+and\s+(?P<b>[A-Z][^()“”\"\n;:]{1,90}?)"
    r"(?=[.\n,(]|\s+(?:dated|effective|as\s+of|a|an)\b)"
)
_TIED = re.compile(
    r"(?i)(?:\b(?:between|among|and|with|by)[\s:,]*(?:(?:\(?\w{1,2}\)|the)\s*)?|\(\d\)\s*|\n\s*)[“\"*]*$"
)
_SENTENCE = re.compile(
    r"(?i)\b(?:will|be|is|are|was|shall|you|your|may|not|has|have|been|which|that|or|any|all|this|"
    r"these|its)\b|['’]s\b(?!\s)|\b(?:platform|services?|sites?|website|apis?|territor(?:y|ies))$"
)
_PLACES = frozenset(name.lower() for name in (*STATES, *PROVINCES, *COUNTRIES))
_PRONOUNS = frozenset(("we", "us", "our", "you", "your"))


@dataclass(frozen=True, slots=True)
class Named:
    """A party's name, what it is called, and where the name stands."""

    name: str
    terms: tuple[str, ...]
    span: Span


def named_parties(text: str) -> Iterator[Named]:
    """Yield the parties as the first 12,000 characters of `text` introduce them.

    Once a party is found, others are sought in the 3,000 characters that follow.
    """
    limit = min(len(text), _PREAMBLE)
    first: int | None = None
    floor = 0
    for match in _DEFINES.finditer(text, 0, limit):
        if first is not None and match.start() > first + _NEAR:
            break
        terms = _terms(match)
        one = _before(text, floor, match, terms) if terms else None
        if one is not None:
            floor = match.end()
            first = match.start() if first is None else first
            yield one
    yield from _labelled(text, limit)
    if first is None:
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
    joined = _JOINING.search(text, max(0, match.start() - 1200), match.start()) is not None
    pronoun = any(term.lower() in _PRONOUNS for term in terms)
    if not (joined or pronoun):
        return None
    opening = len(segment) - len(segment.lstrip(" ,;\n"))
    starts = [opening, *(start.end() for start in _START.finditer(segment))]
    fits = [one for at in starts if (one := _name_at(text, floor + at, match.start(), terms))]
    if not fits:
        return None
    alike = [one for one in fits if _alike(one.name, terms)]
    corporate = [one for one in fits if re.search(rf"\b{_FORM}\b", one.name)]
    if alike:
        return next((one for one in alike if one in corporate), alike[0])
    if corporate:
        return corporate[0]
    for one in fits:
        stop = one.span.start
        tied = pronoun or _CORPORATE.search(segment) or match.start() - one.span.end < 8
        if tied and _TIED.search(text, max(0, stop - 24), stop):
            return one
    return None


def _alike(name: str, terms: tuple[str, ...]) -> bool:
    words = set(re.findall(r"\w+", name.lower()))
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).lower()
    for term in terms:
        first = re.findall(r"\w+", term.lower())
        if first and (first[0] in words or (len(term) > 1 and initials.startswith(term.lower()))):
            return True
    return False


def _name_at(text: str, start: int, stop: int, terms: tuple[str, ...]) -> Named | None:
    piece = text[start:stop]
    ends = _ENDS.search(piece)
    if ends:
        form = re.match(
            rf",?\s+(?:{_FORM}\b\.?|\([^()]{{0,30}}\)\s+{_FORM}\b\.?)", piece[ends.start() :]
        )
        piece = piece[: ends.start() + (form.end() if form else 0)]
    name = _NAME.match(piece.rstrip())
    if name is None:
        return None
    words = name["name"].rstrip(" ,")
    parts = re.findall(r"[^\s,]+", words)
    lower = [part for part in parts if _is_common(part)]
    if lower or _NO_NAME.match(words) or len(parts) > 10 or parts[-1] in _SMALL_WORDS:
        return None
    if re.fullmatch(_FORM, words) or _SENTENCE.search(words) or words.lower() in _PLACES:
        return None
    if re.search(r"['’]s\s", words) and not re.search(rf"\b{_FORM}\b", words):
        return None
    offset = start + name.start("name")
    return Named(" ".join(words.split()), terms, Span(offset, offset + len(words)))


def _is_common(word: str) -> bool:
    small = word in _SMALL_WORDS or re.fullmatch(rf"{_FORM}\.?", word) is not None
    return word[:1].islower() and not small


def _labelled(text: str, limit: int) -> Iterator[Named]:
    for match in _LABEL.finditer(text, 0, limit):
        name = match["name"].strip()
        start = match.start("name")
        yield Named(name, (match["role"],), Span(start, start + len(name)))


def _plain(text: str, limit: int) -> Iterator[Named]:
    """Read "between A and B" where no defined terms follow."""
    match = _PLAIN.search(text, 0, limit)
    if match is None:
        return
    for group in ("a", "b"):
        one = _name_at(text, match.start(group), match.end(group), ())
        if one is not None:
            yield Named(one.name, (one.name,), one.span)
