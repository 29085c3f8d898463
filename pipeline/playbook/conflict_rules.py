"""The shape of conflicts.yaml: pairs of clauses that cannot both hold."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from pipeline.playbook.entry import Part, Pattern
from pipeline.playbook.routing import WordTest
from pipeline.types.deviation import Queue, Severity
from pipeline.types.term import TermKind


class ConflictSide(Part):
    """What one clause of the pair says: it holds one of `types` and a signal or a word test.

    `types` empty means any clause. `signals` are written `clause_type.signal_id`. `term` and
    `near` pick the value that `ConflictRule.longer` compares, from a sentence matching `near`.
    """

    types: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    tests: tuple[WordTest, ...] = ()
    term: TermKind | None = None
    near: tuple[Pattern, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.signals or self.tests):
            raise ValueError("a side of a conflict needs signals or tests")
        return self


class ConflictRule(Part):
    """Two sides that cannot both hold.

    `longer` says whose term must be the greater one, `differ` that the terms may not be the same
    anywhere in the two. `across` keeps the rule to clauses of two documents. `b` not given is as
    `a`.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    why: str
    severity: Severity
    queue: Queue
    a: ConflictSide
    b: ConflictSide
    longer: Literal["a", "b"] | None = None
    differ: bool = False
    across: bool = False

    @model_validator(mode="before")
    @classmethod
    def _same_on_both(cls, given: Any) -> Any:  # noqa: ANN401
        if isinstance(given, dict) and "a" in given and "b" not in given:
            return {**given, "b": given["a"]}
        return given

    @model_validator(mode="after")
    def _terms_to_compare(self) -> Self:
        if (self.longer or self.differ) and not (self.a.term and self.b.term):
            raise ValueError("longer and differ need a term on both sides")
        if self.longer and self.differ:
            raise ValueError("longer and differ cannot both be asked")
        return self


class PrevailRule(Part):
    """Two documents of a deal that each claim to prevail over the other."""

    why: str
    severity: Severity
    queue: Queue


class DefinitionRule(Part):
    """One term that two documents of a deal define in different words.

    Terms that a pattern of `own` fits mean something else in each document by their nature; those
    that one of `matters` fits weigh `severity_if_matters`. A pattern fits the whole term. Other
    terms are told when the two meanings share less than `alike` of their words, from 0 to 1.
    """

    why: str
    severity: Severity
    severity_if_matters: Severity
    queue: Queue
    alike: float = Field(ge=0, le=1)
    matters: tuple[Pattern, ...] = ()
    own: tuple[Pattern, ...] = ()


class DealRules(Part):
    """What is compared between the documents of a deal beside the pairs of clauses."""

    both_prevail: PrevailRule
    defined_twice: DefinitionRule
    order_question: str


class Conflicts(Part):
    """Everything conflicts.yaml holds."""

    rules: tuple[ConflictRule, ...]
    deal: DealRules

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [rule.id for rule in self.rules]
        if len(set(ids)) != len(ids):
            raise ValueError(f"rule ids repeat: {sorted(i for i in ids if ids.count(i) > 1)}")
        return self
