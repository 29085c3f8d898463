"""What `clausewright eval import` does."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eval.datasets.ai_terms import AiTermsData, load_ai_terms
from eval.datasets.cuad import CuadData, load_cuad
from eval.labels.layouts import write_ai_terms, write_cuad
from eval.labels.mapping import Mapped, read_mapping
from eval.labels.rows import Labels, read_labels
from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a layout is written and read back, and the task that runs on it."""

    write: Callable[[Path, Labels, Mapped], None]
    load: Callable[[Path], CuadData | AiTermsData]
    task: str


_LAYOUTS = {
    "cuad": _Layout(write_cuad, load_cuad, "cuad"),
    "ai_terms": _Layout(write_ai_terms, load_ai_terms, "own_clauses"),
}


def import_labels(labels: Path, mapping: Path, texts: Path, out: Path) -> str:
    """Turn labels into a data set in the new folder `out` and return what to say about it.

    Documents are those that have a row: one without findings needs a row of a label that the
    mapping leaves out. The folder is read back by the loader of its layout before it gets its
    name, so it is whole or not there. Raises UsageError when `out` exists, and DataError as the
    mapping, the rows and the loader do.
    """
    if out.exists():
        raise UsageError(f"{out} exists; a new folder is needed")
    mapped = read_mapping(mapping)
    layout = _LAYOUTS[mapped.layout]
    found = read_labels(labels, mapped, texts)
    aside = out.with_name(out.name + ".tmp")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        layout.write(aside, found, mapped)
        sha256 = layout.load(aside).sha256
        aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    counts = Counter(one.label for one in found.rows)
    return "".join(
        [
            f"{len(found.rows)} labels on {len(found.texts)} documents in {out}, laid out as "
            f"{mapped.layout}, sha256 {sha256[:16]}\n",
            *(f"  {label}: {n}\n" for label, n in sorted(counts.items())),
            f"{found.left_out} left out by the mapping\n" if found.left_out else "",
            f"run: clausewright eval run {layout.task} --data {out} --out RUN\n",
        ]
    )
