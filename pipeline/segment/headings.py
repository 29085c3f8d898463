"""Headings: captions that run into their clause, or stand on a line of their own."""

from __future__ import annotations

import re

_RUN_IN = re.compile(r"[\s\u00a0]*(?P<h>[\"“]?[A-Z][^.:;\n\"“”]{1,80}?)\s?[.:](?=\s|$)")
_DASHED = re.compile(r"[\s\u00a0]*(?P<h>[A-Z][^.:;\n\"“”–—]{1,80}?)(?:\s[–—-]|[–—])(?=\s|[A-Z])")
_SMALL = frozenset(
    "a an and as at by for from in into of on or the to with within upon per not".split()
)
_VERB = re.compile(
    r"\b(?:shall|will|must|may|can|is|are|was|were|has|have|had|agrees?|means?|includes?|represents?|"
    r"acknowledges?|warrants?|hereby|does|do|if|when|unless|you|we)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"(?:page\s+\d+(?:\s+of\s+\d+)?|source:.*|table of contents|[-–\s]*\d{1,4}[-–\s]*)$",
    re.IGNORECASE,
)
_SENTENCE_CASE = 5
_SUB_MARK = re.compile(r"\s+\((?:i|a|1|A)\)\s.*$", re.DOTALL)  # a list that begins in the caption
_INITIALS = re.compile(
    r"(?:^|\s)(?:[A-Z]|Inc|Ltd|Co|Corp|No|NO|Nos|Mr|Ms|Mrs|Dr|St|vs?|U\.S|App|Reg)$"
)


def run_in_heading(text: str) -> str | None:
    """Return the caption a clause begins with ("Limitation of Liability. ..."), or None.

    A caption of up to five words may be in sentence case ("Payment terms. ...").
    """
    for pattern in (_RUN_IN, _DASHED):
        found = pattern.match(text)
        heading = _caption(text, found) if found else None
        if heading:
            return heading
    return None


def _caption(text: str, found: re.Match[str]) -> str | None:
    after = text[found.end() :].strip()
    heading = " ".join(_SUB_MARK.sub("", found["h"]).split())
    if not after or _INITIALS.search(heading):
        return None
    if looks_like_title(heading):
        return heading
    plain = len(heading.split()) <= _SENTENCE_CASE and not _VERB.search(heading)
    stop = text[found.end() - 1 : found.end()] == "."
    return heading if plain and stop and after[:1].isupper() else None


def looks_like_title(text: str) -> bool:
    """Say whether words are set as a title: at most twelve, no full stop, capitals throughout."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if word.lower() not in _SMALL]
    if (
        not words
        or len(text.split()) > 12
        or len(text) > 100
        or text.rstrip().endswith((".", ";", ",", "; and", "; or"))
        or text.lstrip(" \t\"“'‘([")[:1].islower()
    ):
        return False
    capital = sum(word[0].isupper() for word in words)
    return capital == len(words) or (len(words) > 3 and capital >= len(words) - 1)


def is_running_line(text: str) -> bool:
    """Say whether a line is left of a page's head or foot: its number, a source, a link."""
    return bool(_RUNNING.match(text))


def looks_like_data(text: str) -> bool:
    """Say whether a short line is a row of data or a form field rather than a caption.

    Many digits, a "Name:" field, an address, an e-mail address, a blank to fill in.
    """
    digits = sum(ch.isdigit() for ch in text)
    return (
        (digits > 0 and digits * 5 >= len(text))
        or bool(re.search(r"\S:\s+\S|^(?:by|name|title|date|its|email|attn)\b\s*:", text, re.I))
        or bool(re.search(r"[\w.]@\w|/s/|_{3,}|\[[*·●]+\]|^source:|https?://", text, re.I))
        or bool(re.search(r"\b\d{3,}\b.*\b\d{2,}\b|^\d+\s|\b[A-Z]{2} \d{5}\b", text))
    )
