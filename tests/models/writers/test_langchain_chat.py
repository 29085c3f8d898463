"""The langchain adapter against a server on this machine, in both wire forms."""

from __future__ import annotations

import time
from typing import Any

import pytest

from models.writers.configured import configured_writer
from models.writers.langchain_chat import KINDS, TRIES, LangchainChat, checked_url
from models.writers.writer import Choice, Completion, Request
from pipeline.errors import (
    ClausewrightError,
    UsageError,
    WriterFailed,
    WriterOverflow,
    WriterUnavailable,
)
from tests.models.writers.chat_server import ChatServer, Turn, serving

SECRET = "The Supplier pays nine hundred crowns."
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"law": {"type": "string", "enum": ["Kent", "Peru"]}},
    "required": ["law"],
    "additionalProperties": False,
}

both = pytest.mark.parametrize("kind", KINDS)


def ask(kind: str, server: ChatServer, timeout: float = 20.0, **more: Any) -> Completion:
    writer = LangchainChat(Choice(kind, "small", server.url(kind), **more), first_wait=0.01)
    return writer.complete(
        Request("System.", SECRET, SCHEMA, 50, temperature=0.4, seed=3, timeout=timeout)
    )


@both
def test_what_is_sent(kind: str) -> None:
    with serving(Turn()) as server:
        said = ask(kind, server, key="k-1")
        (body,) = server.asked
        assert server.headers[0]["authorization"] == "Bearer k-1"
    assert (said.text, said.prompt_tokens, said.answer_tokens) == ('{"law": "Kent"}', 11, 7)
    assert body["model"] == "small"
    assert [one["content"] for one in body["messages"]] == ["System.", SECRET]
    if kind == "openai":
        form = body["response_format"]
        assert form["type"] == "json_schema"
        assert form["json_schema"]["schema"]["properties"] == SCHEMA["properties"]
        assert form["json_schema"]["strict"] is True
        assert (body["temperature"], body["seed"], body["max_tokens"]) == (0.4, 3, 50)
    else:
        assert body["format"]["properties"] == SCHEMA["properties"]
        options = body["options"]
        assert (options["temperature"], options["seed"], options["num_predict"]) == (0.4, 3, 50)
        assert options["num_ctx"] >= 4096


@both
@pytest.mark.parametrize(
    "first",
    [
        pytest.param(Turn(status=500), id="500"),
        pytest.param(Turn(status=503), id="503"),
        pytest.param(Turn(status=429, headers={"Retry-After": "0"}), id="429"),
    ],
)
def test_a_server_that_recovers(kind: str, first: Turn) -> None:
    with serving(first, Turn()) as server:
        assert ask(kind, server).text == '{"law": "Kent"}'
        assert len(server.asked) == 2


FAILS = [
    # what the server does, which error of ours, how often it is asked
    pytest.param(Turn(status=500), WriterFailed, "status 500", TRIES, id="always 500"),
    pytest.param(
        Turn(status=429, headers={"Retry-After": "0"}), WriterFailed, "429", TRIES, id="always 429"
    ),
    pytest.param(Turn(cut=True), WriterFailed, "small: ", 1, id="cut connection"),
    pytest.param(Turn(text=None), WriterFailed, "no answer", 1, id="None"),
    pytest.param(Turn(text="  "), WriterFailed, "no answer", 1, id="blank"),
    pytest.param(Turn(why="length"), WriterFailed, "answer cut", 1, id="cut answer"),
    pytest.param(Turn(why=None), WriterFailed, "answer cut", 1, id="never finished"),
    pytest.param(Turn(raw=b"<html>"), WriterFailed, "small: ", 1, id="not JSON at all"),
    pytest.param(Turn(raw=b"{}"), WriterFailed, "small: ", 1, id="another form"),
    pytest.param(Turn(status=401), WriterUnavailable, "401", 1, id="wrong key"),
    pytest.param(Turn(status=404), WriterUnavailable, "404", 1, id="no such model"),
    pytest.param(
        Turn(f"context: {SECRET}", status=400), WriterOverflow, "longer", 1, id="too long"
    ),
    pytest.param(Turn(f"bad: {SECRET}", status=400), WriterFailed, "400", 1, id="bad request"),
]


@both
@pytest.mark.parametrize(("turn", "error", "named", "asked"), FAILS)
def test_failures_by_name_and_never_with_text(
    kind: str, turn: Turn, error: type[ClausewrightError], named: str, asked: int
) -> None:
    with serving(turn) as server:
        with pytest.raises(error, match=named) as caught:
            ask(kind, server)
        assert len(server.asked) == asked
    assert type(caught.value) is error
    assert "crowns" not in str(caught.value)


@both
def test_text_that_is_no_json_is_handed_on(kind: str) -> None:
    # whoever asked checks the answer; a client that raised here would hide what was said
    with serving(Turn(text="I cannot do that")) as server:
        assert ask(kind, server).text == "I cannot do that"


@both
def test_unknown_costs_are_not_zero(kind: str) -> None:
    with serving(Turn(usage=False)) as server:
        said = ask(kind, server)
    assert (said.prompt_tokens, said.answer_tokens) == (None, None)


@both
def test_a_server_that_hangs(kind: str) -> None:
    started = time.perf_counter()
    with (
        serving(Turn(wait=30)) as server,
        pytest.raises(WriterFailed, match=r"no answer in 0\.5 s"),
    ):
        ask(kind, server, timeout=0.5)
    assert time.perf_counter() - started < 25  # the server would wait 30


@both
def test_no_server(kind: str) -> None:
    with serving(Turn()) as server:
        pass
    with pytest.raises(WriterUnavailable, match="no server at"):
        ask(kind, server)


@both
def test_a_redirection_is_not_followed(kind: str) -> None:
    with (
        serving(Turn()) as other,
        serving(Turn(status=307, headers={"Location": other.root})) as server,
    ):
        with pytest.raises(WriterUnavailable, match="307"):
            ask(kind, server)
        assert other.asked == []


@both
def test_neither_tracing_nor_proxy_gets_the_text(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Turn()) as spy, serving(Turn()) as server:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", spy.root)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, spy.root)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        ask(kind, server)
        time.sleep(0.3)
        assert len(server.asked) == 1
        assert spy.paths == []


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        pytest.param("http://127.0.0.1:8080/v1", True, id="loopback"),
        pytest.param("http://127.9.9.9/v1", True, id="whole loopback range"),
        pytest.param("http://localhost:1234", True, id="its name"),
        pytest.param("https://[::1]:8080/v1", True, id="version 6"),
        pytest.param("http://192.0.2.7:8080/v1", False, id="another address"),
        pytest.param("http://0.0.0.0:8080/v1", False, id="any address"),
        pytest.param("http://models.example/v1", False, id="another name"),
        pytest.param("http://127.0.0.1.example/v1", False, id="looks like loopback"),
        pytest.param("http://localhost.example/v1", False, id="looks like its name"),
        pytest.param("http://127.0.0.1@models.example/v1", False, id="user in front"),
        pytest.param("http://models.example\\@127.0.0.1/v1", False, id="back slash"),
        pytest.param("file:///etc/hosts", False, id="no server"),
        pytest.param("127.0.0.1:8080", False, id="no scheme"),
    ],
)
def test_which_urls_are_this_machine(url: str, fine: bool) -> None:
    if fine:
        assert checked_url(url, remote=False) == url
    else:
        with pytest.raises(UsageError, match="CLAUSEWRIGHT_LLM_URL"):
            checked_url(url, remote=False)


def test_another_machine_by_a_word() -> None:
    url = "https://models.example/v1"
    with pytest.raises(UsageError, match="CLAUSEWRIGHT_LLM_REMOTE=yes"):
        configured_writer("openai:small", url)
    assert configured_writer("openai:small", url, remote=True).endpoint == url


@pytest.mark.parametrize(
    ("llm", "named"),
    [
        pytest.param(None, "None; a model of one of these", id="none named"),
        pytest.param("parrot", "embedded, ollama, openai, scripted", id="unknown"),
        pytest.param("openai:small", "CLAUSEWRIGHT_LLM_URL is not set", id="no URL"),
        pytest.param("ollama", "ollama:MODEL is needed", id="no model"),
        pytest.param("scripted:nowhere.json", "no readable answers", id="no script"),
    ],
)
def test_models_that_cannot_be_named(llm: str | None, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        configured_writer(llm)
