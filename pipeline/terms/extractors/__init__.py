"""The registry of extractors: every module here has `KINDS` and `find(text)`, and is found."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Protocol, cast

from pipeline.terms.found import Found
from pipeline.types.term import TermKind


class Extractor(Protocol):
    """A module that finds terms of `KINDS`; spans are half-open code points of the text given."""

    KINDS: tuple[TermKind, ...]

    def find(self, text: str) -> Iterable[Found]:
        """Yield what the text states, in any order; time linear in its length."""
        ...


@cache
def extractors() -> dict[str, Extractor]:
    """Return the extractors of this folder by module name."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return {name: cast(Extractor, importlib.import_module(f"{__name__}.{name}")) for name in names}
