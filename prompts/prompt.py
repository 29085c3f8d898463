"""What a prompt file holds, checked when it is read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from pipeline.errors import PromptError

NAME = re.compile(r"[a-z][a-z0-9_]*")
_SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Line = Annotated[_Text, StringConstraints(pattern=r"^[^\n]+$", max_length=300)]


class Prompt(BaseModel):
    """One version of a prompt. `user` has a slot {{labels}} and a slot {{units}}, each once.

    `labels` say in a line what each label means; a label is told by its id. `units_per_call` is how
    many units one call holds at most, `max_tokens` how long its answer may be. A second try is made
    at `retry_temperature` with the next seed, as the first would only be repeated. `tasks` are
    those it is taken for when no prompt is named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Annotated[str, StringConstraints(pattern=rf"^{NAME.pattern}$")]
    version: int = Field(ge=1)
    purpose: _Line
    tasks: list[_Line] = Field(default_factory=list)
    units_per_call: int = Field(ge=1, le=500)
    max_tokens: int = Field(ge=16, le=100_000)
    temperature: float = Field(ge=0, le=2)
    retry_temperature: float = Field(ge=0, le=2)
    seed: int = Field(ge=0)
    system: _Text
    user: _Text
    labels: dict[_Line, _Line] = Field(min_length=1)

    @model_validator(mode="after")
    def _slots(self) -> Prompt:
        found = sorted(_SLOT.findall(self.user))
        if found != ["labels", "units"]:
            raise ValueError(f"user has slots {found}; labels and units are needed, each once")
        if slots := _SLOT.findall(self.system):
            raise ValueError(f"system has slots {slots}; none are allowed there")
        return self

    @property
    def id(self) -> str:
        """Return name@version."""
        return f"{self.name}@{self.version}"

    @property
    def sha256(self) -> str:
        """Return the hash of all that the file says; comments and layout are not in it."""
        text = json.dumps(self.model_dump(), ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def fill(self, slots: Mapping[str, str]) -> str:
        """Return the user text with its slots filled; slots inside what is filled in stay text.

        Raises PromptError when a slot has no text.
        """

        def text(match: re.Match[str]) -> str:
            if match[1] not in slots:
                raise PromptError(f"{self.id}: no text for slot {match[1]!r}")
            return slots[match[1]]

        return _SLOT.sub(text, self.user)
