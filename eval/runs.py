"""Running a task: load, refuse what was seen, predict document by document, score, write."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.draws import write_draws
from eval.environment import peak_megabytes
from eval.manifest import new_manifest
from eval.prediction_cache import Kept, PredictionCache
from eval.run_folder import (
    MANIFEST,
    METRICS,
    PARTIAL,
    PREDICTIONS,
    SCORES,
    DocumentDone,
    append_partial,
    read_manifest,
    read_partial,
    write_json,
    write_rows,
)
from eval.task import Scored, Task, TaskData, WithOwnModel
from eval.usage_metrics import total, usage_metrics
from models.tagger import Tagger, WithUsage
from models.usage import Usage
from pipeline.errors import TaggingFailed, UsageError


@dataclass(frozen=True, slots=True)
class Order:
    """What to run. `split` names the choice of documents; `weights_sha256` pins the tagger.

    `cache` is the folder of predictions kept between runs, None for none. Without a weights hash a
    tagger is not pinned, and nothing of it is kept.
    """

    task: Task
    folder: Path
    ids: Sequence[str] | None
    split: str
    tagger: Tagger | None
    weights_sha256: str | None = None
    allow_seen: bool = False
    seed: int = 0
    cache: Path | None = None


def run_task(order: Order, out: Path) -> Path:
    """Run the task into the folder `out`, or go on with the same run begun there; return `out`.

    Raises UsageError when `out` holds another run or other files, a complete run included, when
    the tagger has seen some of the documents and `allow_seen` is off, and when the task needs a
    tagger and has none. Raises DataError for bad data or scores.
    """
    if "tagger" in order.task.needs and order.tagger is None:
        raise UsageError(f"task {order.task.name!r} needs a tagger; name one")
    data = order.task.load(order.folder, order.ids)
    seen = seen_documents(order, data)
    if seen and not order.allow_seen:
        raise UsageError(
            f"{_learner(order)} was trained or tuned on "
            f"{len(seen)} of {len(data.items)} documents, such as {seen[:3]}; leave them out, or "
            "allow seen documents, which marks the run"
        )
    manifest = new_manifest(
        order.task,
        data,
        order.folder,
        order.tagger,
        seen,
        split=order.split,
        weights_sha256=order.weights_sha256,
        allow_seen=order.allow_seen,
        seed=order.seed,
    )
    cache = _cache(order, manifest)
    done = _begin(out, manifest)
    for name, item in data.items.items():
        if name not in done:
            done[name] = _document(order, name, item, cache)
            append_partial(out, done[name])
    manifest["cache_damaged"] = len(cache.damaged) if cache else 0
    if cache:
        cache.trim()
    _finish(order, out, manifest, data, [done[name] for name in data.items])
    return out


def seen_documents(order: Order, data: TaskData[Any]) -> list[str]:
    """Return the documents of the data that the run's weights learnt from, in name order."""
    if data.source is None:
        return []
    if isinstance(order.task, WithOwnModel):
        seen = order.task.seen_by_own_model()
    else:
        seen = order.tagger.seen if order.tagger else {}
    return sorted(seen.get(data.source, frozenset()) & set(data.items))


def _learner(order: Order) -> str:
    if isinstance(order.task, WithOwnModel) or order.tagger is None:
        return "the product's own model"
    return f"tagger {order.tagger.name!r}"


def _cache(order: Order, manifest: Mapping[str, Any]) -> PredictionCache | None:
    if order.cache is None or (order.tagger is not None and order.weights_sha256 is None):
        return None
    return PredictionCache(order.cache, {name: manifest[name] for name in _PREDICT_FROM})


_PREDICT_FROM = ("task", "config", "tagger", "labels", "weights_sha256", "version")


def _document(
    order: Order,
    name: str,
    item: Any,  # noqa: ANN401
    cache: PredictionCache | None,
) -> DocumentDone:
    key = cache.key(name, item) if cache else None
    if cache and key and (kept := cache.get(key)):
        return DocumentDone(name, kept.predictions, kept.seconds, cached=True, usage=kept.usage)
    _usage(order)  # what an earlier document left is not of this one
    started = time.perf_counter()
    try:
        found = tuple(order.task.predict(name, item, order.tagger))
    except TaggingFailed as error:
        seconds = round(time.perf_counter() - started, 4)
        return DocumentDone(name, (), seconds, str(error), usage=_usage(order))
    seconds = round(time.perf_counter() - started, 4)
    usage = _usage(order)
    # A call without an answer may have one another time: such a document is asked for again.
    if cache and key and not (usage and usage.invalid_calls):
        cache.put(key, Kept(found, seconds, usage))
    return DocumentDone(name, found, seconds, usage=usage)


def _usage(order: Order) -> Usage | None:
    return order.tagger.take_usage() if isinstance(order.tagger, WithUsage) else None


def _begin(out: Path, manifest: Mapping[str, Any]) -> dict[str, DocumentDone]:
    """Make the folder, or return the documents done when it holds the same run unfinished."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; a new or empty folder is needed")
    if not (out / MANIFEST).is_file():
        if out.is_dir() and any(out.iterdir()):
            raise UsageError(
                f"{out} is not empty and holds no run; a new or empty folder is needed"
            )
        out.mkdir(parents=True, exist_ok=True)
        write_json(out / MANIFEST, manifest)
        return {}
    held = read_manifest(out)
    if held["status"] == "complete":
        raise UsageError(f"{out} holds a complete run; choose another folder")
    if held["run_sha256"] != manifest["run_sha256"]:
        other = [k for k, v in manifest.items() if k in held and held[k] != v and k in _TOLD]
        raise UsageError(f"{out} holds another run, unfinished ({other} differ); choose another")
    return {done.document: done for done in read_partial(out)}


_TOLD = ("task", "config", "data_sha256", "split", "tagger", "weights_sha256", "seed", "version")


def _finish(
    order: Order,
    out: Path,
    manifest: Mapping[str, Any],
    data: TaskData[Any],
    done: Sequence[DocumentDone],
) -> None:
    failed = {one.document: one.failed for one in done if one.failed is not None}
    predictions = [prediction for one in done for prediction in one.predictions]
    started = time.perf_counter()
    scored = order.task.score(data, predictions, frozenset(failed), order.seed)
    usage = total(one.usage for one in done)
    costs = usage_metrics(usage, len(failed))
    scored = Scored({**scored.metrics, **costs}, scored.rows)
    predicting = sum(one.seconds for one in done)
    write_rows(out / PREDICTIONS, (prediction.row() for prediction in predictions))
    write_scored(out, scored, order.seed)
    complete = {
        **manifest,
        "status": "complete",
        "failed": failed,
        "cached_documents": sum(one.cached for one in done),
        "predict_seconds": round(predicting, 3),
        "wall_seconds": round(predicting + time.perf_counter() - started, 3),
        "peak_megabytes": peak_megabytes(),
        **({"usage": usage.row()} if usage else {}),
    }
    write_json(out / MANIFEST, complete)
    (out / PARTIAL).unlink(missing_ok=True)


def write_scored(out: Path, scored: Scored, seed: int) -> None:
    """Write the figures of a run, what each sample brought to them, and their resamples."""
    write_rows(out / SCORES, scored.rows)
    rows = {name: metric.row() for name, metric in scored.metrics.items()}
    write_json(out / METRICS, {"metrics": rows})
    write_draws(out, scored.metrics, seed)
