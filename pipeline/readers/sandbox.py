"""The limited process a file is parsed in, both ends of it.

The child gets bytes and limits over a pipe and answers in JSON, so that nothing a damaged file
does to a parser reaches the caller: it may only fail, and then the caller says so in one line.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any, Self

from pipeline.errors import InvariantError, UnreadableFile
from pipeline.readers.limits import MIB, Limits
from pipeline.readers.registry import PACKAGE, read_with
from pipeline.readers.transfer import JsonValue, document_from_json, document_to_json
from pipeline.types.document import Document

_ROOT = Path(__file__).resolve().parents[2]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from pipeline.readers import sandbox; sandbox.serve()"
)
_HEADER = struct.Struct(">Q")
_ANSWER_BYTES = 400 * MIB
_START_SECONDS = 10.0
_FILES_PER_PROCESS = 50


class Sandbox:
    """A child that parses files one after another; use as a context manager.

    A child that fails is replaced for the next file, and one that has read fifty files too, so
    that no file is parsed in a process that an earlier one broke. `package` is the folder of
    readers, another one only in tests.
    """

    def __init__(self, limits: Limits, package: str = PACKAGE) -> None:
        self.limits = limits
        self._package = package
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, data: bytes, name: str) -> Document:
        """Parse `data` in the child; raises UnreadableFile with the reason in one line."""
        if self._child is None or self._served >= _FILES_PER_PROCESS:
            self._stop()
            self._child, self._served = self._start(), 0
        self._served += 1
        request = {"name": name, "limits": dataclasses.asdict(self.limits)}
        head = json.dumps({**request, "package": self._package}).encode()
        seconds = self.limits.max_seconds + self.limits.max_ocr_seconds + _START_SECONDS
        try:
            answer = _exchange(self._child, [head, data], time.monotonic() + seconds)
        except TimeoutError:
            self._stop()
            raise UnreadableFile(f"{name}: not read within {seconds:g} seconds") from None
        except (OSError, EOFError, ValueError):
            code = self._stop()
            raise UnreadableFile(f"{name}: {_death(code, self.limits)}") from None
        return self._document(answer, name)

    def _document(self, answer: JsonValue, name: str) -> Document:
        if isinstance(answer, dict) and "document" in answer:
            with contextlib.suppress(InvariantError):
                return document_from_json(answer["document"])
        self._stop()
        reason = answer.get("refused") if isinstance(answer, dict) else None
        if isinstance(reason, str):
            raise UnreadableFile(" ".join(reason.split())[:500])
        raise UnreadableFile(f"{name}: the reader gave an answer that makes no sense")

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )

    def _stop(self) -> int | None:
        child, self._child = self._child, None
        if child is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            if child.stdin:
                with contextlib.suppress(OSError):
                    child.stdin.close()
            child.wait(timeout=0.5)
        code = child.poll()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if child.stdout:
            child.stdout.close()
        return code


def _exchange(child: subprocess.Popen[bytes], frames: list[bytes], until: float) -> JsonValue:
    """Send frames and wait for one answer, never blocking past `until` (monotonic seconds)."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    left = memoryview(b"".join(_HEADER.pack(len(frame)) + frame for frame in frames))
    got = bytearray()
    os.set_blocking(child.stdin.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdin, selectors.EVENT_WRITE)
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            wait = until - time.monotonic()
            events = selector.select(wait) if wait > 0 else []
            if not events:
                raise TimeoutError
            for key, _ in events:
                if key.fileobj is child.stdin:
                    left = left[os.write(child.stdin.fileno(), left[: 1 << 16]) :]
                    if not left:
                        selector.unregister(child.stdin)
                else:
                    piece = os.read(child.stdout.fileno(), 1 << 20)
                    if not piece:
                        raise EOFError
                    got += piece
            if _whole(got):
                return json.loads(got[_HEADER.size :])


def _whole(got: bytearray) -> bool:
    if len(got) < _HEADER.size:
        return False
    size = _HEADER.unpack_from(got)[0]
    if size > _ANSWER_BYTES:
        raise ValueError("answer too long")
    return bool(len(got) >= _HEADER.size + size)


def _death(code: int | None, limits: Limits) -> str:
    if code is not None and -code == signal.SIGXCPU:
        return f"not read within {limits.max_seconds:g} seconds of processor time"
    if code is not None and code < 0:
        ended = signal.Signals(-code).name
        return (
            f"the reader broke off ({ended}): damaged, or over {limits.max_memory_mb} MB of memory"
        )
    return f"the reader broke off: damaged, or over {limits.max_memory_mb} MB of memory"


def serve() -> None:
    """Run the child: read requests from standard input until it ends, answer on standard output.

    What parsers print goes nowhere, because it could hold words of the contract.
    """
    source = sys.stdin.buffer
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    while head := _frame(source):
        request = json.loads(head)
        data = _frame(source)
        limits = Limits(**request["limits"])
        _confine(limits)
        answer = json.dumps(_answer(data, request, limits)).encode()
        _send(out, _HEADER.pack(len(answer)) + answer)


def _answer(data: bytes, request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    name = request["name"]
    try:
        return {"document": document_to_json(read_with(data, name, limits, request["package"]))}
    except UnreadableFile as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": f"{name}: needs more than {limits.max_memory_mb} MB of memory"}
    except RecursionError:
        return {"refused": f"{name}: nested too deeply"}
    except Exception as error:
        return {"refused": f"{name}: cannot be read, damaged or unusual ({type(error).__name__})"}


def _confine(limits: Limits) -> None:
    """Cap memory, processor time of this file, written files and core dumps, where possible."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.max_seconds) + 1
    memory = int(limits.max_memory_mb * MIB)
    caps = [(resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)]
    caps += [(resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)]
    for kind, cap in caps:
        hard = resource.getrlimit(kind)[1]
        cap = cap if hard == resource.RLIM_INFINITY else min(cap, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (cap, hard))


def _frame(source: IO[bytes]) -> bytes:
    head = source.read(_HEADER.size)
    return source.read(_HEADER.unpack(head)[0]) if len(head) == _HEADER.size else b""


def _send(out: IO[bytes], data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[out.write(left) or 0 :]
