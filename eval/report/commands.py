"""What `clausewright eval report` does: gather a run's figures and evidence into one page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.evidence import Evidence, WithEvidence
from eval.metric import Metric
from eval.report.anchors import ANCHORS, CUAD_NOTE
from eval.report.confusions import confusions
from eval.report.drawing import bin_dots, precision_recall, reliability
from eval.report.page import render
from eval.report.viewer import viewer
from eval.rescore import load_again
from eval.run_folder import Run, read_predictions, read_run, replace_file
from pipeline.errors import UsageError

MOST_SAMPLES = 20_000


def report(
    folder: Path, data: Path | None = None, out: Path | None = None, most: int = 600
) -> Path:
    """Write the page of a complete run to `out`, or report.html in the run; return where.

    `data` is the data set's folder, by default the one the run read, and `most` the number of
    samples shown. Raises DataError when the run is missing, unfinished or damaged or the data are
    no longer those of the run, UsageError for another number of samples or a folder as `out`.
    """
    if not 0 <= most <= MOST_SAMPLES:
        raise UsageError(f"{most} samples; 0 to {MOST_SAMPLES} are allowed")
    target = out or folder / "report.html"
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError(f"{target}: a file in a folder that exists is needed")
    run = read_run(folder)
    page = render(**_content(run, _evidence(folder, run, data), most), folder=folder.name)
    replace_file(target, [page.encode("utf-8", "replace")])
    return target


def _evidence(folder: Path, run: Run, data: Path | None) -> Evidence | None:
    """Return the evidence, None for a task whose predictions are not held against spans."""
    manifest = dict(run.manifest)
    task, loaded = load_again(manifest, data or Path(manifest["data"]))
    if not isinstance(task, WithEvidence):
        return None
    return task.evidence(loaded, read_predictions(folder))


def _content(run: Run, evidence: Evidence | None, most: int) -> dict[str, Any]:
    task = run.manifest["task"]
    anchors = ANCHORS.get(task, ())
    figures, parts = _parts(run)
    content: dict[str, Any] = {
        "run": run.manifest,
        "pooled": {name: one for name, one in run.metrics.items() if ":" not in name},
        "figures": figures,
        "parts": parts,
        "anchors": anchors,
        "anchor_note": CUAD_NOTE if anchors else "",
        "evidence": evidence is not None,
    }
    if evidence is not None:
        bins = reliability(evidence.said)
        content |= {
            "curve": precision_recall(evidence, anchors),
            "bins": bins,
            "bin_dots": bin_dots(bins),
            "confusions": confusions(evidence),
            "viewer": viewer(evidence, most),
        }
    return content


def _parts(run: Run) -> tuple[list[str], dict[str, dict[str, Metric]]]:
    """Return the figures told by category or type, and for each part those it has."""
    figures: dict[str, None] = {}
    parts: dict[str, dict[str, Metric]] = {}
    for name, metric in run.metrics.items():
        figure, sign, part = name.partition(":")
        if sign:
            figures[figure] = None
            parts.setdefault(part, {})[figure] = metric
    return list(figures), parts
