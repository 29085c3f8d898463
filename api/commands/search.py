"""`clausewright search`: clauses of one contract near a text, or near one of its own clauses."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("search")
@click.argument("query", required=False)
@click.option(
    "--in", "file", required=True, type=click.Path(path_type=Path), help="The contract to search."
)
@click.option(
    "--like",
    "clause_id",
    default=None,
    help="Search for clauses like this one of the contract, such as c0042.",
)
@click.option(
    "--k",
    "limit",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How many to show.",
)
@click.option("--type", "clause_type", default=None, help="List the clauses of this type.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a clause.")
def command(
    query: str | None,
    file: Path,
    clause_id: str | None,
    limit: int,
    clause_type: str | None,
    as_json: bool,
) -> None:
    """Find clauses by meaning in one contract, indexing it first if need be."""
    from pipeline.build.app import open_app
    from pipeline.errors import UsageError
    from pipeline.settings import Settings

    if sum(way is not None for way in (query, clause_id, clause_type)) != 1:
        raise UsageError("give either words to search for, --like CLAUSE_ID or --type TYPE")
    with open_app(Settings.from_environment()) as app:
        if clause_type is not None:
            found = app.of_type(file, clause_type, limit)
        elif clause_id is not None:
            found = app.similar(file, clause_id, limit)
        else:
            found = app.search(file, query or "", limit)
    for hit in found:
        clause = hit.clause
        if as_json:
            row = {"clause_id": clause.id, "score": round(hit.score, 4), "type": hit.clause_type}
            row |= {"number": clause.number, "heading": clause.heading, "text": clause.text}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            title = " ".join(filter(None, [clause.number, clause.heading])) or clause.id
            words = " ".join(clause.text.split())
            shown = words if len(words) <= 300 else words[:297] + "..."
            kind = hit.clause_type or "no type"
            click.echo(f"{hit.score:.2f}  {clause.id}  {title}  [{kind}]\n      {shown}")
