"""A tagger that asks a language model, and believes only what the text bears out.

The model lists rows of unit, quote, label and confidence; the quote comes before the label, so that
it looks before it judges. A row counts when its unit was asked about, its label is one of the
prompt's, its confidence is a number from 0 to 100 and its quote stands word for word in that unit.
Units are data: whatever they say, an answer can only give them labels.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.llm_rows import Row, read_rows, schema_of, shown_unit
from models.tagging_prompt import TaggingPrompt
from models.usage import Usage
from models.writers.writer import Completion, Request, Writer
from pipeline.errors import TaggingFailed, WriterFailed, WriterOverflow


@dataclass(slots=True)
class _Told:
    """What came of one call: its rows, None for no usable answer, and its cost."""

    rows: list[Row] | None
    usage: Usage


class LlmTagger:
    """Tags units in calls of at most `units_per_call` units and `most_characters` characters.

    `seen` is empty: what a language model was trained on is not known, so nothing is refused as
    seen, and a figure on public data may not be evidence.
    """

    name = "llm"
    seen: Mapping[str, frozenset[str]] = {}

    def __init__(
        self,
        prompt: TaggingPrompt,
        writer: Writer,
        *,
        timeout: float = 300.0,
        most_characters: int = 24_000,
    ) -> None:
        """`timeout` is in seconds, of one try."""
        self.labels = tuple(prompt.labels)
        self._prompt, self._writer = prompt, writer
        self._timeout, self._most = timeout, most_characters
        self._usage = Usage()

    @property
    def about(self) -> Mapping[str, str | int | None]:
        """Return prompt and model, their hashes, and where the texts were sent."""
        return {
            "prompt": self._prompt.id,
            "prompt_sha256": self._prompt.sha256,
            "model": self._writer.model,
            "model_sha256": self._writer.model_sha256,
            "endpoint": self._writer.endpoint,
            "units_per_call": self._prompt.units_per_call,
            "most_characters": self._most,
        }

    @property
    def weights_sha256(self) -> str:
        """Return the hash of all that the scores depend on, of a server only its model's name."""
        text = json.dumps(dict(self.about), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def take_usage(self) -> Usage:
        """Return what the calls since the last time cost, and begin anew."""
        taken, self._usage = self._usage, Usage()
        return taken

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        """Return [units, labels] scores: the best confidence of a row, 0 where there is none.

        Raises TaggingFailed when no call gave a usable answer, and WriterUnavailable as the model
        does.
        """
        scores = np.zeros((len(units), len(self.labels)), np.float32)
        column = {label: i for i, label in enumerate(self.labels)}
        calls = invalid = 0
        packs = deque(self._packs(units))
        while packs:
            pack = packs.popleft()
            try:
                told = self._call([units[i] for i in pack])
            except WriterOverflow:
                if len(pack) > 1:
                    middle = len(pack) // 2
                    packs.extendleft([pack[middle:], pack[:middle]])
                    continue
                told = _Told(None, Usage())
            calls, invalid = calls + 1, invalid + (told.rows is None)
            self._usage += told.usage + Usage(calls=1, invalid_calls=int(told.rows is None))
            for row in told.rows or ():
                place = pack[row.unit], column[row.label]
                scores[place] = max(scores[place], row.confidence)
        if calls and invalid == calls:
            raise TaggingFailed(f"{self._writer.model}: none of {calls} calls had a usable answer")
        return scores

    def _packs(self, units: Sequence[str]) -> Iterator[list[int]]:
        """Yield the positions of units that go into one call; blank ones go into none."""
        pack: list[int] = []
        size = 0
        for i, unit in enumerate(units):
            if not unit.strip():
                continue
            if pack and (len(pack) == self._prompt.units_per_call or size + len(unit) > self._most):
                yield pack
                pack, size = [], 0
            pack.append(i)
            size += len(unit)
        if pack:
            yield pack

    def _call(self, units: Sequence[str]) -> _Told:
        """Ask once, and once more when the answer is of no use; raises WriterOverflow."""
        usage = Usage()
        for attempt in range(2):
            usage += Usage(retries=attempt)
            started = time.perf_counter()
            try:
                said = self._writer.complete(self._request(units, attempt))
            except WriterOverflow:
                self._usage += usage
                raise
            except WriterFailed:
                usage += Usage(untold=1, seconds=time.perf_counter() - started)
                continue
            usage += _cost(said)
            found = read_rows(said.text, units, self.labels)
            if found is not None:
                rows, dropped = found
                return _Told(rows, usage + Usage(rows=len(rows) + dropped, invalid_rows=dropped))
        return _Told(None, usage)

    def _request(self, units: Sequence[str], attempt: int) -> Request:
        prompt = self._prompt
        listed = "\n".join(f"{label}: {line}" for label, line in prompt.labels.items())
        shown = "\n".join(shown_unit(number, unit) for number, unit in enumerate(units, 1))
        return Request(
            system=prompt.system,
            user=prompt.fill({"labels": listed, "units": shown}),
            schema=schema_of(self.labels, len(units)),
            max_tokens=prompt.max_tokens,
            temperature=prompt.retry_temperature if attempt else prompt.temperature,
            seed=prompt.seed + attempt,
            timeout=self._timeout,
        )


def _cost(said: Completion) -> Usage:
    if said.prompt_tokens is None or said.answer_tokens is None:
        return Usage(untold=1, seconds=said.seconds)
    return Usage(
        prompt_tokens=said.prompt_tokens, answer_tokens=said.answer_tokens, seconds=said.seconds
    )
