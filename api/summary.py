"""The table a review prints: one row a contract."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.inputs import Input
from api.outputs import write_results
from pipeline.review_json import to_json
from pipeline.run.engine import Reviewed
from pipeline.types.deviation import Queue, Stance
from pipeline.types.review import Review

_WIDTH = 100  # a narrower terminal wraps; dropping a column would lose it
_TITLES = ("Clauses", "Unacc", "Uncl", "Fallb", "Pref", "Spec", "Miss", "Edits", "Sec")
_LEGEND = (
    "Unacc: unacceptable. Uncl: unclear. Fallb: fallback. Pref: preferred. Spec: items for the "
    "bias and explainability specialist. Miss: missing clauses. Edits: tracked changes made."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One file's outcome: `review` with its results written, or the `reason` it was not read."""

    order: int
    name: str
    review: Review | None
    reason: str | None

    @classmethod
    def of(cls, found: Input, reviewed: Reviewed, out: Path, order: int) -> Row:
        """Write a file's results and keep what the table needs."""
        if reviewed.review is None or reviewed.draft is None:
            return cls(order, str(found.path), None, reviewed.reason or "not read")
        review = write_results(found, out, reviewed.review, reviewed.draft)
        return cls(order, str(found.stem), review, None)

    def as_json(self) -> dict[str, Any]:
        """Return the review.json value, or {"file", "error"}."""
        if self.review is None:
            return {"file": self.name, "error": self.reason}
        return to_json(self.review)


def show(rows: list[Row], out: Path) -> None:
    """Print the table, what was not read and where the results are."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    console = Console(highlight=False, width=max(console.width, _WIDTH))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("Contract", overflow="fold", min_width=16)
    for title in _TITLES:
        table.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        if row.review is not None:
            table.add_row(row.name, *_cells(row.review))
    if table.row_count:
        console.print(table)
        console.print(_LEGEND, style="dim", soft_wrap=True)
    for row in rows:
        if row.reason is not None:
            console.print(f"Not read: {row.reason}", style="bold", markup=False, soft_wrap=True)
    done = sum(row.review is not None for row in rows)
    if done:
        console.print(
            f"{done} reviewed. In {out}/: NAME.redline.docx (draft, not approved), "
            "NAME.report.html, NAME.review.json",
            markup=False,
            soft_wrap=True,
        )


def _cells(review: Review) -> list[str]:
    stances = Counter(d.stance for d in review.deviations)
    specialist = sum(d.route.queue is Queue.BIAS_EXPLAINABILITY for d in review.deviations)
    numbers = (
        len(review.clauses),
        stances[Stance.UNACCEPTABLE],
        stances[Stance.UNCLEAR],
        stances[Stance.FALLBACK],
        stances[Stance.PREFERRED],
        specialist,
        len(review.missing),
        len(review.redline.applied),
    )
    return [*map(str, numbers), f"{sum(review.run.seconds.values()):.1f}"]
