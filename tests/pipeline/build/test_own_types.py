"""Types taught from examples: read, measured, kept, used in review and search, and forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.few_shot import Head, leave_one_out, train_head
from pipeline.build.own_types import (
    Example,
    own_types_version,
    read_examples,
    train_type,
)
from pipeline.build.tools import Recipe, Tools
from pipeline.errors import UsageError, WeightsError
from tests.api.test_review_command import TERMS, clausewright

CANTEEN = [
    "The staff canteen shall serve a hot meal to every visitor at midday.",
    "Supplier's people may use the canteen and pay what employees pay for lunch.",
    "Lunch vouchers are handed to contractors who work on site for a full day.",
    "The kitchen on the second floor is open to visiting engineers from noon to two.",
    "Meals taken at the customer's restaurant are charged at the employee rate.",
    "Coffee and sandwiches are provided free of charge during workshops on the premises.",
    "Visitors eat in the canteen with a guest card, which reception issues each morning.",
    "A vegetarian dish is offered at lunch on each working day.",
]


def vectors(centre: int, count: int, seed: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, 12)) * 0.1
    rows[:, centre] += 1
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1)[:, None]).astype(np.float32)
    return unit


def test_a_head_tells_what_it_learnt_from_what_it_did_not(tmp_path: Path) -> None:
    positive, negative = vectors(0, 8, 1), vectors(5, 200, 2)
    head = train_head("canteen", "e1", positive, negative)
    assert (head.scores(vectors(0, 50, 3)) >= 0.5).mean() > 0.9
    assert (head.scores(vectors(5, 50, 4)) >= 0.5).mean() < 0.05
    head.save(tmp_path / "canteen.npz")
    again = Head.load(tmp_path / "canteen.npz")
    assert np.array_equal(again.scores(negative), head.scores(negative))
    assert (again.name, again.encoder) == ("canteen", "e1")


def test_leaving_out_is_honest_about_examples_without_anything_in_common() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(210, 12)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    quality = leave_one_out(rows[:10], rows[10:])
    assert quality.recall < 0.5
    assert quality.warnings
    good = leave_one_out(vectors(0, 12, 1), vectors(5, 200, 2))
    assert good.recall == 1
    assert not good.warnings


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        pytest.param("a.pdf", "x", "examples are", id="another kind of file"),
        pytest.param("a.jsonl", "{", "line 1", id="no JSON"),
        pytest.param("a.jsonl", '{"words": "x"}', "line 1: a text", id="no text"),
        pytest.param("a.csv", "text,holds\nx,maybe\n", "line 2: holds 'maybe'", id="no answer"),
        pytest.param("a.csv", "words\nx\n", "line 2: a text", id="no column of texts"),
    ],
)
def test_bad_examples_are_refused_by_row(tmp_path: Path, name: str, words: str, says: str) -> None:
    (tmp_path / name).write_text(words, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_examples(tmp_path / name)


def test_three_kinds_of_file_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One  clause.\n\nAnother.\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("text,holds\nOne clause.,\nAnother.,yes\n", encoding="utf-8")
    rows = [{"text": "One clause."}, {"text": "Another.", "holds": True}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    wanted = [Example("One clause.", True), Example("Another.", True)]
    for kind in ("txt", "csv", "jsonl"):
        assert read_examples(tmp_path / f"a.{kind}") == wanted


def test_a_null_is_no_answer_and_no_yes(tmp_path: Path) -> None:
    rows = [{"text": "One.", "holds": None}, {"text": "Two."}, {"text": "Three.", "holds": False}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    wanted = [Example("One.", None), Example("Two.", True), Example("Three.", False)]
    assert read_examples(tmp_path / "a.jsonl") == wanted
    unanswered = [Example(text, None) for text in CANTEEN]
    with pytest.raises(UsageError, match="0 different examples"):
        train_type(Tools(Recipe(tmp_path, None, 2)), "canteen", unanswered)


@pytest.mark.parametrize(
    ("name", "examples", "says"),
    [
        pytest.param("Canteen", CANTEEN, "lower-case", id="capitals"),
        pytest.param("../canteen", CANTEEN, "lower-case", id="a path"),
        pytest.param("training_on_customer_data", CANTEEN, "shipped", id="a known type"),
        pytest.param("canteen", CANTEEN[:4], "4 different examples", id="too few"),
        pytest.param("canteen", CANTEEN[:1] * 9, "1 different examples", id="one, repeated"),
    ],
)
def test_what_cannot_be_taught_is_refused(
    tmp_path: Path, name: str, examples: list[str], says: str
) -> None:
    tools = Tools(Recipe(tmp_path, None, 2))
    with pytest.raises(UsageError, match=says):
        train_type(tools, name, [Example(text, True) for text in examples])
    assert own_types_version(tmp_path) == ""


def test_a_damaged_head_is_named(tmp_path: Path) -> None:
    (tmp_path / "canteen.npz").write_bytes(b"PK\x03\x04")
    with pytest.raises(WeightsError, match=r"canteen\.npz"):
        Head.load(tmp_path / "canteen.npz")


def test_taught_once_it_works_in_review_and_search_until_forgotten(tmp_path: Path) -> None:
    home, contract = tmp_path / "home", tmp_path / "a.txt"
    contract.write_text(f"{TERMS}\n7. Meals. Lunch in the works canteen is open to visitors.\n")
    (tmp_path / "lunch.txt").write_text("\n".join(CANTEEN), encoding="utf-8")
    first = clausewright(home, "review", contract, "--json", "--out", tmp_path / "o1")
    assert "canteen_access" not in {t["type"] for t in json.loads(first.stdout)["tags"]}
    taught = clausewright(
        home, "train", "type", "canteen_access", "--examples", tmp_path / "lunch.txt"
    )
    assert taught.returncode == 0, taught.stderr
    assert "learnt from 8 examples" in taught.stdout
    assert "only 8 examples" in taught.stdout
    second = clausewright(home, "review", contract, "--json", "--out", tmp_path / "o2")
    review = json.loads(second.stdout)
    held = [t for t in review["tags"] if t["type"] == "canteen_access" and t["score"] >= 0.5]
    (tag,) = held
    assert "Lunch in the works canteen" in tag["text"]
    assert tag["source"] == "examples"
    ask = (home, "search", "--type", "canteen_access", "--in", contract, "--json")
    best = json.loads(clausewright(*ask).stdout.splitlines()[0])
    assert best["clause_id"] == tag["clause_id"]
    assert clausewright(home, "train", "type", "canteen_access", "--forget").returncode == 0
    gone = clausewright(*ask)
    assert gone.returncode == 2
    assert "no clause type 'canteen_access'" in gone.stderr
