"""DBOS around the steps: workflow inputs and results are ids, never contract text.

One process per home runs an engine: the caller holds the home's lock. So a run that is still
pending belongs to a process that died, and is resumed from the step after its last finished one.
Nothing is sent anywhere: no conductor, no traces.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dbos import DBOS, Serializer, SetWorkflowID

from pipeline.errors import ClausewrightError
from pipeline.run.job import Job, Source, digest
from pipeline.run.steps import Steps
from pipeline.store import ArtefactStore, Key
from pipeline.store.codec import decode, encode
from pipeline.types.review import Review


class _Json(Serializer):
    """Ids and reasons as JSON. The default, pickle, runs code of whoever writes the file."""

    def serialize(self, data: Any) -> str:  # noqa: ANN401
        # Of an error only its kind is kept: its message may quote a contract.
        return json.dumps(data, default=lambda value: type(value).__name__)

    def deserialize(self, serialized_data: str) -> Any:  # noqa: ANN401
        return json.loads(serialized_data)

    def name(self) -> str:
        return "clausewright_json"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One file's outcome: a review and its internal draft, or the reason it was not read."""

    source: Source
    review: Review | None
    draft: bytes | None
    reason: str | None


_engine: Engine | None = None


class Engine:
    """Runs jobs durably for the length of a `with` block."""

    def __init__(
        self, home: Path, steps: Steps, store: ArtefactStore, threads: int, version: str
    ) -> None:
        """Prepare an engine over `home`/runs.db; `threads` bounds how many jobs run at once."""
        home.mkdir(parents=True, exist_ok=True)
        self._steps, self._store = steps, store
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        DBOS(
            config={
                "name": "clausewright",
                "system_database_url": f"sqlite:///{home / 'runs.db'}",
                "application_version": version,
                "executor_id": f"cli-{os.getpid()}",
                "serializer": _Json(),
                "log_level": "CRITICAL",
                "console_log_level": "CRITICAL",
                "enable_otlp": False,
                "max_executor_threads": threads + 2,
                "notification_listener_polling_interval_sec": 0.05,
            }
        )

    def __enter__(self) -> Self:
        """Start the engine."""
        global _engine
        _engine = self
        DBOS.launch()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the engine; what is pending stays on record."""
        global _engine
        DBOS.destroy()
        _engine = None

    def review(self, job: Job) -> list[Reviewed]:
        """Run or resume a job and return one outcome for each file, in order."""
        self._store.put(_job_key(job.id), encode(job, Job))
        reasons = self._finish(job.id, review_workflow)
        outcomes = []
        for source, reason in zip(job.sources, reasons, strict=True):
            if reason is None:
                review = self._steps.review(job, source, "finished")
                outcomes.append(Reviewed(source, review, self._steps.draft(job, source), None))
            else:
                outcomes.append(Reviewed(source, None, None, reason))
        return outcomes

    def prepare(self, job: Job) -> list[str | None]:
        """Read, analyse and index the job's files only; return a reason for each not read."""
        name = digest(["prepare", job.id])
        self._store.put(_job_key(name), encode(job, Job))
        return self._finish(name, prepare_workflow)

    def _finish(self, name: str, workflow: Any) -> list[str | None]:  # noqa: ANN401
        status = DBOS.get_workflow_status(name)
        if status is not None and status.status in ("PENDING", "ENQUEUED"):
            handle = DBOS.resume_workflow(name)
            reasons: list[str | None] = handle.get_result(polling_interval_sec=0.05)
        else:
            if status is not None and (status.status != "SUCCESS" or any(_result(name))):
                DBOS.delete_workflow(name)
            with SetWorkflowID(name):
                reasons = workflow(name)
        return reasons


def _result(name: str) -> list[str | None]:
    found: list[str | None] = DBOS.retrieve_workflow(name).get_result(polling_interval_sec=0.05)
    return found


def _job_key(name: str) -> Key:
    return Key(name, "job", "", "1")


def _open(name: str) -> tuple[Engine, Job]:
    if _engine is None:
        raise ClausewrightError("no engine is running")
    payload = _engine._store.get(_job_key(name))
    if payload is None:
        raise ClausewrightError(f"run {name} has no job on record")
    return _engine, decode(payload, Job)


def _prepare(engine: Engine, job: Job) -> list[str | None]:
    steps = engine._steps
    reasons: list[str | None] = []
    for i, source in enumerate(job.sources):
        reason = DBOS.run_step({"name": f"read-{i}"}, steps.read, source)
        reasons.append(reason)
        if reason is None:
            DBOS.run_step({"name": f"analyse-{i}"}, steps.analyse, source)
            DBOS.run_step({"name": f"index-{i}"}, steps.index, source)
    return reasons


@DBOS.workflow(name="prepare")
def prepare_workflow(name: str) -> list[str | None]:
    """Read, analyse and index every file of a job."""
    engine, job = _open(name)
    return _prepare(engine, job)


@DBOS.workflow(name="review")
def review_workflow(name: str) -> list[str | None]:
    """Review every file of a job as one deal; files that cannot be read are left out of it."""
    engine, job = _open(name)
    reasons = _prepare(engine, job)
    readable = [s for s, reason in zip(job.sources, reasons, strict=True) if reason is None]
    for i, source in enumerate(readable):
        others = [other for other in readable if other is not source]
        DBOS.run_step({"name": f"judge-{i}"}, engine._steps.judge, job, source, others)
        DBOS.run_step({"name": f"redline-{i}"}, engine._steps.redline, job, source)
    for source in readable:
        engine._steps.forget(source)
    return reasons
