"""The durable run on real SQLite files: killed at every step, it goes on and ends the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.run.job import Job, Source
from pipeline.types.deal import Deal, Posture

REPO = Path(__file__).resolve().parents[3]
WORKER = Path(__file__).with_name("worker.py")
STEPS = ("read", "analyse", "index", "judge", "redline")


def run(
    home: Path, file: Path, kill_in: str = "", posture: str = "standard"
) -> tuple[int, list[str], dict[str, object]]:
    """Run the worker; return its exit code, the steps begun and what it printed."""
    log = home.with_suffix(".log")
    log.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(REPO), "KILL_IN": kill_in, "POSTURE": posture}
    done = subprocess.run(
        [sys.executable, str(WORKER), str(home), str(file), str(log)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )
    steps = log.read_text().split() if log.exists() else []
    if done.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(done.stderr)
    return done.returncode, steps, json.loads(done.stdout or "{}")


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("1. Term. This lasts a year.\n")
    return file


def test_a_run_that_ends_is_not_done_again(tmp_path: Path, contract: Path) -> None:
    code, steps, first = run(tmp_path / "home", contract)
    assert (code, steps) == (0, list(STEPS))
    code, steps, second = run(tmp_path / "home", contract)
    assert (code, steps) == (0, [])
    assert second == first


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_run_goes_on_with_the_step_it_was_in(
    tmp_path: Path, contract: Path, step: str
) -> None:
    code, begun, _ = run(tmp_path / "home", contract, kill_in=step)
    assert code == -signal.SIGKILL
    assert begun[-1] == step
    code, steps, result = run(tmp_path / "home", contract)
    assert (code, steps) == (0, list(STEPS[STEPS.index(step) :]))
    _, _, clean = run(tmp_path / "other", contract)
    assert result == clean


def test_another_posture_reads_and_analyses_nothing_anew(tmp_path: Path, contract: Path) -> None:
    run(tmp_path / "home", contract)
    _, steps, _ = run(tmp_path / "home", contract, posture="opening")
    assert steps == ["index", "judge", "redline"]


def test_changed_bytes_are_another_run(tmp_path: Path, contract: Path) -> None:
    run(tmp_path / "home", contract)
    contract.write_text("1. Term. This lasts two years.\n")
    _, steps, _ = run(tmp_path / "home", contract)
    assert steps == list(STEPS)


def test_a_file_that_cannot_be_read_is_tried_again(tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_text("unreadable")
    _, steps, first = run(tmp_path / "home", file)
    assert steps == ["read"]
    assert first["reason"] == "bad.txt: it says so"
    _, steps, _ = run(tmp_path / "home", file)
    assert steps == ["read"]


def test_no_contract_text_is_in_the_engines_file(tmp_path: Path, contract: Path) -> None:
    contract.write_text("1. Zanzibar clause. Pelicans shall be indemnified.\n")
    run(tmp_path / "home", contract)
    held = b"".join(p.read_bytes() for p in (tmp_path / "home").glob("runs.db*"))
    assert b"review" in held
    assert b"Pelicans" not in held


def test_equal_jobs_have_equal_names(tmp_path: Path) -> None:
    source = Source("x/a.docx", "ab")
    moved = Source("y/a.docx", "ab")
    assert Job((source,), Deal(), ("1",)).id == Job((moved,), Deal(), ("1",)).id
    assert (
        Job((source,), Deal(), ("1",)).id
        != Job((source,), Deal(posture=Posture.CLOSING), ("1",)).id
    )
    assert Job((source,), Deal(), ("1",)).id != Job((source,), Deal(), ("2",)).id
