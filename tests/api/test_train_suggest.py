"""`clausewright train suggest`: asks what it does not know, takes the answers, asks no more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.api.test_review_command import TERMS, clausewright
from tests.pipeline.build.test_own_types import CANTEEN

MEALS = """SITE SERVICES AGREEMENT

1. Meals. Visitors may eat lunch in the works canteen at the employee rate.

2. Vending. Drinks from the machines in the corridor are sold to everyone on site.

3. Parking. Visitors park in the north lot and show their card at the gate.

4. Catering. Supplier orders food for workshops and is repaid on proof of what it spent.

5. Meals. Visitors may eat lunch in the works canteen at the employee rate.
"""


def rows_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was taught a type, and two contracts."""
    folder = tmp_path_factory.mktemp("suggest")
    (folder / "in").mkdir()
    (folder / "in" / "site.txt").write_text(MEALS, encoding="utf-8")
    (folder / "in" / "terms.txt").write_text(TERMS, encoding="utf-8")
    (folder / "lunch.txt").write_text("\n".join(CANTEEN), encoding="utf-8")
    taught = clausewright(
        folder / "home", "train", "type", "canteen_access", "--examples", folder / "lunch.txt"
    )
    assert taught.returncode == 0, taught.stderr
    return folder


def suggest(place: Path, *more: str | Path) -> list[dict[str, Any]]:
    done = clausewright(place / "home", "train", "suggest", place / "in", "--json", *more)
    assert done.returncode == 0, done.stderr
    return rows_of(done.stdout)


def test_answers_teach_and_are_not_asked_for_again(place: Path) -> None:
    asked = suggest(place, "--type", "canteen_access", "--k", "3", "--out", place / "ask.jsonl")
    assert asked == rows_of((place / "ask.jsonl").read_text(encoding="utf-8"))
    assert len(asked) == 3
    assert {row["type"] for row in asked} == {"canteen_access"}
    assert all(row["holds"] is None and row["clause_id"] and row["file"] for row in asked)
    # what repeats in the file is asked about once
    texts = [row["text"] for row in asked]
    assert sum("Visitors may eat lunch" in text for text in texts) <= 1
    assert any("canteen" in text or "food" in text for text in texts)
    assert suggest(place, "--type", "canteen_access", "--k", "3") == asked
    assert suggest(place, "--type", "canteen_access", "--k", "2") == asked[:2]

    taught = _teach(place, [None, None, None])
    assert "learnt from 8 examples" in taught
    assert "3 rows without an answer" in taught
    answers = ["lunch" in text or "food" in text for text in texts]
    taught = _teach(place, [*answers[:2], None])
    assert f"learnt from {8 + sum(answers[:2])} examples" in taught
    assert "1 rows without an answer" in taught
    again = [row["text"] for row in suggest(place, "--type", "canteen_access", "--k", "9")]
    assert not set(again) & set(texts[:2])
    assert texts[2] in again


def _teach(place: Path, answers: Sequence[bool | None]) -> str:
    rows = rows_of((place / "ask.jsonl").read_text(encoding="utf-8"))
    filled = [row | {"holds": answer} for row, answer in zip(rows, answers, strict=True)]
    (place / "filled.jsonl").write_text("\n".join(map(json.dumps, filled)), encoding="utf-8")
    files = ("--examples", place / "lunch.txt", "--examples", place / "filled.jsonl")
    done = clausewright(place / "home", "train", "type", "canteen_access", *files)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_any_type_is_the_one_most_in_doubt(place: Path) -> None:
    rows = suggest(place, "--k", "50")
    assert len({row["type"] for row in rows}) > 1
    assert all(0.1 <= row["score"] < 0.95 for row in rows[:3])
    assert not {row["type"] for row in rows} & {"g_no_clause", "route:any", "route:must"}
    shown = clausewright(place / "home", "train", "suggest", place / "in", "--k", "1")
    first = rows[0]
    for words in (first["type"], Path(first["file"]).name, first["clause_id"], first["why"]):
        assert words in shown.stdout
    assert first["text"][:100] in shown.stdout


def test_a_shipped_type_is_asked_about_where_it_was_tagged(place: Path) -> None:
    rows = suggest(place, "--type", "training_on_customer_data")
    assert {row["type"] for row in rows} <= {"training_on_customer_data"}


def test_a_file_that_cannot_be_read_is_named_and_the_others_done(place: Path) -> None:
    bad = place / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing more")
    files = (bad, place / "in" / "site.txt")
    done = clausewright(place / "home", "train", "suggest", *files, "--json")
    assert done.returncode == 3
    assert "not read: bad.pdf" in done.stderr
    assert rows_of(done.stdout)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        pytest.param(["--type", "canteen_acess"], "near are ['canteen_access'", id="type misspelt"),
        pytest.param(["--type", "route:any"], "no clause type 'route:any'", id="a route"),
        pytest.param(["--out", "new.jsonl"], "--out needs --type", id="answers about any type"),
        pytest.param(["--type", "canteen_access", "--out", "new.csv"], "a .jsonl file", id="csv"),
        pytest.param(
            ["--type", "canteen_access", "--out", "no/new.jsonl"], "a folder that", id="no folder"
        ),
        pytest.param(
            ["--type", "canteen_access", "--out", "held.jsonl"], "may hold answers", id="answers"
        ),
        pytest.param(["absent.docx"], "no such file or folder", id="no file"),
        pytest.param(["--k", "0"], "0 is not in the range", id="none wanted"),
    ],
)
def test_bad_usage(place: Path, options: list[str], named: str) -> None:
    (place / "held.jsonl").write_text('{"text": "x", "holds": true}\n')
    site = place / "in" / "site.txt"
    done = clausewright(place / "home", "train", "suggest", site, *options, cwd=place)
    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert (place / "held.jsonl").read_text() == '{"text": "x", "holds": true}\n'
