from __future__ import annotations

import pytest

from pipeline.terms.extractors import extractors
from pipeline.terms.found import disjoint
from pipeline.types.term import TermKind

D, N, T, M, P = (
    TermKind.DURATION, TermKind.NOTICE_PERIOD, TermKind.DATE, TermKind.MONEY, TermKind.PERCENT,
)  # fmt: skip
F, C, L, X, S = (
    TermKind.FEE_MULTIPLE, TermKind.CAP, TermKind.LAW, TermKind.DEFINED_TERM, TermKind.SCOPE_WORD,
)  # fmt: skip

ROWS = [
    # durations
    pytest.param(D, "within thirty (30) days of receipt", [("thirty (30) days", "P30D", "days")], id="words and figures"),
    pytest.param(D, "within 30 days", [("30 days", "P30D", "days")], id="figures"),
    pytest.param(D, "for a period of twelve months", [("twelve months", "P12M", "months")], id="words"),
    pytest.param(D, "two (2) business days", [("two (2) business days", "P2D", "business days")], id="business days"),
    pytest.param(D, "an initial term of one year", [("one year", "P1Y", "year")], id="one year"),
    pytest.param(D, "no later than 24 hours", [("24 hours", "PT24H", "hours")], id="hours"),
    pytest.param(D, "a 12-month term", [("12-month", "P12M", "month")], id="hyphen"),
    pytest.param(D, "within ninety-nine (99) Days", [("ninety-nine (99) Days", "P99D", "days")], id="capital"),
    pytest.param(D, "one hundred and twenty days", [("one hundred and twenty days", "P120D", "days")], id="and"),
    pytest.param(D, "each calendar quarter", [("calendar quarter", "P3M", "calendar quarter")], id="quarter"),
    pytest.param(D, "two quarters", [("two quarters", "P6M", "quarters")], id="quarters are months"),
    pytest.param(D, "within a week", [("a week", "P1W", "week")], id="an article"),
    pytest.param(D, "$500 per month", [], id="a rate is no duration"),
    pytest.param(D, "available 24 hours a day, 7 days a week", [], id="availability is no duration"),
    pytest.param(D, "at least 18 years of age", [], id="an age is no duration"),
    pytest.param(D, "thirty (60) days", [("thirty (60) days", "P60D", "days")], id="figures win"),
    # notice periods
    pytest.param(N, "upon not less than 60 days' prior written notice", [("60 days'", "P60D", "days")], id="days' notice"),
    pytest.param(N, "gives notice at least ninety days before the end of the term", [("ninety days", "P90D", "days")], id="before the end"),
    pytest.param(N, "upon thirty (30) days’ notice", [("thirty (30) days’", "P30D", "days")], id="short form"),
    pytest.param(N, "by giving notice of not less than 3 months", [("3 months", "P3M", "months")], id="notice of"),
    pytest.param(N, "We will notify you at least 14 days in advance", [("14 days", "P14D", "days")], id="notify in advance"),
    pytest.param(N, "fails to cure within 30 days after notice", [], id="a cure period"),
    pytest.param(N, "invoices are due within 45 days", [], id="payment"),
    # dates
    pytest.param(T, "January 5, 2026", [("January 5, 2026", "2026-01-05", None)], id="American"),
    pytest.param(T, "on 5 January 2026", [("5 January 2026", "2026-01-05", None)], id="British"),
    pytest.param(T, "this 5th day of January, 2026", [("5th day of January, 2026", "2026-01-05", None)], id="solemn"),
    pytest.param(T, "2026-01-05", [("2026-01-05", "2026-01-05", None)], id="ISO"),
    pytest.param(T, "01/05/2026", [], id="two readings: no guess"),
    pytest.param(T, "01/25/2026", [("01/25/2026", "2026-01-25", None)], id="one reading"),
    pytest.param(T, "05/05/2026", [("05/05/2026", "2026-05-05", None)], id="both readings agree"),
    pytest.param(T, "25.01.2026", [("25.01.2026", "2026-01-25", None)], id="dots put the day first"),
    pytest.param(T, "February 30, 2026", [], id="no such day"),
    pytest.param(T, "Sept. 3rd, 2026", [("Sept. 3rd, 2026", "2026-09-03", None)], id="short month"),
    # money
    pytest.param(M, "pay $1,000,000 now", [("$1,000,000", "1000000", "USD")], id="dollars"),
    pytest.param(M, "US$ 1.5 million", [("US$ 1.5 million", "1500000", "USD")], id="scale"),
    pytest.param(M, "EUR 250,000", [("EUR 250,000", "250000", "EUR")], id="code before"),
    pytest.param(M, "250,000 EUR", [("250,000 EUR", "250000", "EUR")], id="code after"),
    pytest.param(M, "€250.000,00", [("€250.000,00", "250000", "EUR")], id="continental"),
    pytest.param(M, "€250.000", [("€250.000", "250000", "EUR")], id="continental thousands"),
    pytest.param(M, "$0.001 per token", [("$0.001", "0.001", "USD")], id="a small rate"),
    pytest.param(M, "one million dollars ($1,000,000)", [("one million dollars ($1,000,000)", "1000000", "USD")], id="both"),
    pytest.param(M, "($1,000 (one thousand dollars))", [("$1,000", "1000", "USD"), ("one thousand dollars", "1000", "USD")], id="no stray bracket"),
    pytest.param(M, "£5m cover", [("£5m", "5000000", "GBP")], id="pounds, m"),
    pytest.param(M, "CHF 1'000'000", [("CHF 1'000'000", "1000000", "CHF")], id="Swiss"),
    pytest.param(M, "¥10,000", [("¥10,000", "10000", "JPY")], id="yen"),
    pytest.param(M, "USD 50 million USD 2'000'000", [("USD 50 million", "50000000", "USD"), ("USD 2'000'000", "2000000", "USD")], id="a code belongs to the figure after it"),
    pytest.param(M, "fifty pounds of steel", [], id="a weight"),
    # percents
    pytest.param(P, "uptime of 99.9%", [("99.9%", "99.9", "%")], id="figures %"),
    pytest.param(P, "five percent (5%) of", [("five percent (5%)", "5", "%")], id="both %"),
    pytest.param(P, "1.5 per cent per month", [("1.5 per cent", "1.5", "%")], id="per cent"),
    pytest.param(P, "fifty (50%) percent", [("fifty (50%) percent", "50", "%")], id="sign in bracket"),
    pytest.param(P, "one and one-half percent (1.5%)", [("one and one-half percent (1.5%)", "1.5", "%")], id="one and a half"),
    pytest.param(P, "a percentage of fees", [], id="no number"),
    # fee multiples
    pytest.param(F, "two times the fees paid in the twelve months before the claim", [("two times the fees paid in the twelve months", "2", "x")], id="times"),
    pytest.param(F, "100% of the fees paid during the preceding 12 months", [("100% of the fees paid during the preceding 12 months", "1", "x")], id="percent of"),
    pytest.param(F, "the total fees paid in the 12 months preceding the claim", [("the total fees paid in the 12 months", "12", "months of fees")], id="months"),
    pytest.param(F, "amounts paid by Customer during the one (1) year period preceding", [("amounts paid by Customer during the one (1) year", "12", "months of fees")], id="a year"),
    pytest.param(F, "twice the annual fees", [("twice the annual fees", "2", "x")], id="twice"),
    pytest.param(F, "fees paid in advance", [], id="no multiple"),
    pytest.param(F, "a fee of 5% of the amounts paid", [], id="a small share is a charge"),
    pytest.param(F, "fees are payable within 30 days of invoice", [], id="a due date is no period of fees"),
    # caps
    pytest.param(C, "The aggregate liability of either party shall not exceed $500,000.", [("$500,000", "500000", "USD")], id="money cap"),
    pytest.param(C, "Supplier's total liability is limited to the greater of (a) $100; or (b) the fees paid in the prior 6 months.",
                 [("$100", "100", "USD"), ("the fees paid in the prior 6 months", "6", "months of fees")], id="two limbs over a semicolon"),
    pytest.param(C, "The Supplier shall keep liability insurance of up to $1,000,000.", [], id="insurance is no cap"),
    pytest.param(C, "Customer shall pay a fee of $500.", [], id="a price is no cap"),
    # laws
    pytest.param(L, "governed by the laws of the State of New York, without regard", [("the State of New York", "New York", None)], id="a state"),
    pytest.param(L, "construed under the laws of England and Wales", [("England and Wales", "England and Wales", None)], id="England and Wales"),
    pytest.param(L, "is governed by the laws of the Netherlands", [("the Netherlands", "Netherlands", None)], id="a country"),
    pytest.param(L, "shall be governed by English law", [("English", "England and Wales", None)], id="an adjective"),
    pytest.param(L, "GOVERNED BY THE LAWS OF THE STATE OF TEXAS WITHOUT REGARD", [("THE STATE OF TEXAS", "Texas", None)], id="capitals"),
    pytest.param(L, "a company organized under the laws of the State of Delaware", [], id="where a company is formed"),
    # defined terms
    pytest.param(X, '"Services" means the hosting.', [("Services", "Services", None)], id="means"),
    pytest.param(X, "Example Ltd (the “Customer”) agrees", [("Customer", "Customer", None)], id="in brackets"),
    pytest.param(X, "(each a “Party” and together the “Parties”)", [("Party", "Party", None), ("Parties", "Parties", None)], id="two at once"),
    pytest.param(X, "**Content** means text.", [("Content", "Content", None)], id="bold"),
    pytest.param(X, "the word “hello” is shown", [], id="a plain quotation"),
    pytest.param(X, "see the notice (marked as “Urgent” by the sender on the day it was sent)", [], id="a quotation in a remark"),
    # scope words
    pytest.param(S, "sole and exclusive remedy", [("sole", "sole", None), ("exclusive", "exclusive", None)], id="sole, exclusive"),
    pytest.param(S, "a non-exclusive, perpetual licence", [("non-exclusive", "non-exclusive", None), ("perpetual", "perpetual", None)], id="non-exclusive is one word"),
    pytest.param(S, "use commercially  reasonable efforts", [("commercially  reasonable efforts", "commercially reasonable efforts", None)], id="longest first"),
    pytest.param(S, "a material breach", [("material", "material", None)], id="material breach"),
    pytest.param(S, "training material for staff", [], id="material is also a thing"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "want"), ROWS)
def test_values(kind: TermKind, text: str, want: list[tuple[str, str, str | None]]) -> None:
    found = [one for e in extractors().values() if kind in e.KINDS for one in e.find(text)]
    got = [(text[f.start : f.end], f.value, f.unit) for f in disjoint(found) if f.kind is kind]
    assert got == want
