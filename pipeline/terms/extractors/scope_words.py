"""Scope words: small words that widen or narrow a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.terms.found import Found
from pipeline.types.term import TermKind

KINDS = (TermKind.SCOPE_WORD,)

_WORDS = (
    "sole discretion|sole|solely|exclusive|exclusively|non-exclusive|nonexclusive|only|average|"
    "commercially reasonable efforts|commercially reasonable endeavours|commercially reasonable|"
    "reasonable best efforts|reasonable efforts|reasonable endeavours|all reasonable endeavours|"
    "best efforts|best endeavours|gross negligence|grossly negligent|wilful misconduct|"
    "willful misconduct|material|materially|perpetual|irrevocable|irrevocably|worldwide|"
    "royalty-free|non-transferable|in perpetuity|to the maximum extent permitted by law|as is|"
    "as available|from time to time|without limitation|unlimited"
).split("|")
_WORD = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_WORDS, key=len, reverse=True)
    )
    + r")(?![\w-])",
    re.IGNORECASE,
)
# "Material" is also a thing: then a noun follows it or none does.
_STUFF_BEFORE = re.compile(
    r"(?i)\b(?:promotional|marketing|advertising|training|copyrighted|raw|written|reference|source|"
    r"hazardous|confidential|printed|licensed|any|such|other|educational|the|all|this|of|and|or|"
    r"content|customer|company|biological|proprietary|sales|collateral)\s+$"
)
_WEIGHTY_AFTER = re.compile(
    r"(?i)\s+(?:(?:and\s+\w+|or\s+\w+)\s+)?(?:adverse|breach|change|default|part|respects?|term|"
    r"provision|obligation|aspect|impact|effect|violation|fact|failure|misrepresentation|"
    r"modification|non-?compliance|defect|errors?|degradation|portion|decrease|reduction|harm|"
    r"amendment|inducement|omission|agreements?|contracts?|increase|damage|interest|risk|"
    r"assistance|weakness|deterioration|difference|delay|update|security|condition)"
)


def find(text: str) -> Iterable[Found]:
    """Yield each scope word; the value is in lower case with single spaces."""
    for match in _WORD.finditer(text):
        word = " ".join(match[0].lower().split())
        if word == "material" and not _weighty(text, match):
            continue
        yield Found(TermKind.SCOPE_WORD, match.start(), match.end(), word)


def _weighty(text: str, match: re.Match[str]) -> bool:
    if _WEIGHTY_AFTER.match(text, match.end()):
        return True
    return re.match(r"\s+[a-z]", text[match.end() : match.end() + 3]) is not None and not (
        _STUFF_BEFORE.search(text, max(0, match.start() - 24), match.start())
        or re.match(
            r"\s+(?:and|or|to|in|that|which|is|for|on|by|of|from|as|with)\b",
            text[match.end() :][:12],
        )
    )
