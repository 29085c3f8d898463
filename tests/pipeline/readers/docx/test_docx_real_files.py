"""Real Word files: read or refused in one line, pieces tile, views agree with the redliner."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.errors import UnreadableFile
from pipeline.readers import read_bytes
from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.revisions import accept, reject
from tests.pipeline.readers.docx.test_docx_pieces import tiles

SAMPLE = 25


def word_files(data_dir: Path) -> list[Path]:
    return sorted(data_dir.glob("docx/*.docx")) + sorted(data_dir.glob("standard_forms/*.docx"))


def check_refusal(refusal: str, path: Path) -> bool:
    assert refusal.startswith(f"{path.name}: "), path.name
    assert "\n" not in refusal, path.name
    return False


def checked(path: Path) -> bool:
    """Check one file; False where it is refused."""
    data = path.read_bytes()
    try:
        document = read_bytes(data, path.name)
    except UnreadableFile as error:
        refusal = str(error)
        return check_refusal(refusal, path)
    mapped = text_map(data, Limits())
    tiles(mapped)
    assert document.text == mapped.text
    assert document.original == (None if mapped.original == mapped.text else mapped.original)
    assert text_map(accept(data), Limits()).text == mapped.text, path.name
    assert text_map(reject(data), Limits()).text == mapped.original, path.name
    return True


@pytest.mark.data
def test_a_sample_of_real_files(data_dir: Path) -> None:
    read = [checked(path) for path in random.Random(11).sample(word_files(data_dir), SAMPLE)]
    assert sum(read) >= SAMPLE - 1


@pytest.mark.corpus
@pytest.mark.data
def test_all_real_files(data_dir: Path) -> None:
    files = word_files(data_dir)
    refused = [path.name for path in files if not checked(path)]
    assert len(refused) <= 0.02 * len(files), refused
