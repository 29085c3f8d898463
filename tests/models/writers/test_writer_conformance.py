"""Every kind of model of the folder keeps the protocol, each by its real path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any

import pytest
from jsonschema import validate

from models.writers.configured import configured_writer, writer_modules
from models.writers.embedded import Embedded, find_weights
from models.writers.scripted import Scripted
from models.writers.writer import Choice, Request, Writer
from pipeline.errors import WriterFailed, WriterOverflow
from tests.models.writers.chat_server import Turn, serving

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "quote": {"type": "string", "enum": ["the laws of Kent"]},
        "law": {"type": "string", "enum": ["Kent", "Peru"]},
    },
    "required": ["quote", "law"],
    "additionalProperties": False,
}
ANSWER = '{"quote": "the laws of Kent", "law": "Kent"}'


def asking(**more: Any) -> Request:
    given: dict[str, Any] = {"max_tokens": 60, "timeout": 120.0, **more}
    return Request("You answer in JSON.", "The laws of Kent govern.", SCHEMA, **given)


@cache
def embedded() -> Embedded:
    return Embedded(find_weights(), threads=1, context=512)


@contextmanager
def replayed(*turns: Turn) -> Iterator[Writer]:
    yield Scripted([one.text or "" for one in turns])


@contextmanager
def in_process(*turns: Turn) -> Iterator[Writer]:
    yield embedded()


def served(kind: str) -> Callable[..., AbstractContextManager[Writer]]:
    @contextmanager
    def opened(*turns: Turn) -> Iterator[Writer]:
        with serving(*turns) as server:
            yield writer_modules()[kind].open_writer(Choice(kind, "small", server.url(kind)))

    return opened


KINDS = {
    "embedded": in_process,
    "ollama": served("ollama"),
    "openai": served("openai"),
    "scripted": replayed,
}


def test_every_kind_of_the_folder_is_tested() -> None:
    assert list(KINDS) == list(writer_modules())


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_of_the_schema_with_its_cost(kind: str) -> None:
    with KINDS[kind](Turn(ANSWER)) as writer:
        assert isinstance(writer, Writer)
        said = writer.complete(asking())
    validate(json.loads(said.text), SCHEMA)
    assert said.model == writer.model
    assert said.model.split(":")[0] == kind
    assert said.model_sha256 == writer.model_sha256
    assert said.prompt_tokens
    assert said.answer_tokens
    assert said.seconds > 0
    assert (writer.endpoint is None) == (kind in ("embedded", "scripted"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_cut_answer_is_a_failure(kind: str) -> None:
    with (
        KINDS[kind](Turn(ANSWER, why="length")) as writer,
        pytest.raises(WriterFailed, match="cut"),
    ):
        writer.complete(asking(max_tokens=2))


@pytest.mark.parametrize("kind", ["embedded", "ollama", "openai"])
def test_a_request_too_long_is_told_apart(kind: str) -> None:
    over = Turn("request exceeds the available context size", status=400)
    long = Request("Answer.", "word " * 600, SCHEMA, 40)
    with KINDS[kind](over) as writer, pytest.raises(WriterOverflow) as caught:
        writer.complete(long)
    assert "word" not in str(caught.value)


def test_the_embedded_model_answers_equal_requests_alike() -> None:
    first, second = (embedded().complete(asking()) for _ in range(2))
    assert first.text == second.text
    assert " " not in first.text.replace("the laws of Kent", "")


def test_the_embedded_model_stops_at_its_time() -> None:
    with pytest.raises(WriterFailed, match="no whole answer in 0 s"):
        embedded().complete(asking(timeout=0.0))


def test_a_model_by_its_name(tmp_path: Any) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps([ANSWER]))
    writer = configured_writer(f"scripted:{path}")
    assert writer.complete(asking()).text == ANSWER
    with pytest.raises(WriterFailed, match="all 1 answers are given"):
        writer.complete(asking())
