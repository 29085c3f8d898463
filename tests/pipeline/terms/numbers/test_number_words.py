from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.terms.numbers import number_to_words, parse_number_words
from pipeline.terms.numbers.words import LARGEST


@pytest.mark.parametrize(
    ("words", "number"),
    [
        pytest.param("thirty", 30, id="a ten"),
        pytest.param("ninety-nine", 99, id="hyphen"),
        pytest.param("Ninety Nine", 99, id="capitals and a space"),
        pytest.param("one hundred and twenty", 120, id="British and"),
        pytest.param("one hundred twenty", 120, id="American, no and"),
        pytest.param("TWO THOUSAND", 2000, id="upper case"),
        pytest.param("one thousand and one", 1001, id="and after a thousand"),
        pytest.param("three hundred thousand", 300_000, id="a group before a scale"),
        pytest.param("one million two hundred fifty thousand", 1_250_000, id="two scales"),
        pytest.param("zero", 0, id="nothing"),
    ],
)
def test_words_that_spell_a_number(words: str, number: int) -> None:
    assert parse_number_words(words) == number


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("one one", id="two ones"),
        pytest.param("twenty thirty", id="two tens"),
        pytest.param("ten five", id="a teen takes no ones"),
        pytest.param("twenty zero", id="zero stands alone"),
        pytest.param("and one", id="begins with and"),
        pytest.param("one hundred and", id="ends with and"),
        pytest.param("twenty and one", id="and only after hundred or a scale"),
        pytest.param("hundred", id="a bare scale"),
        pytest.param("thousand one", id="a bare thousand"),
        pytest.param("one thousand one million", id="scales must fall"),
        pytest.param("30", id="figures are not words"),
        pytest.param("party", id="no number"),
        pytest.param("", id="empty"),
    ],
)
def test_words_that_spell_none(words: str) -> None:
    assert parse_number_words(words) is None


@given(st.integers(0, LARGEST), st.booleans())
def test_spelling_and_reading_are_inverse(number: int, conjunction: bool) -> None:
    assert parse_number_words(number_to_words(number, conjunction=conjunction)) == number


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_too_small_or_large_is_refused(number: int) -> None:
    with pytest.raises(UsageError, match=str(number)):
        number_to_words(number)
