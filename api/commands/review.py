"""`clausewright review`: contracts in; redlined Word files, reports and review.json out."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from api.inputs import Input
    from api.summary import Row
    from pipeline.build.app import App
    from pipeline.types.deal import Deal


@click.command("review")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--playbook", default=None, help="A folder of playbook files laid over the shipped ones."
)
@click.option(
    "--side",
    type=click.Choice(["customer", "supplier"]),
    default=None,
    help="Whose side we act for [customer].",
)
@click.option("--party", default=None, help="The name of the party we act for.")
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    default=None,
    help="A deal.yaml with side, party, posture and facts.",
)
@click.option(
    "--posture",
    type=click.Choice(["opening", "standard", "closing"]),
    default=None,
    help="How much to ask for [standard].",
)
@click.option("--together", is_flag=True, help="Review the files as one deal.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("clausewright-out"),
    show_default=True,
    help="Where results go.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One JSON object a file on standard output, nothing else.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes; each then uses one thread.",
)
def command(
    paths: tuple[Path, ...],
    playbook: str | None,
    side: str | None,
    party: str | None,
    facts: Path | None,
    posture: str | None,
    together: bool,
    out: Path,
    as_json: bool,
    workers: int,
) -> None:
    """Review contracts: .docx, .pdf, .txt, .md, .html files or folders.

    For each file, under --out: NAME.review.json, NAME.redline.docx (an internal draft with
    tracked changes and comments) and NAME.report.html. Exit 0: all reviewed; 2: bad usage;
    3: some file could not be read.
    """
    from api.inputs import find_inputs
    from pipeline.build.app import open_app
    from pipeline.build.deal_file import deal_from
    from pipeline.readers.registry import extensions
    from pipeline.settings import Settings

    deal = deal_from(facts, side=side, party=party, posture=posture)
    inputs = find_inputs(paths, out, extensions())
    groups = [inputs] if together else [[found] for found in inputs]
    with open_app(Settings.from_environment(), playbook, workers, on_wait=_waiting) as app:
        rows = _run(app, groups, deal, out, workers, as_json)
    failed = [row for row in rows if row.reason is not None]
    if as_json:
        for row in failed:
            click.echo(f"clausewright: not read: {row.reason}", err=True)
    else:
        from api.summary import show

        show(sorted(rows, key=lambda row: row.order), out)
    sys.exit(3 if failed else 0)


def _run(
    app: App, groups: list[list[Input]], deal: Deal, out: Path, workers: int, as_json: bool
) -> list[Row]:
    from api.progress import progress
    from api.summary import Row

    rows: list[Row] = []
    order = {found.path: i for i, found in enumerate(f for group in groups for f in group)}
    with progress(len(order)) as advance, ThreadPoolExecutor(workers) as pool:
        pending = {
            pool.submit(app.review, [f.path for f in group], deal): group for group in groups
        }
        for done in as_completed(pending):
            for found, reviewed in zip(pending[done], done.result(), strict=True):
                row = Row.of(found, reviewed, out, order[found.path])
                rows.append(row)
                if as_json:
                    click.echo(json.dumps(row.as_json(), ensure_ascii=False))
                advance(found.path.name)
    return rows


def _waiting(message: str) -> None:
    click.echo(f"clausewright: {message}", err=True)
