"""The shape of one playbook file: a clause type with its positions, signals and edits."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.types.deviation import Queue, Severity, Stance
from pipeline.types.term import TermKind


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern compiled to ignore case, once a process; raises re.error."""
    return re.compile(pattern, re.IGNORECASE)


def _compiles(pattern: str) -> str:
    try:
        compiled(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
Specialist = Literal["must", "trigger", "explain_trigger", "none"]
Target = Literal["preferred", "fallback"]


class Part(BaseModel):
    """A part of a playbook file: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Route(Part):
    """The ordinary queue, and when a bias and explainability specialist must decide.

    `must`: always. `trigger`: when a routing trigger is met. `explain_trigger`: likewise, for
    triggers about explanation only. `none`: only when the clause's own words meet a trigger.
    """

    queue: Queue
    specialist: Specialist = "none"


class Position(Part):
    """A stance in words: a statement for people, exemplars for likeness, language to insert.

    Slots in `language` are written `{{customer}}`. Unacceptable positions hold no language.
    """

    statement: str
    exemplars: tuple[str, ...] = Field(min_length=3)
    language: str | None = None


class Positions(Part):
    """The three positions of a clause entry, seen from `Entry.side`."""

    preferred: Position
    fallback: Position
    unacceptable: Position

    @model_validator(mode="after")
    def _language_where_insertable(self) -> Self:
        if not self.preferred.language or not self.fallback.language:
            raise ValueError("preferred and fallback need language ready to insert")
        if self.unacceptable.language:
            raise ValueError("unacceptable may hold no language: it is never insertable")
        return self


class NormTest(Part):
    """True when a norm of the clause has this modality, actor, and words in action and object."""

    modality: Literal["permission", "prohibition", "obligation"]
    actor: Literal["supplier", "customer", "either", "any"] = "any"
    action: tuple[Pattern, ...] = ()
    object: tuple[Pattern, ...] = ()


class TermTest(Part):
    """True when a term of this kind compares so with `value`, in a sentence matching `near`."""

    kind: TermKind
    op: Literal["<", "<=", "==", "!=", ">=", ">"]
    value: str
    near: tuple[Pattern, ...] = ()


class Signal(Part):
    """A typed test of a clause's words. Exactly one of phrase, norm, term; `unless` vetoes.

    `phrase` holds when any pattern is found in the clause; `absent` signals hold when the clause
    is of this type and no pattern is found. Patterns ignore case and never cross a sentence.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    stance: Literal[Stance.PREFERRED, Stance.FALLBACK, Stance.UNACCEPTABLE]
    why: str
    phrase: tuple[Pattern, ...] = ()
    absent: tuple[Pattern, ...] = ()
    norm: NormTest | None = None
    term: TermTest | None = None
    unless: tuple[Pattern, ...] = ()

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        tests = [self.phrase, self.absent, self.norm, self.term]
        if sum(bool(test) for test in tests) != 1:
            raise ValueError(f"signal {self.id} needs exactly one of phrase, absent, norm, term")
        return self


class EditRule(Part):
    r"""How to mend a clause in which a signal holds. Exactly one way.

    `find`/`replace` works within one sentence (`\\g<name>` groups, `{{slots}}`); `set_term` puts
    another value in the drafting style of the old one; `insert_sentence` goes to the clause's end;
    `replace_clause` rewrites the clause to that position's language, word by word.
    """

    cures: tuple[str, ...] = Field(min_length=1)
    toward: Target = "fallback"
    find: Pattern | None = None
    replace: str | None = None
    set_term: str | None = None
    insert_sentence: str | None = None
    replace_clause: Target | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [self.find, self.set_term, self.insert_sentence, self.replace_clause]
        if sum(way is not None for way in ways) != 1:
            raise ValueError(
                "an edit needs exactly one of find, set_term, insert_sentence, replace_clause"
            )
        if (self.find is None) != (self.replace is None):
            raise ValueError("find and replace go together")
        return self


class Anchor(Part):
    """A dated legal fact a rationale may cite. `read_by` read the primary text."""

    citation: str
    fact: str
    jurisdiction: str
    sure: Literal["certain", "high", "check"]
    checked_on: date
    read_by: str | None = None
    read_on: date | None = None


class Placement(Part):
    """Where a missing clause goes: after the first of these types present, under this heading."""

    after: tuple[str, ...] = ()
    heading: str


class Entry(Part):
    """One clause type. `clause` has positions, `fact` none by nature, `routing` none drafted yet.

    `in_definitions` says that a bare definition may hold the type's position.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Literal["clause", "fact", "routing"]
    title: str
    definition: str
    cuad: str | None = None
    side: Literal["customer", "supplier"] = "customer"
    status: str = "drafted by Clausewright, not adopted"
    review_by: date
    severity: Severity = Severity.MEDIUM
    missing_severity: Severity = Severity.LOW
    in_definitions: bool = False
    required: bool = False
    required_when: tuple[str, ...] = ()
    placement: Placement | None = None
    route: Route
    positions: Positions | None = None
    signals: tuple[Signal, ...] = ()
    edits: tuple[EditRule, ...] = ()
    cues: tuple[Pattern, ...] = ()
    negative_cues: tuple[Pattern, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    rationale: str = ""
    outgoing: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.kind == "clause") != (self.positions is not None):
            raise ValueError("positions belong to kind: clause, and only there")
        if self.kind == "clause" and not (self.rationale and self.outgoing and self.signals):
            raise ValueError("a clause entry needs signals, rationale and outgoing")
        if (self.required or self.required_when) and self.placement is None:
            raise ValueError("a clause that can be missing needs a placement")
        ids = [signal.id for signal in self.signals]
        if len(set(ids)) != len(ids):
            raise ValueError(f"signal ids repeat: {sorted(i for i in ids if ids.count(i) > 1)}")
        unknown = {cure for edit in self.edits for cure in edit.cures} - set(ids)
        if unknown:
            raise ValueError(f"edits cure unknown signals {sorted(unknown)}; known: {ids}")
        return self
