"""Where a contract may name a party: names with their forms, defined roles, signature blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fragments.page import FIRST_PAGES
from pipeline.terms.party_names import named_parties
from pipeline.types.span import Span

_FORM = (
    r"(?:(?i:Inc|Incorporated|LLC|L\.\s?L\.\s?C|Ltd|Limited|Corp|Corporation|GmbH|plc|LLP|"
    r"L\.L\.P|Pty|Pte|Partnership|Company)|Co|B\.?V|N\.?V|S\.?A|S\.?A\.?S|S\.?r\.?l|S\.?p\.?A|AG|SE|"
    r"AB|ASA|A/S|Oy|AS|KG|L\.?P|K\.?K|P\.?C|Trust|TRUST|Bank|BANK|N\.?A|Fund|FUND|University|UNIVERSITY|"
    r"Foundation|Authority|Association|ASSOCIATION)"
)
_CAPITAL = r"[A-Z0-9][\w&'’./!@+*-]*"
_SMALL = r"(?:of|and|for|the|de|del|di|du|van|von|der|&|-|–)"
_JOINED = (
    rf",?[ ]{{1,2}}(?:{_CAPITAL}|\([A-Z][\w. &]{{1,30}}\))"
    rf"|[ ]{_SMALL}(?=[ ](?:{_CAPITAL}|{_SMALL}))"
    rf"|,?\s{{1,3}}(?={_FORM}\b){_CAPITAL}"
)
_NAME = re.compile(rf"(?<![\w.])(?:{_CAPITAL}|[a-z]\w+\.com)(?:{_JOINED}){{0,11}}\.?")
_LED = re.compile(
    r"(?i)(?:\b(?:between|among|amongst|and|with|by|to|party|parties|client|customer|company|"
    r"licensor|licensee|supplier|distributor|seller|buyer|name|consultant|on\s+behalf\s+of)"
    r"\W{1,6}(?:\(?\w{1,2}\)\s*|the\s+)?|\(\d\)\s*|\n\s*)$"
)
_HAS_FORM = re.compile(rf"\b{_FORM}\b\.?")
_QUOTED = re.compile(r"[“\"'‘]{1,2}\s?([A-Za-z][^“”\"\n()]{0,60}?)[,.]?\s?[”\"'’]{1,2}(?!\w)")
_BRACKETS = re.compile(r"\([^()]{2,160}\)")
_BARE = re.compile(r"\(\s*(?:the\s+)?([A-Z][A-Za-z&' -]{2,40})\s*\)")
_CALLED = re.compile(
    r"(?i)(?:hereinafter|herein|hereafter)\s+(?:(?:sometimes|also)\s+)?(?:referred\s+to|called|"
    r"known|the|as|,)?(?:\s+(?:to|as|the))*\s*:?\s*[“\"'‘]?([\w&' .-]{2,40}?)[”\"'’,.)]"
)
_AS = (
    r"(?:(?:also|formerly)\s+known\s+as|[dfa]\s?/\s?[bks]\s?/\s?[aof]/?\.?|dba|"
    r"doing\s+business\s+as)\s+[^,;()“\"\n]{2,60}"
)
_KNOWN_AS = re.compile(rf"(?i)\b{_AS}")
_ALIAS = re.compile(rf"(?i),?\s\(?{_AS}\)?")
_LABELLED = re.compile(
    r"(?m)\b(Party\s+[A-Z1-9](?:\s?\([\w ]{2,30}\))?|[A-Z][a-z]+)\s?:\s{0,3}"
    r"([A-Z][^\n:;]{2,70}?)(?=\s{2,}|\n|$|\s+(?:Address|Tel|Name|Legal)\b)"
)
_ROLE = re.compile(r"\b(?:as|As)\s+(?:the\s+)?([A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?)\b")
_SIGNED = re.compile(r"(?i)\bin\s+witness\s+whereof\b|\b(?:by|signed|signature)\s?:|/s/")


def party_words(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what may name a party with how it was found: names, roles, and both in brackets.

    Reads the first pages, and the last for names above signatures.
    """
    stop = min(len(text), FIRST_PAGES)
    for one in named_parties(text):
        yield one.span, "found"
    yield from _names(text, stop)
    for match in _QUOTED.finditer(text, 0, stop):
        yield Span(match.start(1), match.end(1)), "quoted"
    for match in _BRACKETS.finditer(text, 0, stop):
        if any(mark in match[0] for mark in "“\"'"):
            yield Span(match.start(), match.end()), "brackets"
    for pattern, form in ((_BARE, "bare"), (_CALLED, "called"), (_ROLE, "as")):
        for match in pattern.finditer(text, 0, stop):
            yield Span(match.start(1), match.end(1)), form
    for match in _KNOWN_AS.finditer(text, 0, stop):
        yield Span(match.start(), match.end()), "known_as"
    for match in _LABELLED.finditer(text, 0, stop):
        yield Span(match.start(1), match.end(2)), "labelled"
        yield Span(match.start(2), match.end(2)), "label_value"
    yield from _signatures(text, stop)


def _names(text: str, stop: int) -> Iterator[tuple[Span, str]]:
    for match in _NAME.finditer(text, 0, stop):
        if len(match[0]) < 2:
            continue
        led = _LED.search(text, max(0, match.start() - 30), match.start())
        end = _form_end(match[0])
        if end:
            stop_at = match.start() + end
            yield Span(match.start(), stop_at), "named"
            if alias := _ALIAS.match(text, stop_at, stop_at + 120):
                yield Span(match.start(), alias.end()), "alias"
        elif led or (len(match[0]) > 8 and text.startswith(",", match.end())):
            yield Span(match.start(), match.end()), "capitals"


def _form_end(name: str) -> int:
    """Return where the last form of a company ends, 0 when there is none after some name."""
    ends = [match.end() for match in _HAS_FORM.finditer(name) if match.start() > 1]
    return ends[-1] if ends else 0


def _signatures(text: str, stop: int) -> Iterator[tuple[Span, str]]:
    """Names with a form near signatures; they often spell a party out once more."""
    for mark in list(_SIGNED.finditer(text, max(stop, len(text) - 40_000)))[:12]:
        first = max(stop, mark.start() - 200)
        for match in _NAME.finditer(text, first, min(len(text), mark.end() + 300)):
            if end := _form_end(match[0]):
                yield Span(match.start(), match.start() + end), "signed"
