"""A folder as a registry: every module in it that is not private is one component."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def components(package: str) -> tuple[ModuleType, ...]:
    """Return the modules of `package` in name order."""
    folder = import_module(package)
    names = sorted(m.name for m in iter_modules(folder.__path__) if not m.name.startswith("_"))
    return tuple(import_module(f"{package}.{name}") for name in names)
