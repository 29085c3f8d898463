"""One folder a run: what is in it, how it is written, and when it can be gone on with.

`manifest.json` says what was run and how far it is ("running", "complete" or, from one scoring to
another, "rescoring"); while it runs, `partial.jsonl` has one line for each document done. At the
end come `predictions.jsonl`, `scores.jsonl`, `metrics.json` and `draws.npz` (eval/draws.py), each
written aside and renamed, then the complete manifest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets.files import field, read_rows, read_text
from eval.metric import Metric
from eval.predictions import Prediction, prediction_from
from models.usage import Usage, usage_from
from pipeline.errors import DataError

FORMAT = 1
MANIFEST, PARTIAL = "manifest.json", "partial.jsonl"
PREDICTIONS, SCORES, METRICS = "predictions.jsonl", "scores.jsonl", "metrics.json"
DRAWS = "draws.npz"
RESCORING = "rescoring"

_ALWAYS = {
    "status": str,
    "run_sha256": str,
    "task": str,
    "documents": list,
    "split": str,
    "seen_documents": list,
    "seed": int,
    "config": dict,
    "data_sha256": str,
    "data": str,
}
_AT_THE_END = {"failed": dict, "wall_seconds": float}


@dataclass(frozen=True, slots=True)
class DocumentDone:
    """What was said about one document, in how many seconds; `failed` is the reason or None.

    `cached` says that it was said in an earlier run, of whose seconds `seconds` then tells.
    `usage` is what a language model was asked for it, in that run then too.
    """

    document: str
    predictions: tuple[Prediction, ...]
    seconds: float
    failed: str | None = None
    cached: bool = False
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A complete run as read back from its folder."""

    manifest: Mapping[str, Any]
    metrics: Mapping[str, Metric]


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest; raises DataError when there is none or it is of another format."""
    path = folder / MANIFEST
    if not path.is_file():
        raise DataError(f"{folder}: no {MANIFEST}; the folder of a run is needed")
    manifest = _object(path)
    if manifest.get("format") != FORMAT:
        raise DataError(
            f"{path}: run format {manifest.get('format')!r}; this version reads {FORMAT}, run again"
        )
    kinds = _ALWAYS | (_AT_THE_END if manifest.get("status") in ("complete", RESCORING) else {})
    for name, kind in kinds.items():
        field(manifest, name, kind, str(path))
    return manifest


def read_run(folder: Path) -> Run:
    """Read a complete run.

    Raises DataError when it is missing, unfinished, of another format or damaged.
    """
    manifest = read_complete(folder)
    path = folder / METRICS
    rows = field(_object(path), "metrics", dict, str(path))
    return Run(manifest, {name: _metric(row, f"{path}: {name}") for name, row in rows.items()})


def read_complete(folder: Path, to_rescore: bool = False) -> dict[str, Any]:
    """Return the manifest of a complete run; raises DataError as `read_run` does.

    One interrupted while it was scored again is complete only for scoring again.
    """
    manifest = read_manifest(folder)
    if manifest["status"] == RESCORING:
        if to_rescore:
            return manifest
        raise DataError(
            f"{folder}: interrupted while it was scored again; `eval rescore` does it whole"
        )
    if manifest["status"] != "complete":
        done = len(read_partial(folder))
        raise DataError(
            f"{folder}: unfinished run, {done} of {len(manifest['documents'])} documents "
            "done; the same command with the same --out goes on with it"
        )
    return manifest


def read_predictions(folder: Path) -> list[Prediction]:
    """Return the raw predictions of a complete run; raises DataError when they are damaged."""
    return [prediction_from(row, where) for where, row in read_rows(folder / PREDICTIONS)]


def read_scores(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of `scores.jsonl`; raises DataError when they are damaged or hold NaN."""
    return [row for _, row in read_rows(folder / SCORES)]


def read_partial(folder: Path) -> list[DocumentDone]:
    """Return the documents done so far; a last line cut off by an interruption is left out.

    Raises DataError when any other line is damaged or a document is there twice.
    """
    path = folder / PARTIAL
    if not path.is_file():
        return []
    found: dict[str, DocumentDone] = {}
    for number, line in enumerate(_whole_lines(path).splitlines(), 1):
        where = f"{path}:{number}"
        done = _document_done(line, where)
        if done.document in found:
            raise DataError(f"{where}: {done.document!r} is there twice; start in a new folder")
        found[done.document] = done
    return list(found.values())


def append_partial(folder: Path, done: DocumentDone) -> None:
    """Add one document's line, on disk when this returns; half a line before it is cut off."""
    row = {
        "document": done.document,
        "failed": done.failed,
        "seconds": done.seconds,
        "cached": done.cached,
        "predictions": [prediction.row() for prediction in done.predictions],
        "usage": done.usage.row() if done.usage else None,
    }
    path = folder / PARTIAL
    whole = len(_whole_lines(path)) if path.exists() else 0
    with path.open("ab") as file:
        file.truncate(whole)
        file.write(_line(row))
        file.flush()
        os.fsync(file.fileno())


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a JSON file whole or not at all."""
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    replace_file(path, [text.encode("utf-8", "surrogatepass")])


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a JSON-lines file whole or not at all."""
    replace_file(path, map(_line, rows))


def replace_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file aside, then rename it: whole or not at all."""
    aside = path.with_name(path.name + ".tmp")
    with aside.open("wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)


def _whole_lines(path: Path) -> bytes:
    data = path.read_bytes()
    return data[: data.rfind(b"\n") + 1]


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=True, allow_nan=False).encode("ascii") + b"\n"


def _object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(read_text(path))
    except ValueError as error:
        raise DataError(f"{path}: not JSON ({error}); the run is damaged") from error
    if not isinstance(value, dict):
        raise DataError(f"{path}: {type(value).__name__} found; a JSON object is needed")
    return value


def _document_done(line: bytes, where: str) -> DocumentDone:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise DataError(f"{where}: damaged ({error}); start in a new folder") from error
    predictions = field(row, "predictions", list, where)
    return DocumentDone(
        field(row, "document", str, where),
        tuple(prediction_from(one, where) for one in predictions),
        field(row, "seconds", float, where),
        row.get("failed"),
        row.get("cached") is True,
        usage_from(row.get("usage"), where),
    )


def _metric(row: Any, where: str) -> Metric:  # noqa: ANN401
    for name in ("value", "n", "ci95", "failed"):
        if not isinstance(row, dict) or name not in row:
            raise DataError(f"{where}: no {name!r}; the run is damaged, run again")
    n, failed = field(row, "n", int, where), field(row, "failed", int, where)
    value, interval = row["value"], row["ci95"]
    for one in (value, *([None] if interval is None else _pair(interval, where))):
        if one is not None and (isinstance(one, bool) or not isinstance(one, int | float)):
            raise DataError(f"{where}: {one!r}; a number or null is needed")
    return Metric(value, n, None if interval is None else tuple(interval), failed)


def _pair(interval: Any, where: str) -> list[Any]:  # noqa: ANN401
    if not isinstance(interval, list) or len(interval) != 2:
        raise DataError(f"{where}: interval {interval!r}; two numbers or null are needed")
    return interval
