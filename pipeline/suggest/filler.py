"""Playbook language put in the contract's own names and defined terms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.errors import PlaybookError
from pipeline.playbook.slots import Slot
from pipeline.terms import Parties, Party
from pipeline.terms.actors import CUSTOMER_WORDS, SUPPLIER_WORDS
from pipeline.types.term import Term, TermKind

SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_PRONOUNS = {"we": ("we", "us", "our"), "you": ("you", "you", "your")}
_OF_SUBJECT = re.compile(
    r"\s+(?:hereby\s+)?(?:shall|will|may|must|can|has|have|is|are|does|do|agrees?|warrants?|"
    r"represents?|undertakes?|grants?|retains?|owns?)\b",
    re.IGNORECASE,
)
_PLURAL = {"has": "have", "is": "are", "does": "do", "agrees": "agree", "warrants": "warrant",
           "represents": "represent", "undertakes": "undertake", "grants": "grant",
           "retains": "retain", "owns": "own"}  # fmt: skip
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?]\s|\n)$")


class Filler:
    """Fills slots for one document; each value is chosen once and used throughout."""

    def __init__(
        self, text: str, parties: Parties, terms: tuple[Term, ...], slots: Mapping[str, Slot]
    ) -> None:
        self._text = text
        self._parties = parties
        self._slots = slots
        self._defined = {t.value for t in terms if t.kind is TermKind.DEFINED_TERM}
        self._values: dict[str, str] = {}

    def fill(self, language: str) -> str:
        """Return whole sentences with every slot filled; a slot that begins one is capitalised.

        Raises PlaybookError for a slot that slots.yaml does not name.
        """
        words = " ".join(language.split()) if "\n\n" not in language else language.strip()
        return self._filled(words, whole=True)

    def fill_part(self, words: str) -> str:
        """Return part of a sentence with its slots filled, its white space as it is.

        Raises PlaybookError for a slot that slots.yaml does not name.
        """
        return self._filled(words, whole=False)

    def _filled(self, words: str, whole: bool) -> str:
        out: list[str] = []
        at = 0
        for match in SLOT.finditer(words):
            out.append(words[at : match.start()])
            before = "".join(out)
            value, taken = self._placed(match[1], before, words[match.end() :])
            if _SENTENCE_BEGINS.search(before) and (whole or before):
                value = value[:1].upper() + value[1:]
            out.append(value)
            at = match.end() + taken
        out.append(words[at:])
        return "".join(out)

    def value(self, name: str) -> str:
        """Return what a slot is filled with in the middle of a sentence."""
        if name not in self._values:
            slot = self._slots.get(name)
            if slot is None:
                known = ", ".join(sorted(self._slots))
                raise PlaybookError(f"no slot {name!r}; slots.yaml has: {known}")
            self._values[name] = self._choose(slot)
        return self._values[name]

    def _placed(self, name: str, before: str, after: str) -> tuple[str, int]:
        value = self.value(name)
        forms = _PRONOUNS.get(value.lower())
        if forms is None:
            return self._with_article(value, before), 0
        possessive = re.match(r"['’]s\b", after)
        if possessive:
            return forms[2], possessive.end()
        if not _OF_SUBJECT.match(after):
            return forms[1], 0
        verb = re.match(r"\s+(\w+)", after)
        if verb and verb[1] in _PLURAL:
            return f"{forms[0]} {_PLURAL[verb[1]]}", verb.end()
        return forms[0], 0

    def _with_article(self, value: str, before: str) -> str:
        if re.search(r"(?:\b(?:the|any|such|its|each)|['’]s)\s$", before, re.IGNORECASE):
            return re.sub(r"^(?:the|this)\s", "", value)
        return value

    def _choose(self, slot: Slot) -> str:
        if slot.role is not None:
            party = self._parties.customer if slot.role == "customer" else self._parties.supplier
            return (party and self._name_of(party)) or self._by_role(slot.role) or slot.default
        for term in slot.terms:
            if term in self._defined or self._used(term) >= 2:
                return term if term.lower().startswith(("the ", "this ")) else self._article(term)
        return slot.default

    def _name_of(self, party: Party) -> str | None:
        names = [*party.terms, party.name]
        full = [n for n in names if n.lower() not in ("we", "us", "our", "you", "your")]
        counted = [(self._used(n), -i, n) for i, n in enumerate(full) if n]
        best = max(counted, default=(0, 0, ""))
        if best[0] > 0:
            return self._article(best[2])
        pronoun = next((n.lower() for n in names if n.lower() in _PRONOUNS), None)
        return pronoun

    def _by_role(self, role: str) -> str | None:
        """Return the role word the contract uses most where nobody is introduced by name."""
        words = CUSTOMER_WORDS if role == "customer" else SUPPLIER_WORDS
        most, word = max((self._used(word), word) for word in words)
        if most:
            return self._article(word)
        pronoun = "you" if role == "customer" else "we"
        return pronoun if re.search(rf"(?i)\b{pronoun}\b", self._text) else None

    def _used(self, term: str) -> int:
        """Count uses of the term outside the quotation marks that define it."""
        return len(re.findall(rf"(?<![\w“\"‘'-]){re.escape(term)}(?![\w-])", self._text))

    def _article(self, term: str) -> str:
        led = len(re.findall(rf"\b[Tt]he\s+{re.escape(term)}(?![\w-])", self._text))
        return f"the {term}" if led and led * 2 >= self._used(term) else term
