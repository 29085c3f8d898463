"""Every extractor of the folder keeps the rules, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.terms import mismatches, norms
from pipeline.terms.extractors import extractors
from pipeline.terms.found import disjoint
from pipeline.types.term import TermKind

NAMES = sorted(extractors())
WORDS = (
    "thirty (30) days' prior written notice $ 1,000 € US$ million five percent (5%) % the fees paid twelve "
    "months liability shall not exceed January 5, 2026 01/02/2026 governed by laws of New York “Services” means "
    "(the “Customer”) sole material . ; : \n ( ) one hundred and two times 99.9 twice -half of per - year a"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=80)


def test_the_folder_serves_every_kind_that_no_other_module_does() -> None:
    elsewhere = {TermKind.PARTY, TermKind.PERMISSION, TermKind.PROHIBITION, TermKind.OBLIGATION}
    served = {kind for extractor in extractors().values() for kind in extractor.KINDS}
    assert served == set(TermKind) - elsewhere


@pytest.mark.parametrize("name", NAMES)
@given(text=TEXTS)
def test_found_stays_inside_the_text_and_its_kinds(name: str, text: str) -> None:
    extractor = extractors()[name]
    found = list(extractor.find(text))
    for one in found:
        assert one.kind in extractor.KINDS
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert one.value
    kept = disjoint(found)
    assert all(
        a.end <= b.start for a in kept for b in kept if a.kind == b.kind and a.start < b.start
    )


LONG = 200_000
HOSTILE = [
    pytest.param("one ", id="number words"),
    pytest.param("(", id="brackets"),
    pytest.param("one days ", id="number words and units"),
    pytest.param("thirty (", id="half open"),
    pytest.param("1,", id="figures"),
    pytest.param("$1,", id="dollars"),
    pytest.param("fees paid ", id="fees"),
    pytest.param("liability exceed $1 ", id="caps"),
    pytest.param("laws of ", id="laws"),
    pytest.param("“A” ", id="quotes"),
    pytest.param("(“A", id="open quotes"),
    pytest.param(" ", id="spaces"),
    pytest.param("a-", id="hyphens"),
    pytest.param("30 days notice ", id="notices"),
    pytest.param("twenty-one and ", id="and"),
    pytest.param("Party ", id="parties"),
    pytest.param("Customer shall ", id="modals"),
    pytest.param("grants you a right ", id="grants"),
    pytest.param("shall not, and shall ", id="asides"),
    pytest.param("may use, copy, ", id="joined verbs"),
    pytest.param("you may: (a) ", id="lists"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    text = (piece * (LONG // len(piece) + 1))[:LONG]
    calls = [*(extractors()[name].find for name in NAMES), norms, mismatches]
    for call in calls:
        long = _seconds(call, text)
        if long > 1.0:
            # Linear: four times the text takes about four times as long; quadratic takes 16. The
            # best of three each, for a neighbour on the machine only ever adds.
            long = min(_seconds(call, text) for _ in range(3))
            short = min(_seconds(call, text[: LONG // 4]) for _ in range(3))
            assert long < 9 * short, f"{call}: {short:.2f} s, then {long:.2f} s"


def _seconds(call: object, text: str) -> float:
    assert callable(call)
    start = time.process_time()
    list(call(text))
    return time.process_time() - start
