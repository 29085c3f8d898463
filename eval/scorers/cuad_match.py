"""When a predicted text matches a gold text, by the official CUAD scorer.

Source: evaluate.py of TheAtticusProject/cuad; the 2021 code splits on the single space, a later
commit on any white space.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DROPPED = str.maketrans({".": None, ",": None, ";": None, ":": None})
_AT_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class MatchRule:
    """The rule's variants. The defaults are the official 2021 code.

    `any_white_space` splits words on any white space, not on the single space. `parties_rule`
    lets a gold text inside a predicted text match where the question id contains "Parties".
    """

    any_white_space: bool = False
    parties_rule: bool = True

    def words(self, text: str) -> frozenset[str]:
        """Return the set of words of a text: no . , ; : and lower case, a slash parts words."""
        plain = text.translate(_DROPPED).lower().replace("/", " ")
        return frozenset(plain.split() if self.any_white_space else plain.split(" "))

    def match_matrix(
        self, question: str, gold: Sequence[str], predicted: Sequence[str]
    ) -> NDArray[np.bool_]:
        """Return [gold, predicted]: whether each pair matches under the question id."""
        inside = self.parties_rule and "Parties" in question
        gold_words = [self.words(text) for text in gold]
        predicted_words = [self.words(text) for text in predicted]
        found = np.zeros((len(gold), len(predicted)), dtype=bool)
        for i, left in enumerate(gold_words):
            for j, right in enumerate(predicted_words):
                found[i, j] = jaccard(left, right) >= _AT_LEAST or (
                    inside and gold[i] in predicted[j]
                )
        return found


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of words in both among words in either; 0 when there are none."""
    common = len(left & right)
    return common / (len(left) + len(right) - common) if left or right else 0.0
