"""What every language model offers: one structured answer to one request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Request:
    """One question: the answer is a JSON text of `schema`, at most `max_tokens` long.

    `timeout` is in seconds, of waiting for one try.
    """

    system: str
    user: str
    schema: Mapping[str, Any]
    max_tokens: int
    temperature: float = 0.0
    seed: int = 0
    timeout: float = 300.0


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole answer, not cut. Tokens are None where the model did not tell them."""

    text: str
    prompt_tokens: int | None
    answer_tokens: int | None
    seconds: float
    model: str
    model_sha256: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which model: `kind` is one of a module's KINDS, `model` its name there, if it has one.

    `url` is a server's, which may be another machine only when `remote`.
    """

    kind: str
    model: str = ""
    url: str | None = None
    remote: bool = False
    key: str | None = field(default=None, repr=False)
    threads: int = 2


@runtime_checkable
class Writer(Protocol):
    """A language model. Its messages never hold text of a request or an answer."""

    @property
    def model(self) -> str:
        """Return which model answers: kind and name, as in "ollama:NAME"."""
        ...

    @property
    def model_sha256(self) -> str | None:
        """Return the hash of its weights, None where a server keeps them."""
        ...

    @property
    def endpoint(self) -> str | None:
        """Return the address that texts are sent to, None where they stay in this process."""
        ...

    def complete(self, request: Request) -> Completion:
        """Return the answer to a request.

        Raises WriterFailed when there is none or it was cut, WriterOverflow when the request is too
        long, and WriterUnavailable when no request can be answered. The answer is the model's word
        only: whoever asked checks it.
        """
        ...


class WriterModule(Protocol):
    """A module of this folder that serves some kinds of model."""

    KINDS: tuple[str, ...]

    def open_writer(self, choice: Choice) -> Writer:
        """Return the model; raises UsageError, WeightsError or WriterUnavailable when it cannot."""
        ...
