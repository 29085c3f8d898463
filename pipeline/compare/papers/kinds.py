"""Kinds of paper, by the names contracts give them: a DPA is a Data Processing Addendum."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS = {
    "data processing terms": r"data (?:processing|protection|privacy) "
    r"(?:addendum|agreement|terms|annex|exhibit|schedule|appendix)\b|\bdpas?\b",
    "service levels": r"service[- ]levels? "
    r"(?:agreement|terms|addendum|schedule|annex|exhibit)\b|\bslas?\b",
    "standard contractual clauses": r"standard contractual clauses|\bsccs?\b|\bmodel clauses",
    "uk addendum": r"\buk addendum|international data transfer addendum",
    "acceptable use": r"acceptable use (?:policy|terms)|\baup\b|\busage polic(?:y|ies)",
    "privacy policy": r"privacy (?:policy|notice|statement)",
    "business associate": r"business associate (?:agreement|addendum)|\bbaa\b",
    "statement of work": r"statements? of work|\bsows?\b|\bwork orders?\b",
    "purchase order": r"purchase orders?\b",
    "order form": r"\b(?:order|ordering) (?:forms?|documents?|confirmation)\b|\borders?\b(?! of\b)",
    "cover page": r"\b(?:cover|set-?up) pages?\b",
    "master agreement": r"\bmaster (?:[\w&-]+ ){0,4}agreement\b|\bmsa\b|"
    r"\b(?:framework|main|principal|umbrella|customer) agreement\b",
    "security policy": r"security (?:policy|addendum|exhibit|measures|annex|schedule)\b",
    "support terms": r"\b(?:support|maintenance) (?:policy|terms|schedule|addendum)\b",
    "ai terms": r"\b(?:ai|artificial intelligence) (?:addendum|terms|annex|schedule|policy)\b",
    "documentation": r"\bdocumentation\b",
    "prices": r"\bpricing page|\bprice list|\brate card|\bfee schedule",
    "non-disclosure agreement": r"\b(?:mutual )?(?:non-?disclosure|confidentiality) agreement|"
    r"\bm?ndas?\b",
    "terms of service": r"\bterms of (?:use|service)\b|\b(?:general|standard) terms\b",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}
_PART = re.compile(
    r"\b(?:schedule|exhibit|annex|appendix|attachment) "
    r"(?:\d[\d.]*(?:\([a-z]\))?|[a-h]\b|[ivx]{1,5}\b)"
)
_UNDER = re.compile(r"[ (](?:to|under|of|pursuant to|for|supplementing) (?:the|that|our) ")
_HANGS = re.compile(
    r"\b(?:addendum|annex|appendix|schedule|exhibit|attachment|amendment|orders?|statement of work|"
    r"sow|polic(?:y|ies)|(?:cover|set-?up) page|data processing|service level|dpa|sla|aup|baa|"
    r"side letter|quote|quotation|change request)\b"
)


def plain(name: str) -> str:
    """Return a name in lower case with marks, dashes and line ends read as blanks."""
    name = re.sub(r"<[^>]{0,200}>", " ", name)
    return " ".join(re.sub(r"[_*#|“”\"'’:,/–—-]+", " ", name.lower()).split())


@lru_cache(maxsize=4096)
def kind_of(name: str) -> tuple[str, str] | None:
    """Return the kind of paper a name or title tells and the words before, None if it tells none.

    The first kind in the name counts, the longer one where two begin together; what stands after
    "to the" or "under the" is another paper. A schedule's kind is its mark, such as "annex ii".
    """
    words = f"{_UNDER.split(plain(name))[0]} "
    best: tuple[int, int, str] | None = None
    part = _PART.search(words)
    if part is not None:
        best = (part.start(), -len(part[0]), part[0])
    for kind, pattern in _PATTERNS.items():
        match = pattern.search(words)
        if match and (best is None or (match.start(), -len(match[0])) < best[:2]):
            best = (match.start(), -len(match[0]), kind)
    return None if best is None else (best[2], words[: best[0]].strip())


def is_part(kind: str) -> bool:
    """Say whether a kind is a schedule's or annex's mark, which means little outside its paper."""
    return _PART.fullmatch(kind) is not None


def hangs_on_another(title: str) -> bool:
    """Say whether a title is of a paper made under another: an order, an addendum, a policy."""
    return _HANGS.search(_UNDER.split(plain(title))[0]) is not None
