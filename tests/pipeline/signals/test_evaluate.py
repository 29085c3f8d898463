from __future__ import annotations

from typing import Any

import pytest

from pipeline.playbook.entry import TermTest
from pipeline.signals.evaluate import fired, stance_of
from pipeline.signals.loose import read_text
from pipeline.signals.magnitude import compares, days, size
from pipeline.types.deviation import Stance
from pipeline.types.span import Span
from pipeline.types.term import Term, TermKind
from tests.pipeline.compare.entries import entry, signal

TRAIN = {
    "norm": {
        "modality": "permission",
        "actor": "supplier",
        "action": [r"\btrain"],
        "object": [r"\bdata\b"],
    }
}
NOTICE = {"term": {"kind": "duration", "op": "<", "value": "P30D", "near": [r"\bnotice\b"]}}


@pytest.mark.parametrize(
    ("test", "text", "words"),
    [
        pytest.param(
            {"phrase": [r"sole discretion"]},
            "It may, in its SOLE Discretion, stop.",
            ["SOLE Discretion"],
            id="phrase ignores case",
        ),
        pytest.param(
            {"phrase": [r"may.{0,40}stop"]},
            "The Supplier may perhaps wait. The Customer will stop.",
            None,
            id="phrase never crosses a sentence",
        ),
        pytest.param(
            {"phrase": [r"\bstop\b"], "unless": [r"\bnotice\b"]},
            "The Supplier may stop the work after notice.",
            None,
            id="unless vetoes its sentence",
        ),
        pytest.param(
            {"phrase": [r"\bstop\b"], "unless": [r"\bnotice\b"]},
            "The Supplier gives long notice. The Supplier may stop the work.",
            ["stop"],
            id="unless of another sentence does not veto",
        ),
        pytest.param(
            {"absent": [r"\bnotice\b"]},
            "The Supplier may stop the work.",
            [],
            id="absent holds with no words",
        ),
        pytest.param(
            {"absent": [r"\bnotice\b"]},
            "The Supplier may stop the work on notice.",
            None,
            id="absent is made good",
        ),
        pytest.param(
            TRAIN,
            "The Supplier may use Customer Data to train models.",
            ["The Supplier may use Customer Data to train models"],
            id="norm with a purpose",
        ),
        pytest.param(
            TRAIN,
            "The Customer may use the data to train models.",
            None,
            id="norm of another actor",
        ),
        pytest.param(
            TRAIN,
            "The Supplier shall not use Customer Data to train models.",
            None,
            id="prohibition is no permission",
        ),
        pytest.param(
            TRAIN | {"unless": [r"\bopt-in\b"]},
            "The Supplier may use Customer Data to train models after opt-in.",
            None,
            id="norm vetoed",
        ),
        pytest.param(
            NOTICE,
            "Either party gives ten (10) days' notice of changes.",
            ["ten (10) days'"],
            id="term below",
        ),
        pytest.param(
            NOTICE, "Either party gives two months' notice of changes.", None, id="term above"
        ),
        pytest.param(
            NOTICE, "The fees are payable in ten (10) days of receipt.", None, id="term not near"
        ),
    ],
)
def test_signal_holds_in_these_words(
    test: dict[str, Any], text: str, words: list[str] | None
) -> None:
    one = entry("x", signals=(signal("s", "unacceptable", **test),))
    hits = fired(one, read_text(text))
    if words is None:
        assert hits == []
    else:
        (hit,) = hits
        assert [span.slice(text).rstrip(".") for span in hit.spans] == words


@pytest.mark.parametrize(
    ("stances", "said"),
    [
        pytest.param(
            ["preferred", "unacceptable"], Stance.UNACCEPTABLE, id="any unacceptable wins"
        ),
        pytest.param(["preferred", "fallback"], Stance.FALLBACK, id="fallback before preferred"),
        pytest.param(["preferred"], Stance.PREFERRED, id="preferred alone"),
        pytest.param([], None, id="nothing said"),
    ],
)
def test_worst_signal_gives_the_stance(stances: list[str], said: Stance | None) -> None:
    signals = tuple(signal(f"s{i}", s, phrase=[r"\bfish\b"]) for i, s in enumerate(stances))
    one = entry("x", signals=signals or (signal("s", "fallback", phrase=[r"\bbird\b"]),))
    assert stance_of(fired(one, read_text("The Supplier delivers fish."))) is said


def test_list_items_read_with_their_lead_in() -> None:
    one = entry(
        "x", signals=(signal("s", "unacceptable", phrase=[r"shall not:?.{0,40}benchmark"]),)
    )
    reading = read_text("(b) run any benchmark of the service;", lead="The Customer shall not:")
    (hit,) = fired(one, reading)
    assert [span.slice(reading.source) for span in hit.spans] == [
        "shall not:",
        "(b) run any benchmark",
    ]
    assert fired(one, read_text("(b) run any benchmark of the service;")) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("P30D", 30, id="days"),
        pytest.param("P2M", 60, id="a month is 30 days"),
        pytest.param("P1Y", 365, id="a year is 365 days"),
        pytest.param("P2W", 14, id="weeks"),
        pytest.param("PT48H", 2, id="hours"),
        pytest.param("thirty", None, id="not ISO"),
        pytest.param("P", None, id="empty"),
    ],
)
def test_durations_in_days(value: str, expected: int | None) -> None:
    found = days(value)
    assert found is None if expected is None else found is not None and round(found, 6) == expected


@pytest.mark.parametrize(
    ("kind", "value", "unit", "test", "holds"),
    [
        pytest.param("percent", "99.5", "%", ("percent", "<", "99.9"), True, id="percent"),
        pytest.param(
            "cap",
            "12",
            "months of fees",
            ("cap", "<=", "1 x"),
            True,
            id="months of fees against a multiple",
        ),
        pytest.param(
            "fee_multiple",
            "3",
            "x",
            ("cap", ">=", "36 months of fees"),
            True,
            id="multiple against months",
        ),
        pytest.param(
            "money",
            "100000",
            "EUR",
            ("money", "<", "200000 USD"),
            False,
            id="currencies do not compare",
        ),
        pytest.param(
            "money", "100000", "USD", ("money", "<", "200000 USD"), True, id="one currency"
        ),
        pytest.param(
            "law",
            "England and Wales",
            None,
            ("law", "==", "england and wales"),
            True,
            id="law by name",
        ),
        pytest.param(
            "law", "Delaware", None, ("law", "!=", "England and Wales"), True, id="another law"
        ),
        pytest.param("duration", "P10D", "days", ("percent", "<", "99"), False, id="other family"),
    ],
)
def test_terms_compare(
    kind: str, value: str, unit: str | None, test: tuple[str, str, str], holds: bool
) -> None:
    term = Term("c", Span(0, 1), "x", TermKind(kind), value, unit)
    asked = TermTest.model_validate({"kind": test[0], "op": test[1], "value": test[2]})
    assert compares(term, asked) is holds
    assert size(TermKind.MONEY, "none at all") is None
