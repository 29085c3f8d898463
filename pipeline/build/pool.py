"""The stages in worker processes of one thread each, which open neither index nor database."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.build.local import LocalStages
from pipeline.build.tools import Recipe, tools_for
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal
from pipeline.types.document import Document
from pipeline.types.review import RedlineReport, Review


class PooledStages:
    """Sends every stage but `index` to a worker; use as a context manager."""

    def __init__(self, recipe: Recipe, workers: int) -> None:
        self._recipe = replace(recipe, threads=1)
        self._here = LocalStages(tools_for(self._recipe))
        context = multiprocessing.get_context("spawn")
        self._workers = workers
        self._pool = ProcessPoolExecutor(workers, mp_context=context)

    def __enter__(self) -> Self:
        """Start the workers, which load their tools while the first file is read."""
        for _ in range(self._workers):
            self._pool.submit(_warm, self._recipe)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the workers."""
        self._pool.shutdown(cancel_futures=True)

    def read(self, path: Path) -> Document:
        """Read a file here: its parse already has a process of its own."""
        return self._here.read(path)

    def analyse(self, document: Document) -> Analysis:
        """Analyse in a worker."""
        return self._pool.submit(_analyse, self._recipe, document).result()

    def index(self, analysis: Analysis) -> None:
        """Index here, in the process that owns the home."""
        self._here.index(analysis)

    def judge(
        self,
        analysis: Analysis,
        together: tuple[Analysis, ...],
        deal: Deal,
        unread: tuple[str, ...],
    ) -> Review:
        """Judge in a worker."""
        return self._pool.submit(_judge, self._recipe, analysis, together, deal, unread).result()

    def redline(self, review: Review, path: Path) -> tuple[bytes, RedlineReport]:
        """Write the draft in a worker."""
        return self._pool.submit(_redline, self._recipe, review, path).result()


def _warm(recipe: Recipe) -> None:
    # What fails here fails again, and is told, in the first stage that needs it.
    tools = tools_for(recipe)
    _ = tools.playbook, tools.model


def _analyse(recipe: Recipe, document: Document) -> Analysis:
    return LocalStages(tools_for(recipe)).analyse(document)


def _judge(
    recipe: Recipe,
    analysis: Analysis,
    together: tuple[Analysis, ...],
    deal: Deal,
    unread: tuple[str, ...],
) -> Review:
    return LocalStages(tools_for(recipe)).judge(analysis, together, deal, unread)


def _redline(recipe: Recipe, review: Review, path: Path) -> tuple[bytes, RedlineReport]:
    return LocalStages(tools_for(recipe)).redline(review, path)
