"""Places carried from a text as read to its source and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets.aligned import Alignment, stands_in
from pipeline.readers import read_bytes
from pipeline.types.span import Span

SOURCE = "# Terms\n\n**Data.** See [the policy](https://example.org/p) on *use*.\n\n| a | b |\n|---|---|\n| one | two |\n"


def where(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "there"),
    [
        pytest.param("Data", "Data", id="inside emphasis"),
        pytest.param("on use.", "on *use", id="marks between, the full stop left off"),
        pytest.param("he poli", "he poli", id="cut inside words"),
        pytest.param("one", "one", id="a cell"),
    ],
)
def test_words_are_found_in_the_source(words: str, there: str) -> None:
    read = read_bytes(SOURCE.encode(), "t.md").text
    at = Alignment(read, SOURCE)
    assert at.in_source(where(read, words)) == where(SOURCE, there)
    back = at.in_read(where(SOURCE, there))
    assert back is not None
    assert back.slice(read) == words.rstrip(".")


def test_what_is_not_there_has_no_place() -> None:
    at = Alignment("one two added", "one two")
    assert at.in_source(Span(8, 13)) is None
    assert at.in_source(Span(3, 4)) is None  # only the space
    assert at.in_read(Span(0, 7)) == Span(0, 7)


@given(st.lists(st.sampled_from(["ab", "c", "def", "*", " ", "\n"]), max_size=30))
def test_a_text_aligned_with_itself_keeps_places(parts: list[str]) -> None:
    text = " ".join(parts)
    at = Alignment(text, text)
    letters = [i for i, sign in enumerate(text) if sign.isalnum()]
    expected = Span(letters[0], letters[-1] + 1) if letters else None
    assert at.in_source(Span(0, len(text))) == expected


@pytest.mark.parametrize(
    ("said", "place", "held"),
    [
        pytest.param("See the policy on", "See [the policy](https://x) on", True, id="link target"),
        pytest.param("See the rules on", "See [the policy](https://x) on", False, id="other word"),
        pytest.param("policy the", "the policy", False, id="other order"),
        pytest.param("the the policy", "the policy", False, id="a word added"),
        pytest.param("", "the policy", False, id="nothing said"),
    ],
)
def test_stands_in(said: str, place: str, held: bool) -> None:
    assert stands_in(said, place) is held
