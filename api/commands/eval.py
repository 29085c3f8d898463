"""`clausewright eval`: measure taggers, compare and report runs."""

from __future__ import annotations

from pathlib import Path

import click

_PATH = click.Path(path_type=Path)
REGRESSED = 1


@click.group("eval")
def command() -> None:
    """Measure taggers on labelled data; compare, report and keep what was measured."""


@command.command("list")
def list_tasks() -> None:
    """List the tasks with the data and the parts they need."""
    from eval import commands

    click.echo(commands.list_tasks(), nl=False)


@command.command("run")
@click.argument("task")
@click.option("--data", required=True, type=_PATH, help="The data set's folder.")
@click.option("--ids", default=None, type=_PATH, help="A file with one document id a line [all].")
@click.option("--split", default=None, help="The split to run, for tasks with named splits.")
@click.option(
    "--out", required=True, type=_PATH, help="A folder for the run; an interrupted run goes on."
)
@click.option(
    "--tagger", default="ensemble", show_default=True, help="ensemble, encoder, linear or llm."
)
@click.option(
    "--prompt",
    default=None,
    metavar="NAME[@VERSION]",
    help="Prompt of the tagger llm, or a .yaml file [the one made for TASK].",
)
@click.option(
    "--allow-seen",
    is_flag=True,
    help="Score documents the weights were made from; the run is marked.",
)
@click.option("--seed", default=0, show_default=True, help="Seed of the bootstrap.")
@click.option(
    "--cache",
    default=None,
    type=_PATH,
    help="Where predictions are kept between runs [cache/predictions in CLAUSEWRIGHT_HOME].",
)
@click.option("--no-cache", is_flag=True, help="Ask the tagger anew and keep nothing.")
def run(
    task: str,
    data: Path,
    ids: Path | None,
    split: str | None,
    out: Path,
    tagger: str,
    prompt: str | None,
    allow_seen: bool,
    seed: int,
    cache: Path | None,
    no_cache: bool,
) -> None:
    """Run TASK on a data set and print its figures.

    Predictions are kept by the content of document, settings, weights and code, so the same run
    does not ask the tagger twice.
    """
    from eval import commands
    from eval.prediction_cache import default_folder
    from pipeline.errors import UsageError

    if cache and no_cache:
        raise UsageError("--cache and --no-cache; one of them is allowed")
    kept = None if no_cache else cache or default_folder()
    folder = commands.run(task, data, ids, out, tagger, allow_seen, seed, split, kept, prompt)
    click.echo(commands.show(folder), nl=False)


@command.command("bundled")
@click.option(
    "--out", required=True, type=_PATH, help="A folder; runs of an earlier time in it are replaced."
)
@click.option(
    "--tagger", default="ensemble", show_default=True, help="ensemble, encoder or linear."
)
@click.pass_context
def bundled(context: click.Context, out: Path, tagger: str) -> None:
    """Run every task whose data come with Clausewright and hold it against its baseline.

    Exit code 1 means that a figure fell below its baseline beyond tolerance.
    """
    from eval.bundled import run_bundled
    from eval.prediction_cache import default_folder

    if run_bundled(out, lambda text: click.echo(text, nl=False), tagger, default_folder()):
        context.exit(REGRESSED)


@command.command("show")
@click.argument("run_folder", type=_PATH)
def show(run_folder: Path) -> None:
    """Print the figures of a finished run."""
    from eval import commands

    click.echo(commands.show(run_folder), nl=False)


@command.command("compare")
@click.argument("runs", nargs=-1, required=True, type=_PATH)
@click.option("--baselines", default=None, type=_PATH, help="Folder of baselines [eval/baselines].")
@click.pass_context
def compare(context: click.Context, runs: tuple[Path, ...], baselines: Path | None) -> None:
    """Compare a run with its blessed baseline, two runs by paired bootstrap, or more in a table.

    Exit code 1 means that the last of one or two runs fell below the baseline of its task and
    split beyond tolerance; 2 that there is nothing to compare.
    """
    from eval.compare import commands
    from eval.compare.baseline import FOLDER
    from pipeline.errors import DataError, UsageError

    try:
        outcome = commands.compare(runs, baselines or FOLDER)
    except DataError as error:
        raise UsageError(str(error)) from error
    click.echo(outcome.text, nl=False)
    if outcome.regressed:
        context.exit(REGRESSED)


@command.command("bless")
@click.argument("run_folder", type=_PATH)
@click.option(
    "--tolerance",
    multiple=True,
    metavar="METRIC=NUMBER",
    help="How much worse a figure may get, in its own unit; may be repeated [0.01 for each].",
)
@click.option("--baselines", default=None, type=_PATH, help="Folder of baselines [eval/baselines].")
def bless(run_folder: Path, tolerance: tuple[str, ...], baselines: Path | None) -> None:
    """Make a run the baseline of its task and split: a small file to commit."""
    from eval.compare import commands
    from eval.compare.baseline import FOLDER

    click.echo(f"blessed: {commands.bless(run_folder, tolerance, baselines or FOLDER)}")


@command.command("rescore")
@click.argument("run_folder", type=_PATH)
@click.option("--data", required=True, type=_PATH, help="The data set's folder.")
@click.option("--out", default=None, type=_PATH, help="A folder for the new run [in place].")
@click.option("--other-data", is_flag=True, help="Allow data that changed since the run.")
def rescore(run_folder: Path, data: Path, out: Path | None, other_data: bool) -> None:
    """Score a run again from its raw predictions, without a tagger, and print its figures."""
    from eval import commands
    from eval.rescore import rescore as again

    click.echo(commands.show(again(run_folder, data, out, other_data)), nl=False)


@command.command("report")
@click.argument("run_folder", type=_PATH)
@click.option("--data", default=None, type=_PATH, help="The data set's folder [as in the run].")
@click.option("--out", default=None, type=_PATH, help="The page [report.html in the run].")
@click.option(
    "--samples", default=600, show_default=True, help="Most samples shown, misses and alarms first."
)
def report(run_folder: Path, data: Path | None, out: Path | None, samples: int) -> None:
    """Write one self-contained page: curves, calibration, categories, confusions, samples.

    The page holds text of the documents; it loads nothing and stays where it is written.
    """
    from eval.report.commands import report as write

    click.echo(f"report: {write(run_folder, data, out, samples)}")


@command.command("export")
@click.argument("run_folder", type=_PATH)
@click.option("--mlflow", "uri", required=True, metavar="URI", help="Tracking URI of MLflow.")
@click.option("--experiment", default="clausewright", show_default=True)
def export(run_folder: Path, uri: str, experiment: str) -> None:
    """Copy a run's figures and settings, never its texts, to an MLflow tracking server."""
    from eval.export import to_mlflow

    click.echo(f"exported as MLflow run {to_mlflow(run_folder, uri, experiment)}")


@command.command("import")
@click.argument("labels", type=_PATH)
@click.option("--map", "mapping", required=True, type=_PATH, help="YAML: their labels to ours.")
@click.option("--texts", required=True, type=_PATH, help="Folder of <document>.txt or .md.")
@click.option("--out", required=True, type=_PATH, help="A new folder for the data set.")
def import_labels(labels: Path, mapping: Path, texts: Path, out: Path) -> None:
    """Turn a reviewer's labels (CSV or JSON lines) into a data set that tasks run on."""
    from eval.labels.commands import import_labels as turn

    click.echo(turn(labels, mapping, texts, out), nl=False)
