"""The schema of review.json names the same choices as the code."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

import jsonschema
import pytest

from pipeline.types.deal import Known
from pipeline.types.deviation import Queue, Severity, Stance
from pipeline.types.term import TermKind

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "review.schema.json").read_text("utf-8"))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("known", Known),
        ("stance", Stance),
        ("severity", Severity),
        ("queue", Queue),
        ("kind", TermKind),
    ],
)
def test_choices_agree(name: str, kind: type[StrEnum]) -> None:
    assert SCHEMA["$defs"][name]["enum"] == [str(value) for value in kind]
