"""Training the hypothesis reader on NDAs of our own: it learns what the words decide."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")

from models.hypotheses import CHOICES
from models.training.hypotheses import FOLDS, LabelledNda, train_hypotheses
from pipeline.errors import DataError

SAYS = {
    "Entailment": "The recipient shall make no copy of the information.",
    "Contradiction": "The recipient may make copies of the information for its staff.",
    "NotMentioned": "Notices are sent in writing.",
}


def ndas(count: int) -> list[LabelledNda]:
    """NDAs that take the choices in turn, the deciding span after two that say nothing."""
    found = []
    for i in range(count):
        choice = CHOICES[i % 3]
        units = (f"This agreement has number {i}.", "The laws of Norway apply.", SAYS[choice])
        evidence = frozenset({2} if choice != "NotMentioned" else ())
        found.append(LabelledNda(str(i), units, {"nda-a": choice}, {"nda-a": evidence}))
    return found


def test_learns_choices_and_evidence() -> None:
    lines: list[str] = []
    reader = train_hypotheses(ndas(30), ["nda-a"], {}, lines.append)
    for choice, words in SAYS.items():
        found = reader.read(["The laws of Norway apply.", words])
        assert CHOICES[int(np.argmax(found.choices[0]))] == choice
        if choice != "NotMentioned":
            assert found.evidence[0, 1] > 0.5 > found.evidence[0, 0]
    assert lines == ["choices right on NDAs left out: 1.000"]


def test_too_few() -> None:
    with pytest.raises(DataError, match=f"4 NDAs to train on; at least {FOLDS}"):
        train_hypotheses(ndas(4), ["nda-a"], {})


def test_a_choice_that_no_nda_holds() -> None:
    only = [nda for nda in ndas(30) if nda.choices["nda-a"] != "Contradiction"]
    with pytest.raises(DataError, match="hold 2 of the choices"):
        train_hypotheses(only, ["nda-a"], {})
