"""The hypothesis reader: scores by hand, saved and loaded, damaged weights, what ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from models.card import WEIGHTS, read_card, verify, write_card
from models.hypotheses import CHOICES, FILES, SHIPPED, ChoiceHead, HypothesisReader, span_labels
from models.linear import LinearTagger
from pipeline.errors import InvariantError, WeightsError

WORDS = ("copies", "copy", "years")
HYPOTHESES = ("nda-a", "nda-b")


def reader() -> HypothesisReader:
    """Knows: "copy" entails a, "copies" contradict it, "years" entail b; else nothing is said."""
    evidence_a, entails_a, contradicts_a = span_labels("nda-a")
    labels = (evidence_a, entails_a, contradicts_a, *span_labels("nda-b")[:2])
    rows = np.zeros((len(WORDS), len(labels)), np.float32)
    rows[0, [0, 2]] = rows[1, [0, 1]] = rows[2, [3, 4]] = 12
    bias = np.full(len(labels), -6, np.float32)
    ones = np.ones(len(WORDS), np.float32)
    spans = LinearTagger(labels, WORDS, ones, sparse.csr_array(rows), bias)
    # entailment and contradiction by their best span; the third choice has log odds of 0
    weights = np.zeros((3, 6))
    weights[0, 1] = weights[1, 2] = 1
    return HypothesisReader(HYPOTHESES, spans, ChoiceHead(np.zeros((2, 3)), weights, np.zeros(3)))


def test_scores_by_hand() -> None:
    found = reader().read(["No copy is made.", "It runs two years."])
    sure, sure_not = 1 / (1 + np.exp(-6)), 1 / (1 + np.exp(6))
    assert found.evidence == pytest.approx(np.array([[sure, sure_not], [sure_not, sure]]))
    # a: log odds 6, -6 and 0; b has no label for contradiction: 6, -9 and 0
    odds = np.exp([[6, -6, 0], [6, -9, 0]])
    assert found.choices == pytest.approx(odds / odds.sum(axis=1, keepdims=True))


@pytest.mark.parametrize(
    ("unit", "choice"),
    [
        pytest.param("No copy is made.", "Entailment", id="entails"),
        pytest.param("Copies are free.", "Contradiction", id="contradicts"),
        pytest.param("The laws of Norway apply.", "NotMentioned", id="says nothing"),
    ],
)
def test_choice(unit: str, choice: str) -> None:
    assert CHOICES[int(np.argmax(reader().read([unit]).choices[0]))] == choice


def test_nothing_to_read() -> None:
    with pytest.raises(InvariantError, match="without spans"):
        reader().read([])


def saved(folder: Path) -> Path:
    one = reader()
    one.save(folder)
    card = {
        "name": "small",
        "labels": list(one.labels),
        "hypotheses": list(HYPOTHESES),
        "seen": {"contract_nli": ["7"]},
    }
    write_card(folder, card, list(FILES))
    return folder


def test_saved_and_loaded(tmp_path: Path) -> None:
    again = HypothesisReader.load(saved(tmp_path / "small"))
    units = ["No copy is made.", "Copies are free for two years."]
    assert again.read(units).choices == pytest.approx(reader().read(units).choices, abs=1e-3)
    assert again.seen == {"contract_nli": frozenset({"7"})}
    assert len(again.weights_sha256 or "") == 64


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("{", "is damaged", id="not JSON"),
        pytest.param('{"priors": [[0, 0, 0]]}', "KeyError", id="part missing"),
        pytest.param(
            '{"priors": [[0, 0, 0]], "weights": [], "bias": []}', r"shapes \(\(1, 3\)", id="shapes"
        ),
    ],
)
def test_damaged_head(tmp_path: Path, text: str, named: str) -> None:
    folder = saved(tmp_path / "small")
    (folder / "choice.json").write_text(text)
    with pytest.raises(WeightsError, match="sha256"):
        HypothesisReader.load(folder)
    write_card(folder, {k: v for k, v in read_card(folder).items() if k != "files"}, list(FILES))
    with pytest.raises(WeightsError, match=named):
        HypothesisReader.load(folder)


def test_what_ships() -> None:
    card = read_card(SHIPPED)
    verify(SHIPPED, card, FILES)
    assert SHIPPED.is_relative_to(WEIGHTS)
    shipped = HypothesisReader.load()
    assert len(shipped.hypotheses) == 17
    assert len(shipped.seen["contract_nli"]) == 50
    found = shipped.read(
        ["The receiving party may disclose the information to its employees who need to know it."]
    )
    # sharing with employees
    assert int(np.argmax(found.evidence[:, 0])) == shipped.hypotheses.index("nda-5")
    assert found.choices.sum(axis=1) == pytest.approx(np.ones(17))
