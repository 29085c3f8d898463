"""The clauses that `clausewright train suggest` asks about, shown and written to be answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.build.teach_next import Lesson

_SHOWN = 160  # characters of a clause


def check_out(out: Path | None, clause_type: str | None) -> None:
    """Raise UsageError where answers could not be told apart, or would be written over."""
    if out is None:
        return
    if clause_type is None:
        raise UsageError("--out needs --type: the answers of one file are about one type")
    if out.suffix != ".jsonl" or not out.parent.is_dir():
        raise UsageError(f"--out {out}: a .jsonl file in a folder that exists is needed")
    if out.exists():
        raise UsageError(f"{out} exists and may hold answers; choose another file")


def show(lessons: Sequence[Lesson], as_json: bool) -> None:
    """Print the clauses, most telling first."""
    for lesson in lessons:
        if as_json:
            click.echo(json.dumps(_row(lesson), ensure_ascii=False))
            continue
        clause = lesson.clause
        title = " ".join(filter(None, [clause.number, clause.heading])) or "no heading"
        words = " ".join(clause.text.split())
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 3] + "..."
        head = f"{lesson.score:.2f}  {lesson.clause_type}  {lesson.file.name}  {clause.id}  {title}"
        click.echo(f"{head}\n      {shown}\n      {lesson.why}")
    if not lessons and not as_json:
        click.echo("No clause is in doubt.")


def write_rows(out: Path, lessons: Sequence[Lesson]) -> None:
    """Write a row a clause, whose `holds` a person fills in; raises UsageError when it cannot."""
    lines = "".join(json.dumps(_row(lesson), ensure_ascii=False) + "\n" for lesson in lessons)
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(lines)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}; a new file is needed") from error


def _row(lesson: Lesson) -> dict[str, Any]:
    clause = lesson.clause
    likeness = lesson.likeness
    return {
        "text": " ".join(clause.text.split()),
        "holds": None,
        "type": lesson.clause_type,
        "score": round(lesson.score, 4),
        "likeness": None if likeness is None else round(likeness, 4),
        "why": lesson.why,
        "file": str(lesson.file),
        "clause_id": clause.id,
        "number": clause.number,
        "heading": clause.heading,
    }
