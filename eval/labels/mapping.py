"""The mapping file: which of our labels each label of a reviewer stands for.

layout: cuad                # or ai_terms
labels:
  "Governing law": Governing Law
  "Chit-chat": null         # looked at and left out on purpose
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eval.datasets.cuad_categories import CATEGORIES
from eval.datasets.files import read_text
from pipeline.errors import DataError

LAYOUTS = ("cuad", "ai_terms")
_TYPE_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Mapped:
    """`labels` gives ours for theirs; None means that theirs is left out on purpose."""

    layout: str
    labels: Mapping[str, str | None]


def read_mapping(path: Path) -> Mapped:
    """Read a mapping file.

    Raises DataError when it is missing, no YAML, of another layout, empty, or when a target is no
    category of CUAD (layout cuad) or has not the form of a type id (layout ai_terms).
    """
    try:
        held = yaml.safe_load(read_text(path))
    except yaml.YAMLError as error:
        raise DataError(f"{path}: not YAML ({error})") from error
    if not isinstance(held, dict) or set(held) != {"layout", "labels"}:
        raise DataError(f"{path}: the two keys 'layout' and 'labels' are needed")
    layout, labels = held["layout"], held["labels"]
    if layout not in LAYOUTS:
        raise DataError(f"{path}: layout {layout!r}; one of {list(LAYOUTS)} is needed")
    if not isinstance(labels, dict) or not labels:
        raise DataError(f"{path}: 'labels' is {labels!r}; their labels with ours are needed")
    for theirs, ours in labels.items():
        _check(path, layout, theirs, ours)
    if not any(labels.values()):
        raise DataError(f"{path}: every label is left out; one of ours at least is needed")
    return Mapped(layout, labels)


def _check(path: Path, layout: str, theirs: Any, ours: Any) -> None:  # noqa: ANN401
    if not isinstance(theirs, str):
        raise DataError(f"{path}: label {theirs!r}; put labels in quotes, text is needed")
    if ours is None:
        return
    if layout == "cuad" and ours not in CATEGORIES:
        raise DataError(f"{path}: {theirs!r} is mapped to {ours!r}; known are {list(CATEGORIES)}")
    if layout == "ai_terms" and not (isinstance(ours, str) and _TYPE_ID.fullmatch(ours)):
        raise DataError(
            f"{path}: {theirs!r} is mapped to {ours!r}; a lower-case id with underscores is needed"
        )
