"""Models behind a server that speaks the OpenAI or the Ollama form, through langchain.

Nothing else here knows langchain. Its tracing is off, whatever the environment says; no proxy is
used and no redirection followed on this machine, so that a text goes to the address named or
nowhere.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from models.writers.writer import Choice, Completion, Request, Writer
from pipeline.errors import UsageError, WriterFailed, WriterOverflow, WriterUnavailable

KINDS = ("openai", "ollama")
OLLAMA = "http://127.0.0.1:11434"
TRIES = 3
_LONGEST_WAIT = 10.0  # seconds, whatever a server asks for
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_NEVER = frozenset({301, 302, 303, 307, 308, 401, 403, 404, 405})
_PLACE = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?")
_WHOLE = frozenset({"stop"})


class LangchainChat:
    """A chat model of a server; its answers are held to a schema by `json_schema` there."""

    model_sha256: str | None = None

    def __init__(self, choice: Choice, *, first_wait: float = 0.5) -> None:
        """Raises UsageError for no model, no URL, or one on another machine when not `remote`.

        `first_wait` is in seconds, before a second try; it doubles for each further one.
        """
        if not choice.model:
            raise UsageError(f"CLAUSEWRIGHT_LLM is {choice.kind!r}; {choice.kind}:MODEL is needed")
        self.endpoint = checked_url(_url(choice), choice.remote)
        self.model = f"{choice.kind}:{choice.model}"
        self._choice = choice
        self._first_wait = first_wait

    def complete(self, request: Request) -> Completion:
        """Return the answer, after at most `TRIES` tries where the server may recover.

        Raises WriterFailed for a time-out, a broken connection, an error of the server, no answer
        or a cut one, WriterOverflow where the server says the request is too long, and
        WriterUnavailable when there is no server or it refuses us.
        """
        started = time.perf_counter()
        for attempt in range(TRIES):
            try:
                raw = _ask(self._choice, self.endpoint, request)
                break
            except WriterFailed:
                raise
            except Exception as error:
                wait = _wait(error, self._first_wait * 2**attempt)
                if wait is None or attempt == TRIES - 1:
                    # Without its cause: messages of clients may hold what was sent.
                    raise _told(error, self.model, self.endpoint, request) from None
            time.sleep(wait)
        return _completion(raw, self.model, time.perf_counter() - started)


def open_writer(choice: Choice) -> Writer:
    """Return the model of a server, not asked yet; raises UsageError as LangchainChat does."""
    return LangchainChat(choice)


def checked_url(url: str, remote: bool) -> str:
    """Return the URL of a server; raises UsageError for another machine unless `remote`."""
    parts = urlsplit(url)
    match = _PLACE.fullmatch(parts.netloc)
    if parts.scheme not in ("http", "https") or not match:
        raise UsageError(f"CLAUSEWRIGHT_LLM_URL is {url!r}; http://HOST:PORT/PATH is needed")
    if not remote and not _is_loopback(match[1].strip("[]")):
        raise UsageError(
            f"CLAUSEWRIGHT_LLM_URL is {url!r}, another machine: contract text would leave this "
            "one. CLAUSEWRIGHT_LLM_REMOTE=yes allows it"
        )
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _url(choice: Choice) -> str:
    if choice.url:
        return choice.url
    if choice.kind == "ollama":
        return OLLAMA
    raise UsageError("CLAUSEWRIGHT_LLM_URL is not set; openai:MODEL needs the URL of a server")


def _ask(choice: Choice, url: str, request: Request) -> Any:  # noqa: ANN401
    """Return the message of one try; raises what the client of that kind raises."""
    try:
        from langchain.chat_models import init_chat_model
        from langsmith.run_helpers import tracing_context
        from langsmith.utils import tracing_is_enabled
    except ImportError as error:
        needed = "pip install 'clausewright[llm]'"
        raise WriterUnavailable(f"{choice.kind} models need langchain: {needed}") from error
    with tracing_context(enabled=False):
        if tracing_is_enabled() is not False:
            raise WriterUnavailable("tracing by langsmith is on and cannot be switched off")
        chat = init_chat_model(
            f"{choice.kind}:{choice.model}", base_url=url, **_settings(choice, request)
        )
        schema = {"title": "answer", **request.schema}
        strict = {"strict": True} if choice.kind == "openai" else {}
        asked = chat.with_structured_output(
            schema, method="json_schema", include_raw=True, **strict
        )
        said = asked.invoke([("system", request.system), ("human", request.user)])
    return said["raw"] if isinstance(said, Mapping) else said


def _settings(choice: Choice, request: Request) -> dict[str, Any]:
    both = {"temperature": request.temperature, "seed": request.seed, "cache": False}
    # Langchain closes no client, so no connection may outlive its answer.
    client: dict[str, Any] = {
        "timeout": request.timeout,
        "trust_env": choice.remote,
        "follow_redirects": False,
        "headers": {"Connection": "close"},
    }
    if choice.kind == "ollama":
        if choice.key:
            client["headers"]["Authorization"] = f"Bearer {choice.key}"
        return {
            **both,
            "num_predict": request.max_tokens,
            "num_ctx": _context(request),
            "client_kwargs": client,
        }
    import httpx

    return {
        **both,
        "max_tokens": request.max_tokens,
        # Sent as max_completion_tokens, which not every local server reads.
        "extra_body": None if choice.remote else {"max_tokens": request.max_tokens},
        "max_retries": 0,
        "timeout": request.timeout,
        "api_key": choice.key or "none",
        "use_responses_api": False,
        "http_client": httpx.Client(**client),
    }


def _context(request: Request) -> int:
    """Return a context, in tokens, that holds request and answer: Ollama cuts what is longer.

    Two characters a token are more tokens than any contract has; powers of two, as another context
    loads the model anew.
    """
    need = (len(request.system) + len(request.user)) // 2 + request.max_tokens
    return 1 << max(12, (need - 1).bit_length())


def _wait(error: Exception, planned: float) -> float | None:
    """Return how many seconds to wait before another try, None when none would help."""
    status = getattr(error, "status_code", None)
    if status not in _AGAIN:
        return None
    headers = getattr(getattr(error, "response", None), "headers", {})
    asked = str(headers.get("retry-after", ""))
    return min(float(asked) if asked.isdigit() else planned, _LONGEST_WAIT)


def _told(
    error: Exception, model: str, url: str, request: Request
) -> WriterFailed | WriterUnavailable:
    """Return our error for a client's, told by kind and status only."""
    kind, status = type(error).__name__, getattr(error, "status_code", None)
    names = _names(error)
    if isinstance(error, WriterUnavailable):
        return error
    if status in _NEVER:
        return WriterUnavailable(f"{model} at {url} answers {status}")
    if any("Timeout" in name for name in names):
        return WriterFailed(f"{model}: no answer in {request.timeout:g} s")
    if names & {"ConnectError", "ConnectionError"} and status is None:
        return WriterUnavailable(f"{model}: no server at {url}")
    if "LengthFinishReasonError" in names:
        return WriterFailed(f"{model}: answer cut (length) at {request.max_tokens} tokens")
    if status == 400 and "context" in str(error).lower():
        return WriterOverflow(f"{model}: request longer than the context of the server")
    return WriterFailed(f"{model}: {kind}{'' if status is None else f', status {status}'}")


def _names(error: BaseException | None) -> set[str]:
    """Return the names of the classes of an error and of all that led to it."""
    found: set[str] = set()
    while error is not None:
        found |= {one.__name__ for one in type(error).__mro__}
        error = error.__cause__ or error.__context__
    return found


def _completion(raw: Any, model: str, seconds: float) -> Completion:  # noqa: ANN401
    told: Mapping[str, Any] = getattr(raw, "response_metadata", None) or {}
    why = told.get("finish_reason") or told.get("done_reason")
    text = getattr(raw, "content", None)
    if not isinstance(text, str) or not text.strip():
        raise WriterFailed(f"{model}: no answer (finished by {why!r})")
    if why not in _WHOLE:
        raise WriterFailed(f"{model}: answer cut (finished by {why!r})")
    usage: Mapping[str, Any] = getattr(raw, "usage_metadata", None) or {}
    return Completion(
        text, usage.get("input_tokens"), usage.get("output_tokens"), seconds, model, None
    )
