"""What a tagger needs of a prompt; `prompts.prompt.Prompt` is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class TaggingPrompt(Protocol):
    """A versioned prompt. Models know no prompt files: who asks hands one in."""

    @property
    def id(self) -> str:
        """Return name@version."""
        ...

    @property
    def sha256(self) -> str:
        """Return the hash of all it says, in hex."""
        ...

    @property
    def labels(self) -> Mapping[str, str]:
        """Return what each label means, in a line."""
        ...

    @property
    def system(self) -> str:
        """Return the system text."""
        ...

    @property
    def units_per_call(self) -> int:
        """Return how many units one call holds at most."""
        ...

    @property
    def max_tokens(self) -> int:
        """Return how long an answer may be, in tokens."""
        ...

    @property
    def temperature(self) -> float:
        """Return the temperature of a first try."""
        ...

    @property
    def retry_temperature(self) -> float:
        """Return the temperature of a second try."""
        ...

    @property
    def seed(self) -> int:
        """Return the seed of a first try."""
        ...

    def fill(self, slots: Mapping[str, str]) -> str:
        """Return the user text with the slots "labels" and "units" filled."""
        ...
