"""Writing labels as the data sets are laid out, so that the tasks of those run on them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from eval.datasets.cuad import text_sha256
from eval.labels.mapping import Mapped
from eval.labels.rows import Labelled, Labels
from eval.run_folder import write_rows
from pipeline.errors import DataError
from pipeline.types.span import Span


def write_cuad(folder: Path, labels: Labels, mapping: Mapped) -> None:
    """Write `contracts/`, `contracts.jsonl` and `annotations.jsonl`.

    Every document gets a row for each category the mapping has: what the reviewer looked for and
    did not find is absent, what the mapping does not have was not looked for.
    """
    categories = sorted({ours for ours in mapping.labels.values() if ours is not None})
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for one in labels.rows:
        spans[one.document, one.label].append(one.span)
    (folder / "contracts").mkdir()
    rows = []
    for document, text in labels.texts.items():
        (folder / "contracts" / f"{document}.txt").write_bytes(text.encode("utf-8"))
        for category in categories:
            held = sorted(spans[document, category])
            rows.append(
                {
                    "contract": document,
                    "category": category,
                    "present": bool(held),
                    "answer": "",
                    "spans": [_place(span, text) for span in held],
                }
            )
    write_rows(folder / "annotations.jsonl", rows)
    write_rows(
        folder / "contracts.jsonl",
        [{"id": name, "sha256": text_sha256(text)} for name, text in labels.texts.items()],
    )


def write_ai_terms(folder: Path, labels: Labels, mapping: Mapped) -> None:
    """Write `<document>.md`, `.units.jsonl` and `.labels.jsonl`; equal spans are one unit.

    The first row of a unit gives its primary type, stance and evidence. Raises DataError, naming
    the rows, for spans that overlap and are not equal, and for rows of a unit that disagree.
    """
    for document, text in labels.texts.items():
        units: dict[Span, list[Labelled]] = defaultdict(list)
        for one in labels.rows:
            if one.document == document:
                units[one.span].append(one)
        ordered = sorted(units.items())
        _check_disjoint(document, ordered)
        (folder / f"{document}.md").write_bytes(text.encode("utf-8"))
        ids = [f"{i:03}" for i in range(len(ordered))]
        write_rows(
            folder / f"{document}.units.jsonl",
            [
                {"id": key, "heading": "", **_place(span, text)}
                for key, (span, _) in zip(ids, ordered, strict=True)
            ],
        )
        write_rows(
            folder / f"{document}.labels.jsonl",
            [
                {
                    "id": key,
                    "types": [one.label for one in held],
                    "stance": held[0].stance,
                    "bx": any(one.bx for one in held),
                    "evidence": held[0].evidence,
                }
                for key, (_, held) in zip(ids, ordered, strict=True)
            ],
        )


def _check_disjoint(document: str, units: list[tuple[Span, list[Labelled]]]) -> None:
    for (before, left), (after, right) in pairwise(units):
        if before.overlaps(after):
            raise DataError(
                f"{document}: rows {left[0].number} and {right[0].number} overlap and are not "
                "equal; units of ai_terms are disjoint, or take the layout cuad"
            )


def _place(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": span.slice(text)}
