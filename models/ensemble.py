"""The tagger that ships: encoder and sparse linear model, blended and calibrated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.answers import AnswerScale
from models.card import read_card, seen_of, sha256
from models.encoder import Encoder
from models.fragments.scorer import FILE, FragmentScorer
from models.linear import LinearTagger
from pipeline.errors import WeightsError


@dataclass(frozen=True, slots=True)
class Reading:
    """`scores` [units, labels] in [0, 1], 0.5 and more asserted; `vectors` [units, width]."""

    scores: NDArray[np.float32]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Blend:
    """score = sigmoid(scale * (share * encoder + (1 - share) * linear - threshold)) per label."""

    share: float
    scale: float
    threshold: NDArray[np.float32]

    def scores(
        self, encoder: NDArray[np.float32], linear: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Blend log odds [units, labels] into calibrated scores."""
        mixed = self.share * encoder + (1 - self.share) * linear
        return np.asarray(
            1 / (1 + np.exp(-self.scale * (mixed - self.threshold))), dtype=np.float32
        )


class Ensemble:
    """Reads units once with the encoder and once with the linear model."""

    name = "ensemble"

    def __init__(
        self,
        encoder: Encoder,
        linear: LinearTagger,
        blend: Blend,
        version: str,
        support: Mapping[str, int],
        fragments: FragmentScorer | None = None,
        answers: AnswerScale | None = None,
    ) -> None:
        """Raises WeightsError when the two models score different labels.

        `support` says from how many units each label was learnt, `fragments` scores exact
        fragments and `answers` scales ranked candidates where the weights have them.
        """
        if encoder.labels != linear.labels or len(blend.threshold) != len(encoder.labels):
            raise WeightsError(f"{version}: encoder, linear model and blend differ in their labels")
        self.labels = encoder.labels
        self.seen = encoder.seen
        self.version = version
        self.support = dict(support)
        self.fragments = fragments
        self.answers = answers
        self._encoder, self._linear, self._blend = encoder, linear, blend

    def read(self, units: Sequence[str]) -> Reading:
        """Score and embed units given in document order."""
        encoded = self._encoder.encode(units)
        return Reading(
            self._blend.scores(encoded.logits, self._linear.logits(units)), encoded.vectors
        )

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        """Return [units, labels] scores in [0, 1]."""
        return self.read(units).scores

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a unit vector for each text read alone."""
        return self._encoder.embed(texts)

    @classmethod
    def load(cls, folder: Path, threads: int = 2) -> Ensemble:
        """Read the weights of `folder`; raises WeightsError when the card does not pin them."""
        card = read_card(folder)
        blend = card.get("blend")
        if blend is None:
            raise WeightsError(f"model card of {folder.name} lacks 'blend'")
        encoder, linear = Encoder.load(folder, threads), LinearTagger.load(folder)
        encoder.seen = seen_of(card)
        shift = np.array(blend["threshold"], np.float32)
        blended = Blend(blend["share"], blend["scale"], shift)
        fragments = FragmentScorer.load(folder) if FILE in card["files"] else None
        answers = AnswerScale.of(card["answers"]) if "answers" in card else None
        support = card.get("support", {})
        return cls(encoder, linear, blended, weights_version(folder), support, fragments, answers)


def weights_version(folder: Path) -> str:
    """Return a short id of the weights: the card's name and the start of the card's hash.

    The card holds the hashes of all files, so another blend or file gives another version.
    """
    return f"{read_card(folder)['name']}-{sha256(folder / 'card.json')[:12]}"
