"""Which files are reviewed, and that no two results share a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.inputs import find_inputs
from pipeline.errors import UsageError

ENDINGS = (".docx", ".pdf", ".txt")


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def stems(root: Path, *paths: str, out: str = "out") -> list[str]:
    found = find_inputs([root / p for p in paths], root / out, ENDINGS)
    return [str(item.stem) for item in found]


def test_folders_are_kept_and_other_kinds_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.docx", "in/deep/b.pdf", "in/c.xlsx", "in/.hidden.txt", "in/~$a.docx")
    assert stems(tmp_path, "in") == ["a", "deep/b"]


def test_our_own_results_are_not_reviewed_again(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "a.redline.docx", "a.review.json", "a.report.html", "out/b.docx")
    assert stems(tmp_path, ".") == ["a"]


def test_colliding_stems_are_told_apart(tmp_path: Path) -> None:
    touch(tmp_path, "x/a.docx", "x/a.pdf", "y/a.docx")
    assert stems(tmp_path, "x", "y/a.docx") == ["a-docx", "a-pdf", "a-docx-2"]


def test_a_file_named_twice_is_reviewed_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    assert stems(tmp_path, "a.docx", ".") == ["a"]


def test_a_file_named_by_itself_is_tried_whatever_its_kind(tmp_path: Path) -> None:
    touch(tmp_path, "a.doc")
    assert stems(tmp_path, "a.doc") == ["a"]


@pytest.mark.parametrize("path", ["absent.docx", "empty"])
def test_nothing_to_review_is_bad_usage(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=path):
        stems(tmp_path, path)
