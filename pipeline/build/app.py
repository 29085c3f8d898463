"""The application: a home, its lock, a store, an engine and the stages, opened together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.lock import wait_for_lock
from pipeline.build.local import LocalStages
from pipeline.build.pool import PooledStages
from pipeline.build.search import Found, of_type, search, similar
from pipeline.build.tools import Recipe, Tools, tools_for
from pipeline.build.versions import code_version
from pipeline.errors import UnreadableFile, UsageError
from pipeline.run.job import Job, Source
from pipeline.run.steps import Steps
from pipeline.settings import Settings
from pipeline.store import ArtefactStore
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal

if TYPE_CHECKING:
    from pipeline.build.teach_next import Lesson
    from pipeline.run.engine import Engine, Reviewed


class App:
    """What the command line and the service call."""

    def __init__(self, engine: Engine, steps: Steps, tools: Tools) -> None:
        self._engine, self._steps, self._tools = engine, steps, tools

    def review(self, paths: Sequence[Path], deal: Deal) -> list[Reviewed]:
        """Review files as one deal; one outcome for each, in order, also for unreadable ones."""
        from pipeline.run.engine import Reviewed

        sources: dict[Path, Source] = {}
        reasons: dict[Path, str] = {}
        for path in paths:
            try:
                sources[path] = Source.of(path)
            except UnreadableFile as error:
                reasons[path] = str(error)
        job = self._job(list(sources.values()), deal)
        done = iter(self._engine.review(job) if sources else [])
        return [
            next(done)
            if path in sources
            else Reviewed(Source(str(path), ""), None, None, reasons[path])
            for path in paths
        ]

    def search(self, path: Path, query: str, limit: int) -> list[Found]:
        """Return the clauses of a file nearest to a query; raises UnreadableFile, UsageError."""
        return search(self._tools, self._prepared(path), query, limit)

    def similar(self, path: Path, clause_id: str, limit: int) -> list[Found]:
        """Return the clauses nearest to one of a file; raises UnreadableFile, UsageError."""
        return similar(self._tools, self._prepared(path), clause_id, limit)

    def of_type(self, path: Path, clause_type: str, limit: int) -> list[Found]:
        """Return a file's clauses tagged as a type, surest first; raises as `search` does."""
        return of_type(self._tools, self._prepared(path), clause_type, limit)

    def teach_next(
        self, paths: Sequence[Path], clause_type: str | None, limit: int
    ) -> tuple[list[Lesson], list[str]]:
        """Return the clauses of files whose review would teach most, and why files are not read.

        Raises UsageError for a type that nothing here knows.
        """
        from pipeline.build.teach_next import check_type, teach_next

        check_type(self._tools, clause_type)
        read, reasons = [], []
        for path in paths:
            try:
                read.append((path, self._prepared(path)))
            except UnreadableFile as error:
                reasons.append(str(error))
        return teach_next(self._tools, read, clause_type, limit), reasons

    def _prepared(self, path: Path) -> Analysis:
        source = Source.of(path)
        reason = self._engine.prepare(self._job([source], Deal()))[0]
        if reason is not None:
            raise UnreadableFile(reason)
        return self._steps.analysis(source)

    def _job(self, sources: Sequence[Source], deal: Deal) -> Job:
        versions = (code_version(), self._tools.reading_version, self._tools.playbook.version)
        return Job(tuple(sources), deal, versions)


@contextmanager
def open_app(
    settings: Settings,
    playbook: str | None = None,
    workers: int = 1,
    on_wait: Callable[[str], None] = lambda message: None,
) -> Iterator[App]:
    """Open the home; waits, telling `on_wait`, while another process has it.

    `playbook` is a folder laid over the shipped playbooks. Raises UsageError when it is no
    folder, PlaybookError and WeightsError when playbook or weights are not in order.
    """
    folder = Path(playbook).resolve() if playbook else None
    if folder is not None and not folder.is_dir():
        raise UsageError(f"--playbook {playbook!r} is no folder of playbook files")
    recipe = Recipe(settings.home, folder, 1 if workers > 1 else settings.threads)
    tools = tools_for(recipe)
    with ExitStack() as stack:
        stack.enter_context(wait_for_lock(settings.home, on_wait))
        # Workers come first: they load while this process does, which takes about as long.
        stages = (
            stack.enter_context(PooledStages(recipe, workers))
            if workers > 1
            else LocalStages(tools)
        )
        from pipeline.run.engine import Engine

        versions = (code_version(), tools.reading_version, tools.playbook.version)
        store = ArtefactStore(settings.home / "clausewright.db")
        stack.callback(store.close)
        steps = Steps(store, stages, versions)
        engine = stack.enter_context(Engine(settings.home, steps, store, workers, code_version()))
        yield App(engine, steps, tools)
