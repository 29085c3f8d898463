"""`clausewright playbook`: list, show and check playbook entries."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click


@click.group("playbook")
def command() -> None:
    """List, show and check playbook entries."""


_folder = click.option(
    "--playbook",
    "folder",
    default=None,
    type=click.Path(path_type=Path),
    help="A folder laid over the shipped playbooks.",
)


@command.command("list")
@_folder
def list_entries(folder: Path | None) -> None:
    """List entries: id, kind, severity, specialist rule, title."""
    for entry in _load(folder).entries.values():
        rule = f"{entry.severity:7} {entry.route.specialist:16}"
        click.echo(f"{entry.id:34} {entry.kind:8} {rule} {entry.title}")


@command.command("show")
@click.argument("entry_id")
@_folder
def show(entry_id: str, folder: Path | None) -> None:
    """Show one entry as the YAML it is."""
    from pipeline.errors import UsageError

    playbook = _load(folder)
    if entry_id not in playbook.files:
        raise UsageError(f"no playbook entry {entry_id!r}; see `clausewright playbook list`")
    click.echo(playbook.files[entry_id].read_text(encoding="utf-8"), nl=False)


@command.command("check")
@_folder
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Judge review dates as of this day [today].",
)
def check(folder: Path | None, as_of: datetime | None) -> None:
    """Check schema, likeness of exemplars, signals, edits, dates. Exit 1 on findings."""
    from pipeline.suggest.playbook_check import check_playbook

    day = (as_of or datetime.now().astimezone()).date()
    found = list(check_playbook(_load(folder), day))
    for finding in found:
        click.echo(str(finding))
    click.echo(f"{len(found)} findings")
    sys.exit(1 if found else 0)


@command.command("embed")
def embed() -> None:
    """Write the vectors of the shipped exemplars, which every review would else make anew."""
    from pipeline.build.shipped_vectors import write

    click.echo(write())


def _load(folder: Path | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from pipeline.playbook import load_playbook, shipped_folders

    return load_playbook([*shipped_folders(), folder] if folder else None)
