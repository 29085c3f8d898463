"""The language model that the settings name, if they name one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import cast

import models.writers as folder
from models.writers.writer import Choice, Writer, WriterModule
from pipeline.errors import UsageError


@cache
def writer_modules() -> dict[str, WriterModule]:
    """Return the modules of the folder by each kind of model they serve, in name order."""
    names = sorted(info.name for info in pkgutil.iter_modules(folder.__path__))
    modules = [importlib.import_module(f"{folder.__name__}.{name}") for name in names]
    serving = [cast(WriterModule, module) for module in modules if hasattr(module, "KINDS")]
    return dict(sorted((kind, module) for module in serving for kind in module.KINDS))


def configured_writer(
    llm: str | None,
    url: str | None = None,
    *,
    remote: bool = False,
    key: str | None = None,
    threads: int = 2,
) -> Writer:
    """Return the model named as CLAUSEWRIGHT_LLM does: "embedded", "openai:MODEL", "ollama:MODEL".

    Raises UsageError when none is named or it is of no known kind, and what opening it raises.
    """
    modules = writer_modules()
    kind, _, model = (llm or "").partition(":")
    if kind not in modules:
        known = ", ".join(modules)
        raise UsageError(f"CLAUSEWRIGHT_LLM is {llm!r}; a model of one of these is needed: {known}")
    return modules[kind].open_writer(Choice(kind, model, url, remote, key, threads))
