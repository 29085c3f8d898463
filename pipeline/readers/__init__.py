"""Readers: one module or package for each kind of file; the folder is the registry."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import UnreadableFile
from pipeline.readers.limits import Limits
from pipeline.types.document import Document

__all__ = ["Limits", "read", "read_bytes", "read_many"]


def read(path: Path, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen value
    """Read a file in a limited process of its own.

    Raises UnreadableFile, its message one line that starts with the file's name, when the file is
    missing, of a kind that cannot be read, damaged, protected or over a limit.
    """
    from pipeline.readers.sandbox import Sandbox

    data = _bytes_of(path, limits)
    with Sandbox(limits) as sandbox:
        return sandbox.read(data, path.name)


def read_many(
    paths: Iterable[Path],
    limits: Limits = Limits(),  # noqa: B008 - frozen value
) -> Iterator[tuple[Path, Document | UnreadableFile]]:
    """Read files one after another, sharing a limited process while none of them breaks it."""
    from pipeline.readers.sandbox import Sandbox

    with Sandbox(limits) as sandbox:
        for path in paths:
            try:
                yield path, sandbox.read(_bytes_of(path, limits), path.name)
            except UnreadableFile as error:
                yield path, error


def read_bytes(data: bytes, name: str, limits: Limits = Limits()) -> Document:  # noqa: B008
    """Read bytes in this process, without its guards of memory and time; raises UnreadableFile."""
    from pipeline.readers.registry import read_with

    return read_with(data, name, limits)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(f"{path.name}: is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"{path.name}: is not a regular file")
        if status.st_size > limits.max_bytes:
            size = f"{status.st_size:,} bytes; at most {limits.max_bytes:,} are allowed"
            raise UnreadableFile(f"{path.name}: too large, {size}")
        with path.open("rb") as file:
            return file.read(int(limits.max_bytes) + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"{path.name}: there is no such file") from None
    except PermissionError:
        raise UnreadableFile(f"{path.name}: no permission to read it") from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{path.name}: cannot be opened ({type(error).__name__})") from None
