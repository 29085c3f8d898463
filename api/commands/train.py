"""`clausewright train`: a type from examples; or the shipped weights, which needs the extra."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group("train")
def command() -> None:
    """Teach a clause type of your own, or make the shipped weights anew."""


_data = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    help="The data sets' folder [CLAUSEWRIGHT_DATA].",
)
_out = click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The weights folder to write."
)


_work = click.option(
    "--work",
    type=click.Path(path_type=Path),
    required=True,
    help="A folder for checkpoints; a run begun there goes on.",
)
_epochs = click.option(
    "--epochs",
    type=click.IntRange(1, 50),
    default=3,
    show_default=True,
    help="Of the first stage; the second always has two.",
)


@command.command("tagger")
@_data
@_out
@_work
@_epochs
def tagger(data: Path | None, out: Path, work: Path, epochs: int) -> None:
    """Make the shipped weights, all stages in order: about two hours on two cores.

    Stages are those below: linear, encoder, fragments, blend, answers. A stopped run goes on.
    """
    from eval.train_tagger import train_tagger

    train_tagger(_folder(data), out, work, epochs, _log)


@command.command("linear")
@_data
@_out
def linear(data: Path | None, out: Path) -> None:
    """Fit TF-IDF and one logistic regression a label, about ten minutes on two cores."""
    from eval.train import train_linear_weights

    train_linear_weights(_folder(data), out, _log)


@command.command("encoder")
@_data
@_out
@_work
@_epochs
def encoder(data: Path | None, out: Path, work: Path, epochs: int) -> None:
    """Fine-tune MiniLM and export it, about an hour on two cores."""
    from eval.train import train_encoder_weights

    train_encoder_weights(_folder(data), out, work, epochs, _log)


@command.command("blend")
@_data
@_out
def blend(data: Path | None, out: Path) -> None:
    """Fit how the two are blended, on contracts neither was trained on, and write the card."""
    from eval.train import blend_weights

    blend_weights(_folder(data), out, _log)


@command.command("fragments")
@_data
@_out
def fragments(data: Path | None, out: Path) -> None:
    """Fit the scorer of names, parties and dates, some minutes, and pin it in the card."""
    from eval.train_fragments import train_fragment_weights

    train_fragment_weights(_folder(data), out, _log)


@command.command("hypotheses")
@_data
@_out
def hypotheses(data: Path | None, out: Path) -> None:
    """Fit the baseline for ContractNLI on 50 of its training NDAs, under a minute."""
    from eval.train_hypotheses import train_hypotheses_weights

    train_hypotheses_weights(_folder(data), out, _log)


@command.command("answers")
@_data
@_out
def answers(data: Path | None, out: Path) -> None:
    """Fit the chances of ranked candidates on the contracts that tuned the blend; last step."""
    from eval.train_answers import train_answer_scale

    train_answer_scale(_folder(data), out, _log)


@command.command("type")
@click.argument("name")
@click.option(
    "--examples",
    type=click.Path(path_type=Path),
    multiple=True,
    help="5 to 500 clauses: .txt (one a line), .jsonl or .csv (text, holds); may be repeated.",
)
@click.option("--forget", is_flag=True, help="Remove the type instead.")
def own_type(name: str, examples: tuple[Path, ...], forget: bool) -> None:
    """Teach a clause type of your own from a handful of examples; reviews use it at once.

    Says how well it finds examples left out. Needs neither the extra nor the data sets.
    """
    from pipeline.build.own_types import forget_type, read_examples, train_type
    from pipeline.build.tools import Recipe, Tools
    from pipeline.errors import UsageError
    from pipeline.settings import Settings

    settings = Settings.from_environment()
    if forget:
        forget_type(settings.home, name)
        click.echo(f"{name}: forgotten")
        return
    if not examples:
        raise UsageError("--examples FILE is needed, or --forget")
    tools = Tools(Recipe(settings.home, None, settings.threads))
    given = [example for path in examples for example in read_examples(path)]
    quality = train_type(tools, name, given)
    click.echo(
        f"{name}: learnt from {quality.examples} examples against {quality.others} other clauses. "
        f"Left out one by one, {quality.recall:.0%} of the examples are found; "
        f"{quality.false_alarms:.1%} of the other clauses are claimed wrongly."
    )
    for warning in quality.warnings:
        click.echo(f"Not good enough to rely on: {warning}.")
    if unanswered := sum(example.holds is None for example in given):
        click.echo(f"{unanswered} rows without an answer (holds is null) were left out.")


@command.command("suggest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--type", "clause_type", default=None, help="A type taught here or shipped [any].")
@click.option(
    "--k",
    "limit",
    type=click.IntRange(1, 500),
    default=10,
    show_default=True,
    help="How many to list.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a clause.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    help="A new .jsonl file to answer in, for `train type --examples`; needs --type.",
)
def suggest(
    paths: tuple[Path, ...],
    clause_type: str | None,
    limit: int,
    as_json: bool,
    out: Path | None,
) -> None:
    """List the clauses of contracts (files or folders) whose review would teach most.

    Those in doubt come first that are unlike what was taught or listed before. In a file written
    with --out, set "holds" to true or false. Exit 3: some file could not be read.
    """
    from api.lessons import check_out, show, write_rows
    from pipeline.build.app import open_app
    from pipeline.settings import Settings

    check_out(out, clause_type)
    found = _contracts(paths)
    with open_app(Settings.from_environment(), on_wait=_log) as app:
        lessons, reasons = app.teach_next(found, clause_type, limit)
    show(lessons, as_json)
    if out is not None:
        write_rows(out, lessons)
    for reason in reasons:
        _log(f"clausewright: not read: {reason}")
    sys.exit(3 if reasons else 0)


def _contracts(paths: tuple[Path, ...]) -> list[Path]:
    from api.inputs import find_inputs
    from pipeline.readers.registry import extensions

    nowhere = Path("clausewright-out")
    return [found.path for found in find_inputs(paths, nowhere, extensions())]


def _folder(data: Path | None) -> Path:
    from pipeline.errors import UsageError
    from pipeline.settings import Settings

    found = data or Settings.from_environment().data
    if found is None or not found.is_dir():
        raise UsageError(f"no data sets at {found}; set CLAUSEWRIGHT_DATA or give --data")
    return found


def _log(line: str) -> None:
    click.echo(line, err=True)
