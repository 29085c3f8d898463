"""Who the parties are: names, roles and what the contract calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.terms.actors import CUSTOMER_WORDS, SUPPLIER_WORDS
from pipeline.terms.party import Parties, Party
from pipeline.terms.party_names import Named, named_parties
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.span import Span

_CUSTOMER = frozenset(word.lower() for word in (*CUSTOMER_WORDS, "you", "your", "yours"))
_SUPPLIER = frozenset(word.lower() for word in (*SUPPLIER_WORDS, "we", "us", "our", "ours"))
_GIVES = (
    r"(?:provide|perform|deliver|supply|furnish|manufacture|host|develop|render|"
    r"make\s+available|sell|ship)"
)
_TAKES = r"(?:pay|purchase|order|reimburse|compensate|remit|buy)"
_WILL = r"(?:shall|will|agrees\s+to|must|is\s+(?:obligated|required)\s+to)\s+(?:\w+ly\s+)?"
_USED_OFTEN = 3


def find_parties(document: Document, clauses: Sequence[Clause] = ()) -> Parties:
    """Find the parties from the preamble, from definitions, and failing those from role words.

    A party whose defined term names no role ("Company") is placed by what it does: who performs
    and who pays. With two parties and one known, the other is the other.
    """
    text = document.text
    found = _merged(named_parties(text))
    roles = [_role_of(party.terms) for party in found]
    roles = _completed(found, roles, text)
    roles = _answered(found, roles, text)
    parties = [
        Party(one.name, role, one.terms, one.span) for one, role in zip(found, roles, strict=True)
    ]
    customer = _first(parties, "customer") or _by_word(text, "customer")
    supplier = _first(parties, "supplier") or _by_word(text, "supplier")
    chosen = (customer, supplier)
    return Parties(customer, supplier, tuple(p for p in parties if p not in chosen))


def _merged(found: Iterable[Named]) -> list[Named]:
    """Join what names one party twice, keeping the first place."""
    out: dict[str, Named] = {}
    for one in found:
        key = re.sub(r"[\W_]+", "", one.name).lower()
        before = out.get(key)
        if before is None:
            out[key] = one
            continue
        terms = tuple(dict.fromkeys((*before.terms, *one.terms)))
        out[key] = Named(before.name, terms, before.span)
    return list(out.values())


def _role_of(terms: Iterable[str]) -> str | None:
    for term in terms:
        word = term.lower()
        if word in _CUSTOMER:
            return "customer"
        if word in _SUPPLIER:
            return "supplier"
    return None


def _completed(found: list[Named], roles: list[str | None], text: str) -> list[str | None]:
    if None not in roles or not found:
        return roles
    known = {role for role in roles if role}
    open_places = [place for place, role in enumerate(roles) if role is None]
    out = list(roles)
    if len(known) == 1:
        lacking = "supplier" if known == {"customer"} else "customer"
        sign = 1 if lacking == "supplier" else -1
        out[max(open_places, key=lambda place: sign * _supplies(found[place], text))] = lacking
    elif not known and len(open_places) >= 2:
        scores = {place: _supplies(found[place], text) for place in open_places}
        order = sorted(open_places, key=lambda place: -scores[place])
        if scores[order[0]] > scores[order[-1]]:
            out[order[0]] = "supplier"
            out[order[-1]] = "customer"
    elif not known and len(open_places) == 1 and _supplies(found[0], text) > 0:
        out[open_places[0]] = "supplier"
    return out


def _answered(found: list[Named], roles: list[str | None], text: str) -> list[str | None]:
    """Make the only named party the supplier of "you" or "the Customer", or the other way round."""
    if roles != [None]:
        return roles
    customer, supplier = _by_word(text, "customer"), _by_word(text, "supplier")
    if customer and (supplier is None or supplier.name == "we"):
        return ["supplier"]
    return ["customer"] if supplier and not customer else roles


def _supplies(party: Named, text: str) -> int:
    """Count how much more often a party performs than pays."""
    names = "|".join(re.escape(term) for term in party.terms or (party.name,))
    body = text[:400_000]
    gives = len(re.findall(rf"\b(?:{names})\s+{_WILL}{_GIVES}\b", body))
    gives += len(re.findall(rf"\b(?:{names})\s+(?:hereby\s+)?grants\s+to\b", body))
    takes = len(re.findall(rf"\b(?:{names})\s+{_WILL}{_TAKES}\b", body))
    takes += len(re.findall(rf"\bprovided\s+to\s+(?:the\s+)?(?:{names})\b", body))
    return gives - takes


def _first(parties: list[Party], role: str) -> Party | None:
    return next((party for party in parties if party.role == role), None)


def _by_word(text: str, role: str) -> Party | None:
    """Return a party known only by the role word the contract uses most."""
    words = CUSTOMER_WORDS if role == "customer" else SUPPLIER_WORDS
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    counts: dict[str, int] = {}
    for match in re.finditer(rf"\b(?:{names})\b(?!s)", text):
        counts[match[0]] = counts.get(match[0], 0) + 1
    pronoun = {"customer": r"(?i)\byou\b", "supplier": r"(?i)\bwe\b"}[role]
    if counts and max(counts.values()) >= _USED_OFTEN:
        best = max(counts, key=lambda word: counts[word])
        return Party(best, role, (best,), Span(0, 0))
    if len(re.findall(pronoun, text[:100_000])) >= _USED_OFTEN:
        word = "you" if role == "customer" else "we"
        return Party(word, role, (word,), Span(0, 0))
    return None
