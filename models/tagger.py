"""What every tagger offers: label scores for units of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from models.answers import AnswerScale
    from models.fragments.scorer import FragmentScorer
    from models.usage import Usage


@runtime_checkable
class Tagger(Protocol):
    """Scores units for each of its labels.

    `name` identifies it in runs. `seen` gives, per data set ("cuad", "ai_terms"), the documents it
    was trained or tuned on: figures on those are not evidence.
    """

    @property
    def name(self) -> str:
        """Return the name a run records."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels in the column order of the scores, each once."""
        ...

    @property
    def seen(self) -> Mapping[str, frozenset[str]]:
        """Return the documents it learnt from, per data set."""
        ...

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        """Return scores [units, labels] in [0, 1] for one document's units in reading order.

        Raises TaggingFailed when it has no usable answer for this document.
        """
        ...


@runtime_checkable
class WithWeights(Protocol):
    """A tagger whose weights a run must pin."""

    @property
    def weights_sha256(self) -> str:
        """Return one hash, in hex, of all the weights that the scores depend on."""
        ...


@runtime_checkable
class Embedder(Protocol):
    """A tagger that also gives texts vectors, for search and for new types."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return [texts, width] vectors of unit length, each text read alone."""
        ...


@runtime_checkable
class WithFragments(Protocol):
    """A tagger that also scores exact fragments: names, parties, dates."""

    @property
    def fragments(self) -> FragmentScorer | None:
        """Return what scores them; None where the weights hold none."""
        ...


@runtime_checkable
class WithAnswers(Protocol):
    """A tagger that knows how likely ranked candidates of a question are answers."""

    @property
    def answers(self) -> AnswerScale | None:
        """Return the scale; None where the weights hold none."""
        ...


@runtime_checkable
class WithUsage(Protocol):
    """A tagger that asks a language model, whose cost and prompt a run records."""

    @property
    def about(self) -> Mapping[str, str | int | None]:
        """Return what a run records of the prompt and the model; None is not known."""
        ...

    def take_usage(self) -> Usage:
        """Return what the calls since the last time cost, and begin anew."""
        ...
