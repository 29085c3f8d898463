"""Terms: values stated in a clause, normalised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import InvariantError
from pipeline.types.span import Span


class TermKind(StrEnum):
    """What kind of value a term is, and how `value` and `unit` are written."""

    DURATION = "duration"  # value ISO 8601 ("P30D"), unit as drafted ("days")
    NOTICE_PERIOD = "notice_period"  # as duration
    DATE = "date"  # value ISO 8601 ("2026-11-24"), unit None
    MONEY = "money"  # value decimal string, unit ISO 4217
    PERCENT = "percent"  # value decimal string ("99.9"), unit "%"
    FEE_MULTIPLE = "fee_multiple"  # value decimal multiple or months, unit "x" or "months of fees"
    CAP = "cap"  # value as money or fee multiple, unit likewise
    LAW = "law"  # value the jurisdiction ("England and Wales"), unit None
    PARTY = "party"  # value the full name, unit the role ("customer", "supplier" or None)
    DEFINED_TERM = "defined_term"  # value the term without quotes, unit None
    PERMISSION = "permission"  # value "actor: action", unit None; see Norm in pipeline.terms
    PROHIBITION = "prohibition"
    OBLIGATION = "obligation"
    SCOPE_WORD = "scope_word"  # value the word lower-case ("sole", "only"), unit None


@dataclass(frozen=True, slots=True)
class Term:
    """A stated value: `span` covers exactly the words that state it."""

    clause_id: str
    span: Span
    text: str
    kind: TermKind
    value: str
    unit: str | None = None

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            raise InvariantError(f"term {self.text!r} and its span {self.span} differ in length")
