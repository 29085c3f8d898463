"""The shape of conflicts.yaml: pairs of clauses that cannot both hold."""

from __future__ import annotations

from typing import Literal, Self

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
    """Two sides that cannot both hold; `longer` says whose term must be the greater one."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    why: str
    severity: Severity
    queue: Queue
    a: ConflictSide
    b: ConflictSide
    longer: Literal["a", "b"] | None = None

    @model_validator(mode="after")
    def _terms_to_compare(self) -> Self:
        if self.longer and not (self.a.term and self.b.term):
            raise ValueError("longer needs a term on both sides")
        return self


class Conflicts(Part):
    """Everything conflicts.yaml holds."""

    rules: tuple[ConflictRule, ...]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [rule.id for rule in self.rules]
        if len(set(ids)) != len(ids):
            raise ValueError(f"rule ids repeat: {sorted(i for i in ids if ids.count(i) > 1)}")
        return self
