from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.terms.numbers import (
    in_days,
    number_to_words,
    restyle_duration,
    restyle_money,
    restyle_percent,
)
from pipeline.terms.numbers.durations import durations
from pipeline.terms.numbers.money import sums
from pipeline.terms.numbers.percents import percents


@pytest.mark.parametrize(
    ("original", "iso", "want"),
    [
        pytest.param("sixty (60) days", "P30D", "thirty (30) days", id="words and figures"),
        pytest.param("60 days'", "P30D", "30 days'", id="possessive kept"),
        pytest.param("60 days’", "P1D", "1 day’s", id="possessive of one"),
        pytest.param("two months", "P30D", "thirty days", id="words, other unit"),
        pytest.param("12-month", "P30D", "30-day", id="hyphen, unit stays singular"),
        pytest.param("thirty (30) day", "P60D", "sixty (60) day", id="before a noun, no plural"),
        pytest.param("two (2) business days", "P3D", "three (3) business days", id="business days kept"),
        pytest.param("two (2) business days", "P1M", "one (1) month", id="business days dropped for months"),
        pytest.param("SIXTY (60) DAYS", "P30D", "THIRTY (30) DAYS", id="upper case"),
        pytest.param("Sixty (60) Days", "P45D", "Forty-five (45) Days", id="capital first"),
        pytest.param("30 (thirty) days", "P45D", "45 (forty-five) days", id="figures first"),
        pytest.param("a year", "P30D", "thirty days", id="an article becomes words"),
        pytest.param("one (1) year", "P3Y", "three (3) years", id="one becomes many"),
        pytest.param("24 hours", "PT72H", "72 hours", id="hours"),
        pytest.param("one and a half years", "P2Y", "two years", id="a half dropped"),
    ],
)  # fmt: skip
def test_durations_keep_their_style(original: str, iso: str, want: str) -> None:
    assert restyle_duration(original, iso) == want


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(["{n} days", "{w} days", "{w} ({n}) days", "{n} ({w}) days", "{w} ({n}) business days"]),
    st.sampled_from("DWMY"),
)  # fmt: skip
def test_a_restyled_duration_says_what_was_asked(a: int, b: int, style: str, letter: str) -> None:
    original = style.format(n=a, w=number_to_words(a))
    (stated,) = durations(restyle_duration(original, f"P{b}{letter}"))
    assert stated.iso == f"P{b}{letter}"
    assert stated.amount is not None
    assert stated.amount.agrees


@pytest.mark.parametrize(
    ("original", "value", "want"),
    [
        pytest.param("five percent (5%)", "10", "ten percent (10%)", id="words and figures"),
        pytest.param("99.9%", "99.5", "99.5%", id="figures"),
        pytest.param("five percent (5%)", "7.5", "7.5%", id="words cannot say 7.5"),
        pytest.param("1.5 per cent", "2", "2 per cent", id="per cent"),
        pytest.param("Five Percent (5%)", "12", "Twelve Percent (12%)", id="capitals"),
        pytest.param("one-half of one percent (0.5%)", "1", "1%", id="a fraction in words"),
    ],
)
def test_percentages_keep_their_style(original: str, value: str, want: str) -> None:
    assert restyle_percent(original, value) == want
    assert [str(p.value) for p in percents(want)] == [value]


@pytest.mark.parametrize(
    ("original", "value", "want"),
    [
        pytest.param("$1,000,000", "2000000", "$2,000,000", id="comma groups"),
        pytest.param("US$ 1.5 million", "2000000", "US$ 2 million", id="scale kept"),
        pytest.param("US$ 1.5 million", "250000", "US$ 250,000", id="scale dropped below it"),
        pytest.param("EUR 250,000", "500000", "EUR 500,000", id="code before"),
        pytest.param("€250.000,00", "500000", "€500.000,00", id="continental with cents"),
        pytest.param("€250.000", "1500000", "€1.500.000", id="continental"),
        pytest.param("CHF 1'000'000", "500000", "CHF 500'000", id="Swiss"),
        pytest.param("one million dollars ($1,000,000)", "2000000", "two million dollars ($2,000,000)", id="both"),
        pytest.param("ONE HUNDRED DOLLARS (US$100)", "500", "FIVE HUNDRED DOLLARS (US$500)", id="upper case"),
        pytest.param("one million dollars ($1,000,000)", "1500.5", "$1,500.50", id="words cannot say cents"),
    ],
)  # fmt: skip
def test_money_keeps_its_style(original: str, value: str, want: str) -> None:
    assert restyle_money(original, value) == want
    (read,) = sums(want)
    assert read.value == Decimal(value)


@pytest.mark.parametrize(
    ("call", "first", "second"),
    [
        pytest.param(restyle_duration, "soon", "P30D", id="no duration"),
        pytest.param(restyle_duration, "within sixty days", "P30D", id="more than the duration"),
        pytest.param(restyle_duration, "sixty days", "30 days", id="not ISO"),
        pytest.param(restyle_duration, "sixty days", "P1Y2M", id="two components"),
        pytest.param(restyle_percent, "most", "5", id="no percentage"),
        pytest.param(restyle_percent, "5%", "five", id="no decimal"),
        pytest.param(restyle_money, "a lot", "5", id="no money"),
        pytest.param(restyle_money, "$5", "-1", id="negative"),
    ],
)
def test_what_cannot_be_restyled_is_refused(call: object, first: str, second: str) -> None:
    assert callable(call)
    with pytest.raises(UsageError, match="allowed"):
        call(first, second)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [("PT24H", "P2D"), ("P30D", "P1M"), ("P1M", "P31D"), ("P12M", "P366D"), ("P2W", "P15D")],
)
def test_lengths_compare_across_units(shorter: str, longer: str) -> None:
    assert in_days(shorter) < in_days(longer)


def test_a_year_is_twelve_months() -> None:
    assert round(in_days("P1Y"), 6) == round(in_days("P12M"), 6)
