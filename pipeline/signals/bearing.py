"""Whether a clause's words can hold a position at all."""

from __future__ import annotations

import re
from enum import StrEnum

from pipeline.types.clause import Clause

_DEFINES = re.compile(
    r"^\W*(?:\(?[a-z\d.]{1,6}\)?\W+)?(?:[*_]*[\"“‘'][^\"”’'\n]{1,80}[\"”’'][*_]*)"
    r"(?:\s*(?:,|or|and)\s*[*_]*[\"“‘'][^\"”’'\n]{1,80}[\"”’'][*_]*)*\s*"
    r"(?:\([^()]{1,60}\)\s*)?"
    r"(?::|means?\b|shall mean|has the|have the|refers? to|is defined|includes?\b)",
    re.IGNORECASE,
)
_DEFINITIONS = re.compile(r"^\W*(?:\d[\d.]*\W+)?(?:definitions?|interpretation)\b[^.]{0,40}$", re.I)
_SIGNS = re.compile(
    r"\bin witness whereof\b|\b(?:signed|executed) (?:for and on behalf|by|as a deed)\b|"
    r"(?:^|\n)\s*(?:by|name|title|date|signature|its|print(?:ed)? name)\s*:\s*(?:_|\.{3}|\n|$)|"
    r"_{5,}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_OPERATIVE = re.compile(
    r"\b(?:shall|will|may|must|is|are|agrees?|warrants?|has|have|does|do|can|cannot|grants?|"
    r"retains?|owns?|means|not|no|only|solely|provides?|includes?|excluded?|limited|be)\b",
    re.IGNORECASE,
)


class Bearing(StrEnum):
    """What a clause's words are there for."""

    OPERATIVE = "operative"
    DEFINITION = "definition"
    HEADING = "heading"
    SIGNATURE = "signature"


def bearing(clause: Clause) -> Bearing:
    """Tell operative words from bare definitions, headings and signature blocks."""
    text = clause.text.strip()
    if len(_SIGNS.findall(text)) >= 2 or re.match(r"\W*in witness whereof", text, re.IGNORECASE):
        return Bearing.SIGNATURE
    if _DEFINES.match(text):
        return Bearing.DEFINITION
    if _DEFINITIONS.match(clause.heading or "") and re.search(r"\bmeans?\b", text):
        return Bearing.DEFINITION
    words = _WORD.findall(text)
    stops = text.endswith((".", ";", ":", ",")) or "\n" in text
    if len(words) <= 2 or (len(words) <= 12 and not stops and not _OPERATIVE.search(text)):
        return Bearing.HEADING
    return Bearing.OPERATIVE
