"""Links: when the address behind the words matters to a contract."""

from __future__ import annotations

import re

_INCORPORATED = re.compile(
    r"\b(?:terms|polic(?:y|ies)|agreements?|addend(?:um|a)|conditions|dpa|sla|baa|schedules?|"
    r"exhibits?|annex(?:es)?|guidelines?|licen[cs]es?|sub-?processors?|legal|privacy|"
    r"standards?|documentation|order form|notice|code of conduct|measures|faq)\b",
    re.I,
)
_WEB = re.compile(r"https?://\S", re.I)


def shown_link(text: str, address: str) -> str:
    """Return the words of a link, with its web address in brackets if it names a document.

    Terms, policies, addenda and the like may be part of the contract without being in the file;
    the address says which. Addresses are text only: nothing follows them.
    """
    words = text.strip()
    if not words or not _WEB.match(address) or address.rstrip("/") in words:
        return text
    plain = re.sub(r"[\W_]+", " ", address)
    if "://" in words or not (_INCORPORATED.search(words) or _INCORPORATED.search(plain)):
        return text
    return f"{text} ({address})"
