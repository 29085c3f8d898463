"""Reads an NDA against fixed hypotheses: which spans bear on each, and what they say to it.

A small system: TF-IDF and one logistic regression for each hypothesis and answer over single
spans, and on top a multinomial one over the best span scores of the document. It knows only the
hypotheses it was trained on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.card import WEIGHTS, read_card, seen_of, sha256, verify
from models.linear import LinearTagger
from pipeline.errors import InvariantError, WeightsError

CHOICES = ("Entailment", "Contradiction", "NotMentioned")
SHIPPED = WEIGHTS / "hypotheses" / "contract-nli-1"
FILES = ("linear.npz", "choice.json")
_NEVER = -9.0  # log odds of an answer that no training document gave
_FEATURES = 6

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """`evidence` [hypotheses, units] in [0, 1]; `choices` [hypotheses, CHOICES] sum to 1 a row."""

    evidence: Floats
    choices: Floats


@dataclass(frozen=True, slots=True)
class ChoiceHead:
    """`priors` [hypotheses, CHOICES] are logs; `weights` [CHOICES, 6] and `bias` make log odds."""

    priors: Floats
    weights: Floats
    bias: Floats


class HypothesisReader:
    """Loads from a folder with `linear.npz`, `choice.json` and `card.json`."""

    def __init__(
        self,
        hypotheses: Sequence[str],
        spans: LinearTagger,
        head: ChoiceHead,
        seen: Mapping[str, frozenset[str]] | None = None,
        weights_sha256: str | None = None,
    ) -> None:
        """Raises WeightsError when the shapes of the head do not fit the hypotheses."""
        self.hypotheses = tuple(hypotheses)
        self.seen = dict(seen or {})
        self.weights_sha256 = weights_sha256
        wanted = ((len(hypotheses), 3), (3, _FEATURES), (3,))
        if (shapes := (head.priors.shape, head.weights.shape, head.bias.shape)) != wanted:
            raise WeightsError(f"choice head of shapes {shapes}; {wanted} are needed")
        self._spans, self._head = spans, head

    def read(self, units: Sequence[str]) -> Verdicts:
        """Read the spans of one NDA; raises InvariantError when there are none."""
        if not units:
            raise InvariantError("an NDA without spans cannot be read; at least one is needed")
        logits = span_logits(self._spans, self.hypotheses, units)
        features = choice_features(logits, self._head.priors)
        odds = features @ self._head.weights.T + self._head.bias
        odds -= odds.max(axis=1, keepdims=True)
        shares = np.exp(odds)
        return Verdicts(1 / (1 + np.exp(-logits[0])), shares / shares.sum(axis=1, keepdims=True))

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> HypothesisReader:
        """Read weights whose hashes the card pins; raises WeightsError when they do not match."""
        card = read_card(folder)
        verify(folder, card, FILES)
        try:
            row = json.loads((folder / "choice.json").read_text(encoding="utf-8"))
            parts = [np.array(row[name], np.float64) for name in ("priors", "weights", "bias")]
            hypotheses = card["hypotheses"]
        except (ValueError, KeyError, TypeError) as error:
            raise WeightsError(f"choice head of {folder.name} is damaged: {error!r}") from error
        pin = sha256(folder / "card.json")
        spans = LinearTagger.load(folder)
        return cls(hypotheses, spans, ChoiceHead(*parts), seen_of(card), pin)

    def save(self, folder: Path) -> None:
        """Write `FILES`; the card is written by the training command."""
        self._spans.save(folder)
        head = {
            name: np.round(getattr(self._head, name), 5).tolist()
            for name in ("priors", "weights", "bias")
        }
        (folder / "choice.json").write_text(json.dumps(head) + "\n", encoding="utf-8")

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of the span model, which its card must hold."""
        return self._spans.labels


def span_labels(hypothesis: str) -> tuple[str, str, str]:
    """Return the labels a span can hold: evidence at all, for entailment, for contradiction."""
    return hypothesis, f"{hypothesis}:{CHOICES[0]}", f"{hypothesis}:{CHOICES[1]}"


def span_logits(tagger: LinearTagger, hypotheses: Sequence[str], units: Sequence[str]) -> Floats:
    """Return [3, hypotheses, units] log odds in the order of `span_labels`."""
    column = {label: i for i, label in enumerate(tagger.labels)}
    logits = tagger.logits(units).astype(np.float64)
    found = np.full((3, len(hypotheses), len(units)), _NEVER)
    for row, hypothesis in enumerate(hypotheses):
        for kind, label in enumerate(span_labels(hypothesis)):
            if label in column:
                found[kind, row] = logits[:, column[label]]
    return found


def choice_features(logits: Floats, priors: Floats) -> Floats:
    """Return [hypotheses, 6]: the best span of each kind, and the log priors of the choices."""
    return np.concatenate([logits.max(axis=2).T, priors], axis=1)
