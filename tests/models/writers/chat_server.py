"""A small chat server on this machine in the wire forms of OpenAI and of Ollama.

Each request takes the next of `turns`, the last again and again. It keeps what was asked.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Turn:
    """What one request is answered with; `text` None is an answer without content."""

    text: str | None = '{"law": "Kent"}'
    status: int = 200
    why: str | None = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: bool = False  # the connection ends in the middle of the answer
    raw: bytes | None = None  # instead of the wire form
    usage: bool = True


class ChatServer:
    def __init__(self, turns: Sequence[Turn]) -> None:
        self.turns = list(turns)
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                body = json.loads(self.rfile.read(length))
                outer.asked.append(body)
                outer.paths.append(self.path)
                outer.headers.append({k.lower(): v for k, v in self.headers.items()})
                turn = outer.turns[min(len(outer.asked), len(outer.turns)) - 1]
                outer.stopping.wait(turn.wait)
                data = turn.raw if turn.raw is not None else wire(self.path, turn)
                self.send_response(turn.status)
                for name, value in turn.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data[: len(data) // 2] if turn.cut else data)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """Clients that have gone away are part of the tests."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self._thread.start()

    def url(self, kind: str) -> str:
        return f"{self.root}/v1" if kind == "openai" else self.root

    def close(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def serving(*turns: Turn) -> Iterator[ChatServer]:
    server = ChatServer(turns or [Turn()])
    try:
        yield server
    finally:
        server.close()


def wire(path: str, turn: Turn) -> bytes:
    if turn.status != 200:
        return json.dumps({"error": {"message": turn.text or "no", "type": "server"}}).encode()
    if path == "/v1/chat/completions":
        return json.dumps(openai_form(turn)).encode()
    return json.dumps(ollama_form(turn)).encode() + b"\n"


def openai_form(turn: Turn) -> dict[str, Any]:
    message = {"role": "assistant", "content": turn.text}
    found: dict[str, Any] = {
        "id": "x",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "small",
        "choices": [{"index": 0, "message": message, "finish_reason": turn.why}],
    }
    if turn.usage:
        found["usage"] = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    return found


def ollama_form(turn: Turn) -> dict[str, Any]:
    found: dict[str, Any] = {
        "model": "small",
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": turn.text or ""},
        "done": turn.why is not None,
        "done_reason": turn.why,
    }
    if turn.usage:
        found |= {"prompt_eval_count": 11, "eval_count": 7}
    return found
