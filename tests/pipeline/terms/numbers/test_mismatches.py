from __future__ import annotations

import pytest

from pipeline.terms import mismatches


@pytest.mark.parametrize(
    ("text", "words", "figures", "where"),
    [
        pytest.param("within thirty (60) days", "30", "60", "thirty (60)", id="days"),
        pytest.param("fee of five percent (6%)", "5", "6", "five percent (6%)", id="percent"),
        pytest.param("pay one million dollars ($2,000,000)", "1000000", "2000000",
                     "one million dollars ($2,000,000)", id="money"),
        pytest.param("30 (forty) days", "40", "30", "30 (forty)", id="figures first"),
    ],
)  # fmt: skip
def test_words_and_figures_that_differ(text: str, words: str, figures: str, where: str) -> None:
    (one,) = mismatches(text)
    assert (str(one.words), str(one.figures), one.span.slice(text)) == (words, figures, where)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("thirty (30) days", id="agree"),
        pytest.param("five percent (5%)", id="percent agrees"),
        pytest.param("one-half of one percent (0.5%)", id="a fraction in words"),
        pytest.param("one and one-half percent (1.5%)", id="one and a half"),
        pytest.param("one million dollars ($1,000,000)", id="money agrees"),
        pytest.param("$1.5 million and 30 days", id="figures alone"),
        pytest.param("Section thirty (a) applies", id="a letter is no figure"),
    ],
)
def test_nothing_to_report(text: str) -> None:
    assert mismatches(text) == []
