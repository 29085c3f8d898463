"""Parts of a contract known by their words: preamble, recitals, signatures, definitions."""

from __future__ import annotations

import re
from enum import Enum, auto

_MEANS = (
    r"means?|shall\s+means?|will\s+mean|has\s+the\s+(?:same\s+)?meanings?|shall\s+have\s+the\s+meaning|"
    r"have\s+the\s+meanings?|refers?\s+to|includes?|is\s+defined|are\s+defined|is\s+as\s+defined"
)
_DEFINITION = re.compile(
    rf"""[\"“'‘](?P<quoted>[^\"“”'’\n]{{1,80}}[^\"“”\n]{{0,20}}?)[,.]?[\"”'’]
       (?:,?\s*(?:or|and)\s*[\"“'‘][^\"“”\n]{{1,80}}[\"”'’])*\s*(?:\([^)]{{0,200}}\)\s*)?,?\s*
       (?:(?:shall|will)\s+)?(?:{_MEANS})\b
       |(?:The\s+)?(?P<plain>(?!(?:This|That|It|Which|These|Those|The|Nothing|No|Any|Each)\b)
       [A-Z][\w-]*(?:\s(?:[A-Z&][\w-]*|of|and|or|to|for)){{0,6}})\s*:?\s+(?:means|shall\s+mean)\b(?!\s+that)""",
    re.VERBOSE,
)
_LISTED = re.compile(r"(?P<t>[A-Z][\w’'&/-]*(?: [\w’'&/-]+){0,6}):\s+[a-z(]")
_RECITALS = re.compile(
    r"^(?:recitals?|background|preliminary statements?|whereas|"
    r"w\s?i\s?t\s?n\s?e\s?s\s?s\s?e\s?t\s?h)\W*$",
    re.IGNORECASE,
)
_WHEREAS = re.compile(r"^(?:[\"“]?WHEREAS\b|Whereas,)")
_NOW = re.compile(
    r"^(?:now,?\s+therefore|operative (?:provisions|terms|part)\W*$|in consideration of|"
    r"(?:it is )?(?:hereby )?agreed (?:as follows|terms)|"
    r"(?:now )?(?:therefore,? )?the parties (?:hereby |hereto )*agree)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^(?:in witness where\s?of|signed (?:by|for|on behalf)|"
    r"executed (?:by|as a deed|as of|and delivered)|\[?signature pages?\b|"
    r"\[?signatures? (?:follow|on)|(?:the )?parties have (?:duly )?executed)",
    re.IGNORECASE,
)
_CONTRACT = (
    "agreement|contract|terms|addendum|policy|deed|licen[cs]e|lease|order form|statement of work"
)
_NAME = re.compile(rf"\b(?:{_CONTRACT})\b", re.IGNORECASE)
_OPENING = re.compile(
    rf"\b(?:{_CONTRACT}|exhibit|amendment|confidential|execution (?:copy|version)|dated|between)\b",
    re.IGNORECASE,
)


class Part(Enum):
    """What a line without a label begins, by its words."""

    RECITALS = auto()
    WHEREAS = auto()
    OPERATIVE = auto()
    SIGNATURES = auto()


def part_of(words: str) -> Part | None:
    """Return the part a line begins, or None."""
    for part, pattern in (
        (Part.RECITALS, _RECITALS),
        (Part.WHEREAS, _WHEREAS),
        (Part.OPERATIVE, _NOW),
        (Part.SIGNATURES, _SIGNATURE),
    ):
        if pattern.match(words[:200]):
            return part
    return None


def defined_term(words: str) -> str | None:
    """Return the term a line begins to define (“Output” means ...), or None."""
    found = _DEFINITION.match(words[:500])
    if found is None:
        return None
    return " ".join((found["quoted"] or found["plain"]).split()).strip(" ,.")


def listed_term(words: str) -> str | None:
    """Return the term of a line such as "Business Day: a day when ..." in a list of definitions."""
    found = _LISTED.match(words[:200])
    return found["t"] if found else None


def names_contract(words: str) -> bool:
    """Say whether a title is the name of a contract."""
    return bool(_NAME.search(words))


def opens_contract(words: str) -> bool:
    """Say whether the first line of a document reads as a contract's title or parties."""
    return bool(_OPENING.search(words[:300]))
