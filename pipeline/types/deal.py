"""The deal a document belongs to: whose side we are on and what is known about its use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Side(StrEnum):
    """The side we act for."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"


class Posture(StrEnum):
    """How much we ask for (design decision 9)."""

    OPENING = "opening"
    STANDARD = "standard"
    CLOSING = "closing"


class Known(StrEnum):
    """A fact is yes, no or unknown; unknown is never read as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Deal:
    """Facts are named questions, such as `consequential_use`, `personal_data`, `eu_nexus`."""

    side: Side = Side.CUSTOMER
    party: str | None = None
    posture: Posture = Posture.STANDARD
    facts: Mapping[str, Known] = field(default_factory=dict)

    def fact(self, name: str) -> Known:
        """Return the answer on record, or unknown."""
        return self.facts.get(name, Known.UNKNOWN)
