"""Training of the fragment scorer on small folders of our own, and its rule in the cuad task."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.fragment_rule import BESIDE, fragments_by_category
from eval.tasks.cuad import TASK
from eval.train_fragments import train_fragment_weights
from models.card import read_card
from models.fragments.scorer import FILE, FragmentScorer
from models.keyword_tagger import KeywordTagger
from models.training.fragments import fit_label, fit_slope, out_of_fold
from pipeline.errors import DataError
from pipeline.fragments import fragments

MONTHS = ("March", "April", "May", "June", "July", "August", "October", "November")
FIRMS = ("Quill", "Marl", "Heron", "Fjord", "Birch", "Lark", "Tarn", "Osprey")


def contract(i: int) -> tuple[str, dict[str, list[str]]]:
    date, name = f"{MONTHS[i]} {i + 3}, 200{i}", f"{FIRMS[i].upper()} SUPPLY AGREEMENT"
    text = (
        f"{name}\n\nThis agreement is dated as of {date} and made between {FIRMS[i]} Freight Ltd "
        f'("Supplier") and Stone{i} Estates LLC ("Customer").\n\n'
        f"The report of June {i + 1}, 1999 is attached. It ends on May 9, 201{i}.\n"
    )
    gold = {
        "Agreement Date": [date],
        "Effective Date": [],
        "Document Name": [name],
        "Parties": [f"{FIRMS[i]} Freight Ltd", "Supplier", f"Stone{i} Estates LLC", "Customer"],
    }
    return text, gold


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    folder = root / "cuad"
    (folder / "contracts").mkdir(parents=True)
    rows, listed = [], []
    for i in range(len(FIRMS)):
        text, gold = contract(i)
        (folder / "contracts" / f"c{i}.txt").write_text(text, encoding="utf-8")
        listed.append({"id": f"c{i}", "family": f"f{i}"})
        for category, words in gold.items():
            spans = [{"start": (s := text.index(w)), "end": s + len(w), "text": w} for w in words]
            row = {"contract": f"c{i}", "category": category, "answer": "", "spans": spans}
            rows.append({**row, "present": bool(words)})
    for name, lines in (("annotations.jsonl", rows), ("contracts.jsonl", listed)):
        (folder / name).write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")
    (folder / "dev_suggested_ids.txt").write_text("c0\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights")
    train_fragment_weights(data, folder, lambda line: None)
    return folder


def test_what_is_learnt_reads_a_contract_not_seen(trained: Path) -> None:
    text, gold = contract(0)
    found = fragments(text, FragmentScorer.load(trained))
    best = {one.label: one.span.slice(text) for one in reversed(found)}
    assert best["cuad:Agreement Date"] == gold["Agreement Date"][0]
    assert best["cuad:Document Name"] == gold["Document Name"][0]


def test_a_label_without_answers_is_never_asserted(trained: Path) -> None:
    text, _ = contract(0)
    found = fragments(text, FragmentScorer.load(trained))
    assert all(one.score < 0.1 for one in found if one.label == "cuad:Effective Date")


def test_the_card_pins_the_file_and_names_what_was_seen_but_not_dev(trained: Path) -> None:
    card = read_card(trained)
    assert list(card["files"]) == [FILE]
    assert card["seen"]["cuad"] == [f"c{i}" for i in range(1, len(FIRMS))]


def test_training_again_gives_the_same_file(data: Path, trained: Path, tmp_path: Path) -> None:
    train_fragment_weights(data, tmp_path, lambda line: None)
    with np.load(tmp_path / FILE) as one, np.load(trained / FILE) as other:
        assert all((one[name] == other[name]).all() for name in other)


def test_a_folder_without_the_contract_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cuad").mkdir()
    with pytest.raises(DataError):
        train_fragment_weights(tmp_path, tmp_path / "w", lambda line: None)


def test_out_of_fold_log_odds_come_from_other_groups_only() -> None:
    rows = [np.array([i % 7], np.int32) for i in range(35)]
    wanted = np.array([i % 7 == 0 for i in range(35)])
    groups = [f"g{i % 7}" for i in range(35)]
    held = out_of_fold(rows, wanted, groups, 1.0)
    assert len(set(held[wanted])) == 1
    assert held[wanted][0] < 0  # only the group itself could have taught that its feature is right


def test_one_sided_answers_fit_to_a_bias() -> None:
    rows = [np.array([1], np.int32)] * 3
    assert (
        fit_label(rows, np.zeros(3, bool), 1.0)[1] < 0 < fit_label(rows, np.ones(3, bool), 1.0)[1]
    )


def test_slope_and_shift_make_probabilities() -> None:
    odds = np.repeat([-2.0, 2.0], 100)
    wanted = np.arange(200) % 100 < np.where(odds > 0, 75, 25)
    slope, shift = fit_slope(odds, wanted)
    assert 1 / (1 + np.exp(-(slope * 2 + shift))) == pytest.approx(0.75, abs=0.01)


def test_a_tagger_without_fragments_answers_by_units() -> None:
    tagger = KeywordTagger({"cuad:Parties": ["between"]})
    assert fragments_by_category(contract(0)[0], tagger) == {}


def test_the_rule_is_pinned_in_the_runs_config() -> None:
    assert TASK.config["fragments_beside_units"] == sorted(BESIDE)
