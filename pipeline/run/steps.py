"""The steps of a run: each reads what came before from the store and writes what it made.

A step may be repeated after a kill; it then finds its row and returns, or writes the same row.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from pipeline.errors import UnreadableFile
from pipeline.run.job import Job, Source, document_run
from pipeline.run.stages import Stages
from pipeline.store import ArtefactStore, Key
from pipeline.store.codec import decode, decode_array, encode, encode_array
from pipeline.types.analysis import Analysis
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.review import Review
from pipeline.types.tag import Tag
from pipeline.types.term import Term

_VERSION = "1"


class Steps:
    """The steps over one store and one set of stages. `document_versions` name code and weights."""

    def __init__(
        self, store: ArtefactStore, stages: Stages, document_versions: tuple[str, ...]
    ) -> None:
        self._store = store
        self._stages = stages
        self._versions = document_versions
        self._recent: dict[str, Analysis] = {}

    def read(self, source: Source) -> str | None:
        """Read a file; return None, or the reason it cannot be read."""
        key = self._key(source, "document")
        if self._store.get(key) is None:
            began = time.perf_counter()
            try:
                document = self._stages.read(Path(source.path))
            except UnreadableFile as error:
                return str(error)
            self._store.put(key, encode(document, Document))
            self._book(source, "read", began)
        return None

    def analyse(self, source: Source) -> None:
        """Cut, tag, embed and extract terms."""
        if self._store.get(self._key(source, "vectors")) is not None:
            return
        document = self.document(source)
        began = time.perf_counter()
        analysis = self._stages.analyse(document)
        self._book(source, "analyse", began)
        parts = (
            ("clauses", encode(analysis.clauses, tuple[Clause, ...])),
            ("tags", encode(analysis.tags, tuple[Tag, ...])),
            ("terms", encode(analysis.terms, tuple[Term, ...])),
            ("vectors", encode_array(analysis.vectors)),
        )
        for step, payload in parts:
            self._store.put(self._key(source, step), payload)
        self._recent[source.sha256] = analysis

    def index(self, source: Source) -> None:
        """Put the clauses into the matter's vector store."""
        analysis = self.analysis(source)
        began = time.perf_counter()
        self._stages.index(analysis)
        self._book(source, "index", began)

    def judge(self, job: Job, source: Source, others: list[Source]) -> None:
        """Compare one document, in the light of the deal's others, and suggest.

        Files of the job that are neither could not be read.
        """
        analysis = self.analysis(source)
        together = tuple(self.analysis(other) for other in others)
        known = {source, *others}
        unread = tuple(Path(one.path).name for one in job.sources if one not in known)
        review = self._stages.judge(analysis, together, job.deal, unread)
        self._store.put(self._job_key(job, source, "review"), encode(review, Review))

    def redline(self, job: Job, source: Source) -> None:
        """Write the internal draft and put what became of each suggestion into the review."""
        review = self.review(job, source)
        began = time.perf_counter()
        data, report = self._stages.redline(review, Path(source.path))
        self._store.put(self._job_key(job, source, "redline"), data)
        seconds = {name: self._booked(source, name) for name in ("read", "analyse", "index")}
        seconds |= {**review.run.seconds, "redline": time.perf_counter() - began}
        finished = replace(review, redline=report, run=replace(review.run, seconds=seconds))
        self._store.put(self._job_key(job, source, "finished"), encode(finished, Review))

    def document(self, source: Source) -> Document:
        """Return a document that was read before."""
        found: Document = decode(self._must(self._key(source, "document")), Document)
        return found

    def analysis(self, source: Source) -> Analysis:
        """Return an analysis that was made before."""
        if source.sha256 not in self._recent:
            self._recent[source.sha256] = Analysis(
                self.document(source),
                decode(self._must(self._key(source, "clauses")), tuple[Clause, ...]),
                decode(self._must(self._key(source, "tags")), tuple[Tag, ...]),
                decode(self._must(self._key(source, "terms")), tuple[Term, ...]),
                decode_array(self._must(self._key(source, "vectors"))),
            )
        return self._recent[source.sha256]

    def review(self, job: Job, source: Source, step: str = "review") -> Review:
        """Return the review made before; step "finished" includes the redline's report."""
        found: Review = decode(self._must(self._job_key(job, source, step)), Review)
        return found

    def draft(self, job: Job, source: Source) -> bytes:
        """Return the internal draft made before."""
        return self._must(self._job_key(job, source, "redline"))

    def forget(self, source: Source) -> None:
        """Let go of an analysis held in memory."""
        self._recent.pop(source.sha256, None)

    def _book(self, source: Source, stage: str, began: float) -> None:
        payload = f"{time.perf_counter() - began:.3f}".encode("ascii")
        self._store.put(self._key(source, f"seconds-{stage}"), payload)

    def _booked(self, source: Source, stage: str) -> float:
        return float(self._store.get(self._key(source, f"seconds-{stage}")) or 0)

    def _key(self, source: Source, step: str) -> Key:
        return Key(document_run(source, self._versions), step, source.sha256, _VERSION)

    def _job_key(self, job: Job, source: Source, step: str) -> Key:
        return Key(job.id, step, document_run(source, self._versions), _VERSION)

    def _must(self, key: Key) -> bytes:
        found = self._store.get(key)
        if found is None:
            raise UnreadableFile(f"the run lost its {key.step}; repeat the command")
        return found
