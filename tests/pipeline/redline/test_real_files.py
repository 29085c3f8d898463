"""Single words changed in real files: what is applied reads back, what is not has its reason."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import UnreadableFile
from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.canonical import canonical
from pipeline.redline.docx import Change, Redlined, apply_changes
from pipeline.redline.revisions import accept, reject, remove_comments
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit, apply_edits

US = "A reviewer of ours"
AT = datetime(2026, 3, 4, tzinfo=UTC)
EDITS_A_FILE = 6
# Of single words drawn from all over a file, headers, fields and text boxes included.
MOST_REFUSED = 0.08


def said(data: bytes) -> str:
    return text_map(data, Limits()).text


def drawn(name: str, text: str) -> list[Change]:
    spans = [match.span() for match in re.finditer(r"\w+", text)]
    chosen = random.Random(name).sample(spans, min(EDITS_A_FILE, len(spans)))
    changes = []
    for number, (start, end) in enumerate(sorted(chosen)):
        edit = Edit(Span(start, end), text[start:end], "replacement")
        comment = "why\nso" if number % 2 else None
        changes.append(Change(f"c{number}", (edit,), comment, edit.span))
    return changes


def checked(path: Path) -> tuple[int, Redlined] | None:
    """Edit one file and check both ways back; None for a file that the reader refuses."""
    data = path.read_bytes()
    try:
        text = said(data)
    except UnreadableFile:
        return None
    changes = drawn(path.name, text)
    done = apply_changes(data, changes, author=US, initials="U", at=AT)
    assert not [o for o in done.refused if o.reason.startswith("read back")], path.name
    edits = [edit for change in changes if change.id in done.applied for edit in change.edits]
    assert said(accept(done.data, US)) == apply_edits(text, edits), path.name
    undone = remove_comments(reject(done.data, US), US)
    assert canonical(undone) == canonical(data), path.name
    return len(changes), done


def checked_all(paths: list[Path]) -> None:
    wished = refused = 0
    for path in paths:
        found = checked(path)
        if found is not None:
            wished += found[0]
            refused += len(found[1].refused)
    assert wished
    assert refused / wished <= MOST_REFUSED, f"{refused} of {wished} refused"


def word_files(data_dir: Path) -> list[Path]:
    return sorted(data_dir.glob("docx/*.docx")) + sorted(data_dir.glob("standard_forms/**/*.docx"))


@pytest.mark.data
def test_a_sample_of_real_files(data_dir: Path) -> None:
    checked_all(random.Random(7).sample(word_files(data_dir), 12))


@pytest.mark.corpus
@pytest.mark.data
def test_all_real_files(data_dir: Path) -> None:
    checked_all(word_files(data_dir))


@pytest.mark.slow
@pytest.mark.data
def test_another_program_opens_the_result(data_dir: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed")
    written = []
    for path in random.Random(3).sample(sorted(data_dir.glob("standard_forms/**/*.docx")), 2):
        found = checked(path)
        assert found is not None
        assert found[1].applied
        written.append(tmp_path / path.name)
        written[-1].write_bytes(found[1].data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, written)], check=True, capture_output=True, timeout=240)
    for path in written:
        assert path.with_suffix(".pdf").stat().st_size > 1000
