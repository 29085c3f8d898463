from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.types.suggestion import apply_edits
from pipeline.types.word_diff import word_edits

WORDS = st.lists(
    st.sampled_from(["the", "Supplier", "may", "not", ",", " ", "\n", "30", "x-y", "𝔸"])
)


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        pytest.param("a b c", "a b c", [], id="nothing changes"),
        pytest.param("may use it", "may not use it", [("", " not")], id="one word put in"),
        pytest.param(
            "thirty (30) days",
            "ten (10) days",
            [("thirty", "ten"), ("30", "10")],
            id="number words and figures",
        ),
        pytest.param(
            "It may end.",
            "It may end. Both agree.",
            [("", " Both agree.")],
            id="sentence at the end",
        ),
        pytest.param("", "new words", [("", "new words")], id="from nothing"),
        pytest.param("old words", "", [("old words", "")], id="to nothing"),
        pytest.param(
            "non-exclusive licence",
            "exclusive licence",
            [("non-exclusive", "exclusive")],
            id="hyphenated word is one",
        ),
    ],
)
def test_word_edits_are_words(old: str, new: str, pairs: list[tuple[str, str]]) -> None:
    assert [(e.original, e.replacement) for e in word_edits(old, new)] == pairs


@given(WORDS, WORDS)
def test_applied_edits_give_the_new_text(old: list[str], new: list[str]) -> None:
    before, after = "".join(old), "".join(new)
    assert apply_edits(before, word_edits(before, after)) == after
    shifted = apply_edits("##" + before, word_edits(before, after, at=2))
    assert shifted == "##" + after
