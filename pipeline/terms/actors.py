"""Which words name the supplier, the customer, or either of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.terms.norm import Actor
from pipeline.terms.party import Parties
from pipeline.types.span import Span

CUSTOMER_WORDS = (
    "Customer", "Client", "Buyer", "Licensee", "Subscriber", "User", "Users", "End User",
    "End Users", "Authorized Users", "Authorised Users", "Permitted Users", "Purchaser",
    "Controller", "Data Controller", "Data Exporter", "Customers", "Subscribers", "Franchisee",
)  # fmt: skip
SUPPLIER_WORDS = (
    "Supplier", "Vendor", "Provider", "Service Provider", "Services Provider", "Licensor",
    "Contractor", "Consultant", "Processor", "Data Processor", "Data Importer", "Seller",
    "Franchisor", "Developer", "Manufacturer",
)  # fmt: skip
_PRONOUNS: dict[str, Actor] = {"we": "supplier", "us": "supplier", "you": "customer"}
_OWN = "our|your|its|their|his|her|the|any|such"
_STAFF = (
    r"(?:affiliates?|personnel|employees?|staff|agents?|(?:sub-?)?contractors?|representatives?|"
    r"users?|officers?|directors?|sub-?licensees?|sub-?processors?|licensors|service providers?|"
    r"model providers?|suppliers|successors?|assign(?:ee)?s?|subsidiaries|subsidiary|consultants?|"
    r"customers|administrators?|group companies|vendors)"
)
_QUALIFIER = r"(?:[\w-]+\s+){0,3}?"
_WITH_STAFF = (
    rf"(?:(?:['’]s?)?\s+{_QUALIFIER}{_STAFF}\b)?"
    rf"(?:\s*,?\s*(?:and/or|and|or|nor)\s+(?:(?:any\s+of\s+)?(?:{_OWN})\s+)?(?:respective\s+)?"
    rf"{_QUALIFIER}{_STAFF}(?:\s*,?\s*(?:and|or|nor)\s+{_QUALIFIER}{_STAFF})?\b){{0,2}}"
)
_EITHER = (
    r"(?i:(?:neither|either|each|both|any|no|the|a|such|one|that)\s+(?:of\s+the\s+)?"
    r"(?!third\b|other\s+third)(?:(?!third\b)[\w-]+\s+){0,2}?part(?:y|ies)(?:\s+hereto)?)|"
    r"(?:the\s+)?(?:(?:Receiving|Disclosing|Indemnifying|Indemnified|Breaching|Non-Breaching|"
    r"Defaulting)\s+Party|Party|Parties|Recipient|Discloser)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor named at `span`; `negative` for "neither" and "no party"."""

    actor: Actor
    span: Span
    negative: bool = False


class ActorWords:
    """The actor words of one contract; `pattern` matches one of them with its article."""

    def __init__(self, parties: Parties) -> None:
        self._actors: dict[str, Actor] = {**_PRONOUNS}
        for words, actor in ((CUSTOMER_WORDS, "customer"), (SUPPLIER_WORDS, "supplier")):
            self._actors |= {word.lower(): actor for word in words}  # type: ignore[misc]
        for party in parties.others:
            for word in (party.name, *party.terms):
                self._actors[word.lower()] = "other"
        for side, one in (("customer", parties.customer), ("supplier", parties.supplier)):
            for word in (one.name, *one.terms) if one else ():
                self._actors[word.lower()] = side  # type: ignore[assignment]
        names = [word for word in self._actors if word not in _PRONOUNS and word.strip()]
        cased = {form for word in names for form in (_titled(word), word.upper())}
        known_as_is = {w for p in parties.all() for w in (p.name, *p.terms) if w.strip()}
        cased |= {word for word in known_as_is if word.lower() not in _PRONOUNS}
        options = "|".join(re.escape(word) for word in sorted(cased, key=len, reverse=True))
        pronouns = "|".join(_PRONOUNS)
        self.pattern = (
            r"(?<![\w-])(?:(?:[Tt]he|THE|[Aa]ny|[Ee]ach)\s+)?"
            rf"(?:{options}|(?i:{pronouns}))(?![\w-])"
        )
        self.any = re.compile(rf"(?:{_EITHER})|(?:{self.pattern})")
        self._subject = re.compile(rf"(?P<who>{self.any.pattern})(?P<staff>(?i:{_WITH_STAFF}))")

    def subject_before(self, text: str, start: int, end: int) -> Named | None:
        """Return the actor that is the subject of the words at `end`, looking back to `start`.

        Adverbs, a bracket and one phrase between commas may stand between.
        """
        window = text[start:end]
        best: Named | None = None
        for match in self._subject.finditer(window):
            tail = window[match.end() :]
            if not _BETWEEN.fullmatch(tail):
                continue
            named = self.read(match, start)
            lead = window[: match.start()]
            if _OF.search(lead):
                continue
            best = self._joined(window, start, match, named)
        return best

    def read(self, match: re.Match[str], offset: int = 0, group: str | int = "who") -> Named:
        """Classify one match of `any` or of the subject pattern."""
        words = match[group]
        span = Span(offset + match.start(group), offset + match.end(group))
        key = re.sub(r"^(?:the|any|each)\s+", "", " ".join(words.split()).lower())
        actor = self._actors.get(key)
        if actor is not None:
            return Named(actor, span)
        negative = key.startswith(("neither", "no "))
        return Named("either", span, negative)

    def _joined(self, window: str, offset: int, match: re.Match[str], named: Named) -> Named:
        """See both of "Supplier and Customer shall"; "neither A nor B" is negative."""
        before = _JOINT.search(window, 0, match.start())
        if before is None:
            return named
        earlier = list(self._subject.finditer(window, 0, before.start()))
        first = earlier[-1] if earlier else None
        if first is None or first.end() < before.start() - 1:
            neither = re.search(r"(?i)\bneither\s+[^,;.]{0,60}$", window[: before.start()])
            return Named(named.actor, named.span, True) if neither else named
        other = self.read(first, offset)
        lead = window[: first.start()].rstrip().lower()
        actor: Actor = named.actor if other.actor == named.actor else "either"
        span = Span(other.span.start, named.span.end)
        return Named(actor, span, lead.endswith("neither") or other.negative)


_ADVERB = (
    r"(?:hereby|also|further|then|each|both|all|expressly|specifically|at\s+all\s+times|"
    r"nevertheless|otherwise|together|jointly|in\s+turn|\w+ly|acknowledges?\s+and|"
    r"understands?\s+and|(?:represents?,?\s+)?warrants?,?\s+and|covenants?\s+and)"
)
_BETWEEN = re.compile(
    rf"(?:\s*\([^()]{{0,80}}\))?(?:\s+{_ADVERB}){{0,3}}(?:\s*,(?:[^,;.()]{{1,90}}),)?"
    rf"(?:\s+{_ADVERB}){{0,2}}\s*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?i)\s*,?\s*\b(?:and/or|and|or|nor)\s*$")
_OF = re.compile(r"(?i)\b(?:of|to|by|from|with|on\s+behalf\s+of|between|against|for|in|under)\s+$")


def _titled(word: str) -> str:
    return " ".join(part[:1].upper() + part[1:] for part in word.split())


@lru_cache(maxsize=64)
def actor_words(parties: Parties) -> ActorWords:
    """Return the compiled words for these parties."""
    return ActorWords(parties)
