"""The types of ai_clauses on contracts of our own drafting, which the repository holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.datasets.ai_terms import TermsDocument, load_ai_terms
from eval.task import TaskData
from eval.tasks.ai_clauses import AiClausesTask


class OwnClausesTask(AiClausesTask):
    """As ai_clauses; no weights are trained on this data, so nothing of it can have been seen."""

    name = "own_clauses"
    summary = "Clause types on contracts drafted for this project: shows breakage, ranks no models"
    data = "eval/gold/own"

    def load(self, folder: Path, ids: Sequence[str] | None) -> TaskData[TermsDocument]:
        """Read a folder of labelled terms; raises DataError as `load_ai_terms` does."""
        data = load_ai_terms(folder, ids)
        return TaskData({one.id: one for one in data.documents}, data.sha256, None, data)


TASK = OwnClausesTask()
