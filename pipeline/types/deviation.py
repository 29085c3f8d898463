"""Deviations: where a document stands against the playbook, and who must look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import InvariantError
from pipeline.types.span import Gap, Span


class Stance(StrEnum):
    """Where a clause stands, seen from the side we act for."""

    PREFERRED = "preferred"
    FALLBACK = "fallback"
    UNACCEPTABLE = "unacceptable"
    MISSING = "missing"
    UNCLEAR = "unclear"
    NEUTRAL = "neutral"


class Severity(StrEnum):
    """How much is at stake; NONE is a row that carries routing alone."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Queue(StrEnum):
    """Who decides. BIAS_EXPLAINABILITY is the only forced queue; the others are labels."""

    BIAS_EXPLAINABILITY = "bias_explainability"
    ML_ENGINEERING = "ml_engineering"
    PRIVACY = "privacy"
    SECURITY = "security"
    IP = "ip"
    REGULATORY = "regulatory"
    FINANCE = "finance"
    LEGAL_SENIOR = "legal_senior"
    GENERAL = "general"


class RouteStrength(StrEnum):
    """MUST blocks the outgoing file, CONSULT is shown and blocks only edits to that text."""

    MUST = "must"
    CONSULT = "consult"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Verbatim words of the document."""

    span: Span
    text: str

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span) or not self.text:
            raise InvariantError(f"evidence {self.text!r} does not fit its span {self.span}")


@dataclass(frozen=True, slots=True)
class Route:
    """Who must look at a deviation and why. Only the specialist queue can be MUST or CONSULT."""

    queue: Queue
    strength: RouteStrength = RouteStrength.NONE
    reason: str = ""

    def __post_init__(self) -> None:
        forced = self.strength is not RouteStrength.NONE
        if forced and self.queue is not Queue.BIAS_EXPLAINABILITY:
            raise InvariantError(f"queue {self.queue} cannot be forced; only bias_explainability")
        if forced and not self.reason:
            raise InvariantError("a forced route needs its reason")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One clause type judged in one clause, or absent at a gap.

    `rule` names the playbook rule that decided: a signal id, "exemplars", "required", "trigger:…".
    """

    id: str
    clause_id: str | None
    gap: Gap | None
    clause_type: str
    rule: str
    stance: Stance
    severity: Severity
    evidence: tuple[Evidence, ...]
    route: Route
    why: str = ""

    def __post_init__(self) -> None:
        if (self.clause_id is None) == (self.gap is None):
            raise InvariantError(f"deviation {self.id} needs a clause or a gap, not both")
        if (self.stance is Stance.MISSING) != (self.gap is not None):
            raise InvariantError(f"deviation {self.id}: missing and gap go together")
        quiet = {Stance.PREFERRED, Stance.NEUTRAL}
        if self.stance in quiet and self.severity is not Severity.NONE:
            raise InvariantError(f"deviation {self.id}: {self.stance} cannot be {self.severity}")

    @property
    def specialist(self) -> bool:
        """Say whether a bias and explainability specialist is named."""
        return self.route.strength is not RouteStrength.NONE


@dataclass(frozen=True, slots=True)
class Place:
    """Words of some document of the deal, verbatim: `text` stands at `span` of that document.

    `document` is the file's name; `number` and `heading` are those of the clause.
    """

    document_id: str
    document: str
    clause_id: str
    span: Span
    text: str
    number: str | None = None
    heading: str | None = None

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            raise InvariantError(f"place {self.text!r} does not fit its span {self.span}")

    @property
    def named(self) -> str:
        """Return the clause's number, else its heading, else its id."""
        return self.number or self.heading or self.clause_id


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two clauses that cannot both hold, by a named rule.

    Clause ids are unique in one document only; `a` and `b` say in which document each side stands
    and which of its words tell.
    """

    id: str
    a_clause_id: str
    b_clause_id: str
    rule: str
    severity: Severity
    why: str
    queue: Queue
    a: Place | None = None
    b: Place | None = None

    def clauses_in(self, document_id: str) -> frozenset[str]:
        """Return the ids of its clauses that stand in a document; without places, both."""
        sides = ((self.a_clause_id, self.a), (self.b_clause_id, self.b))
        return frozenset(
            clause_id
            for clause_id, place in sides
            if place is None or place.document_id == document_id
        )
