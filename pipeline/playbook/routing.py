"""The shape of routing.yaml: what goes to a bias and explainability specialist, as data."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from pipeline.playbook.entry import Part, Pattern

Half = Literal["bias", "explanation"]
Need = Literal["nothing", "ai", "consequential"]


class WordTest(Part):
    """Holds in a sentence where one of `any` and all of `all` are found and none of `unless`."""

    any: tuple[Pattern, ...] = Field(min_length=1)
    all: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()


class Trigger(Part):
    """One trigger met by a clause's own words.

    `needs: ai` asks besides that AI is in play, `needs: consequential` that moreover no person or
    contract rules a consequential use out. `eases`: with
    nothing consequential in play it routes as consult, not must. `clause_type` names the row when
    the clause holds no type of its own.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    number: int = Field(ge=1, le=9)
    title: str
    half: Half
    clause_type: str
    tests: tuple[WordTest, ...] = Field(min_length=1)
    needs: Need = "nothing"
    eases: bool = False


class Disagreement(Part):
    """Two readings differ on a type that always goes to the specialist: scores in [0, 1].

    A tag from `doubt` up to 0.5 is doubt enough; with a cue in the words, from `doubt_with_cue`.
    """

    doubt: float = Field(ge=0, le=0.5)
    doubt_with_cue: float = Field(ge=0, le=0.5)


class ModelReading(Part):
    """From which score in [0, 1] the model's own reading of a clause's route counts.

    `must` and `consult` where AI is in play, `clear` where it is not. `clause_type` names the row
    when the clause holds no type at all.
    """

    must: float = Field(gt=0, le=1)
    clear: float = Field(gt=0, le=1)
    consult: float = Field(gt=0, le=1)
    clause_type: str


class Fact(Part):
    """A question about the deal that the contract's own words may answer: yes or no by sentence."""

    question: str
    stated: tuple[Pattern, ...] = ()
    denied: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()


class Use(Part):
    """A family of consequential uses: the fact a person answers and the words that show it."""

    title: str
    fact: str
    cues: tuple[Pattern, ...] = Field(min_length=1)


class NotSeen(Part):
    """Types that a document incorporated but not supplied may hold, by words of its name."""

    name: Pattern
    types: tuple[str, ...] = Field(min_length=1)


class Jurisdiction(Part):
    """When an anchor of this jurisdiction may be cited: a fact that is yes, or a law or words."""

    facts: tuple[str, ...] = ()
    words: tuple[Pattern, ...] = ()
    always: bool = False


class Routing(Part):
    """Everything routing.yaml holds."""

    triggers: tuple[Trigger, ...]
    guards: tuple[Pattern, ...]
    disagreement: Disagreement
    model: ModelReading
    absence: tuple[str, ...]
    facts: dict[str, Fact]
    uses: dict[str, Use]
    use_verbs: tuple[Pattern, ...] = Field(min_length=1)
    use_actors: tuple[Pattern, ...] = Field(min_length=1)
    use_denials: tuple[Pattern, ...] = ()
    not_seen: tuple[NotSeen, ...] = ()
    jurisdictions: dict[str, Jurisdiction] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [trigger.id for trigger in self.triggers]
        if len(set(ids)) != len(ids):
            raise ValueError(f"trigger ids repeat: {sorted(i for i in ids if ids.count(i) > 1)}")
        return self
