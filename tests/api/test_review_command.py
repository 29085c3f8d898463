"""The command as a person runs it: real files in, results read back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.readers import read_bytes
from tests.pipeline.redline.word_xml import p, r, word_file

REPO = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((REPO / "docs" / "review.schema.json").read_text(encoding="utf-8"))

TERMS = """AI SERVICES AGREEMENT

This Agreement is between Acme AI, Inc. ("Supplier") and Widget plc ("Customer").

1. Services. Supplier provides an artificial intelligence system that ranks job applicants for Customer.

2. Training. Supplier may use Customer Data to train and improve its models.

3. Fairness. Supplier shall test the system for bias between protected groups every year and share the results.

4. Changes. Supplier may modify or discontinue any model at any time without notice.

5. Liability. IN NO EVENT SHALL SUPPLIER'S AGGREGATE LIABILITY EXCEED ONE HUNDRED DOLLARS ($100).

6. Law. This Agreement is governed by the laws of the State of New York.
"""


def clausewright(
    home: Path, *arguments: str | Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CLAUSEWRIGHT_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**environment, "PYTHONPATH": str(REPO)},
        cwd=cwd,
        timeout=300,
    )


@pytest.fixture(scope="module")
def reviewed(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    (folder / "in" / "terms.txt").write_text(TERMS, encoding="utf-8")
    body = "".join(p(r(line)) for line in TERMS.split("\n\n"))
    (folder / "in" / "terms.docx").write_bytes(word_file(body))
    (folder / "in" / "bad.pdf").write_bytes(b"%PDF-1.7 nothing more")
    return folder, clausewright(folder / "home", "review", folder / "in", "--out", folder / "out")


def review_of(folder: Path, stem: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (folder / "out" / f"{stem}.review.json").read_text(encoding="utf-8")
    )
    return found


STEMS = ("terms-docx", "terms-txt")


def test_a_file_that_cannot_be_read_is_named_and_the_others_done(
    reviewed: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = reviewed
    assert done.returncode == 3, done.stderr
    assert "Not read: bad.pdf" in done.stdout
    assert {f.name for f in (folder / "out").iterdir()} == {
        f"{stem}.{kind}"
        for stem in STEMS
        for kind in ("review.json", "redline.docx", "report.html")
    }


@pytest.mark.parametrize("stem", STEMS)
def test_the_review_keeps_to_its_schema_and_every_text_to_its_span(
    reviewed: tuple[Path, subprocess.CompletedProcess[str]], stem: str
) -> None:
    review = review_of(reviewed[0], stem)
    jsonschema.validate(review, SCHEMA)
    text = review["document"]["text"]
    pieces = [*review["clauses"], *review["tags"], *review["terms"]]
    pieces += [e for d in review["deviations"] for e in d["evidence"]]
    assert len(pieces) > 20
    for piece in pieces:
        assert text[piece["span"][0] : piece["span"][1]] == piece["text"]
    for edit in (e for s in review["suggestions"] for e in s["edits"]):
        assert text[edit["span"][0] : edit["span"][1]] == edit["original"]


@pytest.mark.parametrize("stem", STEMS)
def test_what_is_plainly_bad_is_found_and_mended(
    reviewed: tuple[Path, subprocess.CompletedProcess[str]], stem: str
) -> None:
    review = review_of(reviewed[0], stem)
    bad = {d["type"] for d in review["deviations"] if d["stance"] == "unacceptable"}
    assert {
        "training_on_customer_data",
        "model_change_deprecation",
        "g_limitation_of_liability",
    } <= bad
    assert review["redline"]["applied"]
    assert not review["redline"]["refused"]


@pytest.mark.parametrize("stem", STEMS)
def test_bias_goes_to_the_specialist_and_is_never_tracked(
    reviewed: tuple[Path, subprocess.CompletedProcess[str]], stem: str
) -> None:
    review = review_of(reviewed[0], stem)
    fair = next(c for c in review["clauses"] if "bias between protected groups" in c["text"])
    routes = [d for d in review["deviations"] if d["clause_id"] == fair["id"]]
    assert any(d["route_strength"] == "must" for d in routes)
    must = {d["id"] for d in review["deviations"] if d["route_strength"] == "must"}
    proposed = {s["id"] for s in review["suggestions"] if must & set(s["deviation_ids"])}
    assert not proposed & set(review["redline"]["applied"])
    assert {
        d["type"] for d in review["deviations"] if d["stance"] == "missing" and d["specialist"]
    } >= {
        "contestability_appeal",
    }


def test_rejecting_our_changes_gives_the_words_back(
    reviewed: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    from pipeline.redline.revisions import reject

    folder = reviewed[0]
    draft = (folder / "out" / "terms-docx.redline.docx").read_bytes()
    original = (folder / "in" / "terms.docx").read_bytes()
    assert read_bytes(reject(draft), "a.docx").text == read_bytes(original, "a.docx").text
    assert read_bytes(draft, "a.docx").text != read_bytes(original, "a.docx").text


def test_the_report_holds_the_findings_and_runs_nothing(
    reviewed: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    page = (reviewed[0] / "out" / "terms-txt.report.html").read_text(encoding="utf-8")
    assert "Draft, not approved" in page
    assert "<del>" in page
    assert "<script" not in page
    assert "http" not in page.split("</style>")[1]


def test_json_on_standard_output_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TERMS, encoding="utf-8")
    done = clausewright(
        tmp_path / "home",
        "review",
        tmp_path / "a.txt",
        "--json",
        "--out",
        tmp_path / "o",
        "--posture",
        "opening",
    )
    (line,) = done.stdout.splitlines()
    value = json.loads(line)
    jsonschema.validate(value, SCHEMA)
    assert (done.returncode, value["deal"]["posture"]) == (0, "opening")


def test_search_and_similar_read_the_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TERMS, encoding="utf-8")
    home = tmp_path / "home"
    done = clausewright(
        home, "search", "limit of liability", "--in", tmp_path / "a.txt", "--json", "--k", "2"
    )
    assert done.returncode == 0, done.stderr
    best = json.loads(done.stdout.splitlines()[0])
    assert "ONE HUNDRED DOLLARS" in best["text"]
    like = clausewright(
        home, "search", "--like", best["clause_id"], "--in", tmp_path / "a.txt", "--json"
    )
    assert best["clause_id"] not in {
        json.loads(line)["clause_id"] for line in like.stdout.splitlines()
    }


def test_search_answers_from_chroma_and_from_nothing_else(tmp_path: Path) -> None:
    """With the vectors of one clause taken out of Chroma, the search no longer finds it."""
    from index.vectors import VectorStore

    (tmp_path / "a.txt").write_text(TERMS, encoding="utf-8")
    home = tmp_path / "home"
    ask = (home, "search", "limit of liability", "--in", tmp_path / "a.txt", "--json", "--k", "3")
    first = json.loads(clausewright(*ask).stdout.splitlines()[0])
    (folder,) = (home / "index" / "matters").glob("*/*")
    with VectorStore(folder) as store:
        store.delete([first["clause_id"]])
    again = [json.loads(line)["clause_id"] for line in clausewright(*ask).stdout.splitlines()]
    assert again
    assert first["clause_id"] not in again


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["review", "absent.docx"], 2, "absent.docx", id="no such file"),
        pytest.param(["review", "a.txt", "--posture", "mild"], 2, "mild", id="unknown posture"),
        pytest.param(
            ["review", "a.txt", "--facts", "bad.yaml"], 2, "moods", id="unknown key in the facts"
        ),
        pytest.param(
            ["review", "a.txt", "--playbook", "nowhere"], 2, "nowhere", id="no playbook folder"
        ),
        pytest.param(["review", "empty.txt", "--out", "o"], 3, "empty", id="empty file"),
        pytest.param(["review", "a.doc", "--out", "o"], 3, ".doc", id="old Word file"),
        pytest.param(["search", "--in", "a.txt"], 2, "--like", id="search for nothing"),
        pytest.param(
            ["eval", "run", "nope", "--data", ".", "--out", "r"], 2, "cuad", id="unknown task"
        ),
    ],
)
def test_bad_usage_is_one_line_and_its_exit_code(
    tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    (tmp_path / "a.txt").write_text("1. Hello.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (tmp_path / "bad.yaml").write_text("moods: {happy: yes}\n")
    done = clausewright(tmp_path / "home", *arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
