"""The keyword tagger: exact scores, and the protocol that every tagger keeps."""

from __future__ import annotations

import pytest

from models.keyword_tagger import KeywordTagger
from models.tagger import Tagger, WithWeights


def test_scores_rise_with_the_patterns_found() -> None:
    tagger = KeywordTagger({"rent": ["rent", "due"], "law": ["governed"]}, floor=0.125)
    scores = tagger.tag(["Rent falls due in May.", "The RENT is high.", "Birds sing."])
    # two of two patterns: 3/4; one of two: 2/4; none: the floor
    assert scores[:, 0].tolist() == pytest.approx([0.75, 0.5, 0.125])
    assert scores[:, 1].tolist() == pytest.approx([0.125] * 3)
    assert scores.dtype == "float32"


def test_no_units() -> None:
    assert KeywordTagger({"rent": ["rent"]}).tag([]).shape == (0, 1)


def test_it_is_a_tagger_without_weights() -> None:
    tagger = KeywordTagger({"rent": ["rent"]}, seen={"cuad": frozenset({"x"})})
    assert isinstance(tagger, Tagger)
    assert not isinstance(tagger, WithWeights)
    assert tagger.seen == {"cuad": frozenset({"x"})}
