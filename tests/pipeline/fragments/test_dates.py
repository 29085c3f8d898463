"""Dates in the many forms that contracts write them in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fragments.dates import dates, said_dates

FORMS = [
    # the plain American form
    pytest.param("made as of March 3, 2005 between", "March 3, 2005", id="month-day-year"),
    # a short month with its stop
    pytest.param("signed Dec. 8, 2005 in Bergen", "Dec. 8, 2005", id="short-month"),
    # spaces doubled by justification
    pytest.param("as of Nov  5,  1999, by", "Nov  5,  1999", id="wide-spaces"),
    # no space after the comma
    pytest.param("effective October 1,1996 by", "October 1,1996", id="no-space"),
    # an ordinal day
    pytest.param("this 3rd day of March, 2005, by", "3rd day of March, 2005", id="day-of"),
    # text extraction parts a raised "th"
    pytest.param("the 20t h day of May, 2018 (the", "20t h day of May, 2018", id="parted-ordinal"),
    # the day in words
    pytest.param("this third day of June 2001", "third day of June 2001", id="day-in-words"),
    # blanks to be filled in
    pytest.param("this ___ day of ____, 1999", "___ day of ____, 1999", id="blanks"),
    pytest.param("dated September ___, 2019 (", "September ___, 2019", id="blank-day"),
    pytest.param("the [ ] day of [ ], 2020 (", "[ ] day of [ ], 2020", id="brackets"),
    pytest.param("Dated as of [●]\n", "[●]", id="place-for-a-date"),
    # the European order
    pytest.param("on 3 March 2005 at", "3 March 2005", id="day-first"),
    pytest.param("on 24 OCT 2011.", "24 OCT 2011", id="capitals"),
    pytest.param("the 3rd of March 2005", "3rd of March 2005", id="of-month"),
    # figures only
    pytest.param("Date: 1/2/03 Title", "1/2/03", id="slashes"),
    pytest.param("Dated 18.9.2008\n", "18.9.2008", id="stops"),
    pytest.param("Date: 3-14-18 ", "3-14-18", id="dashes"),
    pytest.param("Date: 2018-05-04.", "2018-05-04", id="iso"),
    # month and year only
    pytest.param("in March 2005.", "March 2005", id="month-year"),
    # what is left when the figure was lost
    pytest.param("this day of , 2012 by", "day of , 2012", id="figure-lost"),
]


@pytest.mark.parametrize(("text", "date"), FORMS)
def test_a_date_is_found_whole(text: str, date: str) -> None:
    assert [span.slice(text) for span in dates(text)] == [date]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Section 12.1.3 applies", id="clause-number"),
        pytest.param("a fee of $2,005.50 is due", id="amount"),
        pytest.param("may be paid", id="the-verb-may"),
        pytest.param("call 555-12-3456-99", id="telephone"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("as of the date of the Closing (", "the date of the Closing", id="closing"),
        pytest.param("as of the date hereof", "the date hereof", id="hereof"),
        pytest.param("on the later of the date", "", id="unfinished"),
        pytest.param(
            "as of the date first written above.", "the date first written above", id="above"
        ),
    ],
)
def test_dates_by_description(text: str, said: str) -> None:
    assert [span.slice(text) for span in said_dates(text)] == ([said] if said else [])


@given(st.text(alphabet="0123456789/-. ,[]_dayofMrch\n", max_size=200))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = list(dates(text))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_long_gap_between_dates_hides_none() -> None:
    text = "March 3, 2005" + " word" * 400 + " 4 May 2006"
    assert [span.slice(text) for span in dates(text)] == ["March 3, 2005", "4 May 2006"]
