"""A process that runs one job with small real stages, and may kill itself inside one of them."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sys
from pathlib import Path

import numpy as np

from pipeline.errors import UnreadableFile
from pipeline.review_json import to_json
from pipeline.run.engine import Engine
from pipeline.run.job import Job, Source
from pipeline.run.steps import Steps
from pipeline.segment import segment
from pipeline.store import ArtefactStore
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Posture
from pipeline.types.document import Block, Document
from pipeline.types.review import RedlineReport, Review, RunInfo
from pipeline.types.span import Span


class SmallStages:
    def __init__(self, log: Path) -> None:
        self._log = log

    def _begin(self, step: str) -> None:
        with self._log.open("a") as file:
            file.write(step + "\n")
        if os.environ["KILL_IN"] == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def read(self, path: Path) -> Document:
        self._begin("read")
        text = path.read_text()
        if text == "unreadable":
            raise UnreadableFile(f"{path.name}: it says so")
        return Document("0" * 64, path.name, "text/plain", text, (Block(Span(0, len(text))),))

    def analyse(self, document: Document) -> Analysis:
        self._begin("analyse")
        clauses = tuple(segment(document))
        return Analysis(document, clauses, (), (), np.ones((len(clauses), 3), np.float32))

    def index(self, analysis: Analysis) -> None:
        self._begin("index")

    def judge(
        self,
        analysis: Analysis,
        together: tuple[Analysis, ...],
        deal: Deal,
        unread: tuple[str, ...],
    ) -> Review:
        self._begin("judge")
        none = ((), (), (), (), (), (), ())
        return Review(analysis.document, deal, analysis.clauses, *none, RunInfo("1", "p"))

    def redline(self, review: Review, path: Path) -> tuple[bytes, RedlineReport]:
        self._begin("redline")
        return b"draft of " + path.name.encode(), RedlineReport("x.docx")


def main(home: Path, file: Path, log: Path) -> None:
    store = ArtefactStore(home / "clausewright.db")
    steps = Steps(store, SmallStages(log), ("1",))
    job = Job((Source.of(file),), Deal(posture=Posture(os.environ["POSTURE"])), ("1",))
    with Engine(home, steps, store, 1, "test") as engine:
        (done,) = engine.review(job)
    review = done.review
    if review is not None:
        review = dataclasses.replace(review, run=RunInfo("1", "p"))
    shown = {
        "reason": done.reason,
        "draft": done.draft and done.draft.decode(),
        "review": review and to_json(review),
    }
    print(json.dumps(shown))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
