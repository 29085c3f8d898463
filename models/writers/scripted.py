"""A model that says what it was told to say: for tests, and to replay answers kept in a file."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

from models.writers.writer import Choice, Completion, Request, Writer
from pipeline.errors import ClausewrightError, UsageError, WriterFailed

KINDS = ("scripted",)


class Scripted:
    """Gives `answers` one after the other; an error among them is raised in its turn.

    Words parted by white space count as tokens. `requests` keeps what was asked.
    """

    endpoint = None

    def __init__(self, answers: Sequence[str | ClausewrightError], model: str = "scripted") -> None:
        """Take the answers in the order in which they are given."""
        self.model = model
        told = json.dumps([str(one) for one in answers]).encode("ascii")
        self.model_sha256: str | None = hashlib.sha256(told).hexdigest()
        self.requests: list[Request] = []
        self._answers = list(answers)

    def complete(self, request: Request) -> Completion:
        """Return the next answer.

        Raises WriterFailed when none is left or it is longer than `max_tokens`, and the errors
        among the answers.
        """
        started = time.perf_counter()
        self.requests.append(request)
        if len(self.requests) > len(self._answers):
            raise WriterFailed(f"{self.model}: all {len(self._answers)} answers are given")
        answer = self._answers[len(self.requests) - 1]
        if isinstance(answer, ClausewrightError):
            raise answer
        words = len(answer.split())
        if words > request.max_tokens:
            raise WriterFailed(f"{self.model}: answer cut at {request.max_tokens} tokens")
        asked = len(f"{request.system} {request.user}".split())
        seconds = time.perf_counter() - started
        return Completion(answer, asked, words, seconds, self.model, self.model_sha256)


def open_writer(choice: Choice) -> Writer:
    """Return a replay of the JSON list of strings in the file that `model` names.

    Raises UsageError when it holds none.
    """
    try:
        answers = json.loads(Path(choice.model).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"scripted:{choice.model}: no readable answers ({error})") from error
    if not isinstance(answers, list) or not all(isinstance(one, str) for one in answers):
        raise UsageError(f"scripted:{choice.model}: a JSON list of strings is needed")
    return Scripted(answers, f"scripted:{Path(choice.model).name}")
