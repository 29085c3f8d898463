"""The limited process: whatever a parser does, the caller gets a document or one clear line."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from pipeline.errors import InvariantError, UnreadableFile
from pipeline.readers import read_bytes, read_many
from pipeline.readers.limits import Limits
from pipeline.readers.sandbox import Sandbox
from pipeline.readers.transfer import document_from_json, document_to_json

HOSTILE = "tests.pipeline.readers.hostile"
SMALL = Limits(max_seconds=1, max_ocr_seconds=0, max_memory_mb=600)


@pytest.mark.parametrize(
    ("extension", "reason"),
    [
        pytest.param("spin", "within 1 seconds", id="burns processor time"),
        pytest.param("eat", "600 MB", id="eats memory"),
        pytest.param("crash", "SIGSEGV", id="crashes"),
        pytest.param("leave", "broke off", id="leaves without an answer"),
        pytest.param("broken", "ValueError", id="fails with an error of its own"),
        pytest.param("deep", "too deeply", id="recurses without end"),
        pytest.param("lying", "no sense", id="answers with a document that breaks its rules"),
    ],
)
def test_harm_becomes_one_line(extension: str, reason: str) -> None:
    began = time.monotonic()
    with Sandbox(SMALL, HOSTILE) as sandbox, pytest.raises(UnreadableFile, match=reason) as caught:
        sandbox.read(b"our words", f"deal.{extension}")
    assert time.monotonic() - began < 8
    message = str(caught.value)
    assert message.startswith(f"deal.{extension}: ")
    assert "\n" not in message
    assert "our words" not in message  # contract text never reaches a message


def test_a_parser_that_waits_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.readers.sandbox._START_SECONDS", 0.5)
    began = time.monotonic()
    with Sandbox(SMALL, HOSTILE) as sandbox, pytest.raises(UnreadableFile, match="within"):
        sandbox.read(b"x", "deal.sleep")
    assert time.monotonic() - began < 5


def test_a_parser_cannot_write_files(tmp_path: Path) -> None:
    target = tmp_path / "planted"
    with Sandbox(SMALL, HOSTILE) as sandbox, pytest.raises(UnreadableFile):
        sandbox.read(str(target).encode(), "deal.write")
    assert not target.exists() or target.read_bytes() == b""


def test_what_a_parser_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    with Sandbox(SMALL, HOSTILE) as sandbox:
        assert sandbox.read(b"kept words", "deal.noisy").text == "kept words"
    assert capfd.readouterr() == ("", "")


def test_the_file_after_a_crash_is_read() -> None:
    with Sandbox(SMALL, HOSTILE) as sandbox:
        with pytest.raises(UnreadableFile):
            sandbox.read(b"x", "one.crash")
        assert sandbox.read(b"kept", "two.noisy").text == "kept"
        assert sandbox.read(b"kept too", "three.noisy").text == "kept too"


def test_many_files_share_a_process(tmp_path: Path) -> None:
    paths = []
    for index in range(12):
        paths.append(tmp_path / f"{index}.txt")
        paths[-1].write_text(f"The Supplier shall keep record {index}.", encoding="utf-8")
    paths.insert(5, tmp_path / "absent.txt")
    results = dict(read_many(paths))
    assert [path for path in results] == paths
    assert isinstance(results[tmp_path / "absent.txt"], UnreadableFile)
    read_ones = [r for r in results.values() if not isinstance(r, UnreadableFile)]
    assert [d.text[-3:] for d in read_ones] == [
        f"{i:2d}." if i > 9 else f" {i}." for i in range(12)
    ]


def test_documents_cross_whole() -> None:
    page = (
        "<h1>Terms</h1><ol><li>One<ol type=i><li>Two</ol></ol><table><tr><td>A<td>B</table>"
        "<p>Seen <span style='display:none'>not</span></p><footer>Foot</footer>"
    )
    document = read_bytes(page.encode(), "a.html")
    assert {block.kind for block in document.blocks} >= {"heading", "list_item", "table_cell"}
    sent = json.loads(json.dumps(document_to_json(document)))
    assert document_from_json(sent) == document


@pytest.mark.parametrize(
    "value",
    [
        pytest.param([], id="not an object"),
        pytest.param({"id": "x"}, id="fields missing"),
        pytest.param({"text": 3}, id="text is a number"),
    ],
)
def test_another_shape_is_refused(value: object) -> None:
    with pytest.raises(InvariantError, match="shape"):
        document_from_json(value)
