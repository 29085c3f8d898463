"""`clausewright eval`: list, run and show evaluation tasks."""

from __future__ import annotations

from pathlib import Path

import click


@click.group("eval")
def command() -> None:
    """Measure taggers on labelled data: list, run, show."""


@command.command("list")
def list_tasks() -> None:
    """List the tasks with the data and the parts they need."""
    from eval import commands

    click.echo(commands.list_tasks(), nl=False)


@command.command("run")
@click.argument("task")
@click.option(
    "--data", required=True, type=click.Path(path_type=Path), help="The data set's folder."
)
@click.option(
    "--ids",
    default=None,
    type=click.Path(path_type=Path),
    help="A file with one document id a line [all].",
)
@click.option("--split", default=None, help="The split to run, for tasks with named splits.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder for the run; an interrupted run goes on.",
)
@click.option(
    "--tagger", default="ensemble", show_default=True, help="ensemble, encoder or linear."
)
@click.option(
    "--allow-seen",
    is_flag=True,
    help="Score documents the weights were made from; the run is marked.",
)
@click.option("--seed", default=0, show_default=True, help="Seed of the bootstrap.")
def run(
    task: str,
    data: Path,
    ids: Path | None,
    split: str | None,
    out: Path,
    tagger: str,
    allow_seen: bool,
    seed: int,
) -> None:
    """Run TASK on a data set and print its figures."""
    from eval import commands

    folder = commands.run(task, data, ids, out, tagger, allow_seen, seed, split)
    click.echo(commands.show(folder), nl=False)


@command.command("show")
@click.argument("run_folder", type=click.Path(path_type=Path))
def show(run_folder: Path) -> None:
    """Print the figures of a finished run."""
    from eval import commands

    click.echo(commands.show(run_folder), nl=False)
