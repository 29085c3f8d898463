"""Whole reviews of real files: every one is reviewed, or refused in one clear line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.build.app import App, open_app
from pipeline.errors import UnreadableFile
from pipeline.readers import read_bytes
from pipeline.redline.revisions import accept, reject
from pipeline.run.engine import Reviewed
from pipeline.settings import Settings
from pipeline.types.deal import Deal
from pipeline.types.suggestion import apply_edits

OURS = "Clausewright (draft, not approved)"
GROUPS = {
    "standard forms": ("standard_forms", "*"),
    "CUAD texts": ("cuad/contracts", "*.txt"),
    "CUAD PDFs": ("cuad/pdf", "*.pdf"),
    "Word files": ("docx", "*.docx"),
    "AI terms": ("ai_terms/train", "*.md"),
}
MOST = {"CUAD texts": 100}


def files(data: Path, group: str, sample: int | None) -> list[Path]:
    folder, pattern = GROUPS[group]
    found = sorted(
        p for p in (data / folder).glob(pattern) if p.suffix in {".docx", ".pdf", ".txt", ".md"}
    )
    assert found, f"no {group} in {folder}"
    chosen = random.Random(group).sample(
        found, min(sample or MOST.get(group, len(found)), len(found))
    )
    return sorted(chosen)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with open_app(Settings(tmp_path_factory.mktemp("home"), None)) as opened:
        yield opened


def check(path: Path, done: Reviewed) -> None:
    """A refusal is one line naming the file; a draft accepts and rejects to what it should."""
    if done.review is None:
        assert done.reason is not None
        assert done.reason.startswith(path.name)
        assert "\n" not in done.reason
        return
    assert done.draft is not None
    review = done.review
    applied = set(review.redline.applied)
    edits = [edit for s in review.suggestions if s.id in applied for edit in s.edits]
    assert read_bytes(reject(done.draft, OURS), "draft.docx").text == review.document.text
    intended = apply_edits(review.document.text, edits)
    assert read_bytes(accept(done.draft, OURS), "draft.docx").text == intended


def review_all(app: App, paths: list[Path]) -> tuple[int, list[str]]:
    refused = []
    for path in paths:
        (done,) = app.review([path], Deal())
        try:
            check(path, done)
        except UnreadableFile as error:
            raise AssertionError(f"{path.name}: the draft cannot be read back: {error}") from error
        if done.reason:
            refused.append(done.reason)
    return len(paths) - len(refused), refused


@pytest.mark.data
@pytest.mark.parametrize("group", GROUPS)
def test_a_sample_is_reviewed(app: App, data_dir: Path, group: str) -> None:
    done, refused = review_all(app, files(data_dir, group, 3))
    assert done + len(refused) == 3


@pytest.mark.corpus
@pytest.mark.parametrize("group", GROUPS)
def test_all_of_it_is_reviewed(
    app: App, data_dir: Path, group: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done, refused = review_all(app, files(data_dir, group, None))
    with capsys.disabled():
        print(f"\n{group}: {done} reviewed, {len(refused)} refused", *refused, sep="\n  ")  # noqa: T201
    assert done > 0
