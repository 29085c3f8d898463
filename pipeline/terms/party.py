"""The parties of a contract, seen by their part in it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types.span import Span


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its full name, its role, and the words the contract calls it by.

    `role` is "customer", "supplier" or None where the contract does not tell. `span` is where the
    name stands in the document (empty at 0 when the contract only ever uses a role word).
    """

    name: str
    role: str | None
    terms: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is who. `others` holds further parties and those whose part is not known."""

    customer: Party | None = None
    supplier: Party | None = None
    others: tuple[Party, ...] = ()

    def all(self) -> list[Party]:
        """Return every party found, customer and supplier first."""
        return [p for p in (self.customer, self.supplier, *self.others) if p is not None]
