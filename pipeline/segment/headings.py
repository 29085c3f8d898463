"""Headings: captions that run into their clause, or stand on a line of their own."""

from __future__ import annotations

import re

_RUN_IN = re.compile(r"[\s\u00a0]*(?P<h>[\"“]?[A-Z][^.:;\n\"“”]{1,80}?)[.:](?=\s|$)")
_SMALL = frozenset(
    "a an and as at by for from in into of on or the to with within upon per not".split()
)


def run_in_heading(text: str) -> str | None:
    """Return the caption a clause begins with ("Limitation of Liability. ..."), or None."""
    found = _RUN_IN.match(text)
    if found is None or not text[found.end() :].strip():
        return None
    heading = " ".join(found.group("h").split())
    return heading if looks_like_title(heading) else None


def looks_like_title(text: str) -> bool:
    """Say whether words are set as a title: at most twelve, no full stop, capitals throughout."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if word.lower() not in _SMALL]
    if (
        not words
        or len(text.split()) > 12
        or len(text) > 100
        or text.rstrip().endswith((".", ";", ","))
    ):
        return False
    capital = sum(word[0].isupper() for word in words)
    return capital == len(words) or (len(words) > 3 and capital >= len(words) - 1)
