from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.compare import compare
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Known, Side
from pipeline.types.deviation import Severity, Stance
from tests.pipeline.compare.build import Part, build
from tests.pipeline.compare.entries import entry, playbook, signal

STOP = (
    signal("no_notice", "unacceptable", phrase=[r"\bwithout notice\b"]),
    signal("short_notice", "fallback", phrase=[r"\bon notice\b"]),
    signal("long_notice", "preferred", phrase=[r"\bon long notice\b"]),
)
STOPS = entry("g_stop", signals=STOP, cues=[r"\bmay stop\b"], negative_cues=[r"\bmay stop by\b"])
CUSTOMER = Deal()
AI = "The Supplier provides an AI system."


def stances(
    analysis: Analysis, *entries: Any, deal: Deal = CUSTOMER, **kwargs: Any
) -> list[tuple[str, Stance]]:
    found = compare(analysis, playbook(*entries), deal, **kwargs)
    return [(d.rule, d.stance) for d in found.deviations if d.clause_id]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(
            Part("The Supplier may stop without notice.", {"g_stop": 0.9}),
            [("no_notice", Stance.UNACCEPTABLE)],
            id="tag and signal",
        ),
        pytest.param(
            Part("The Supplier may stop on notice.", {"g_stop": 0.9}),
            [("short_notice", Stance.FALLBACK)],
            id="fallback",
        ),
        pytest.param(
            Part("The Supplier may stop on long notice.", {"g_stop": 0.9}),
            [("long_notice", Stance.PREFERRED)],
            id="preferred",
        ),
        pytest.param(
            Part("The Supplier may stop on notice or without notice.", {"g_stop": 0.9}),
            [("no_notice", Stance.UNACCEPTABLE)],
            id="worst wins",
        ),
        pytest.param(
            Part("The Supplier may stop in a while.", {"g_stop": 0.9}),
            [("exemplars", Stance.UNCLEAR)],
            id="no signal is unclear",
        ),
        pytest.param(
            Part("The Supplier may stop without notice."),
            [("no_notice", Stance.UNACCEPTABLE)],
            id="cue alone where the tagger knows no such type",
        ),
        pytest.param(
            Part("The Supplier may stop in a while."), [], id="cue alone and no signal says nothing"
        ),
        pytest.param(Part("The Supplier may stop by without notice."), [], id="negative cue"),
        pytest.param(
            Part("The Supplier may stop without notice.", {"g_stop": 0.3}),
            [("no_notice", Stance.UNACCEPTABLE)],
            id="cue and a doubtful tag",
        ),
        pytest.param(
            Part("The Supplier may stop without notice.", {"g_stop": 0.1}),
            [],
            id="tagger gainsays the cue",
        ),
        pytest.param(
            Part("“Stop” means that the Supplier may stop without notice.", {"g_stop": 0.9}),
            [],
            id="definitions are not flagged",
        ),
        pytest.param(
            Part("Right to Stop Without Notice", {"g_stop": 0.9}), [], id="headings are not flagged"
        ),
        pytest.param(
            Part("Signed, may stop without notice\nBy: ____\nName: \n", {"g_stop": 0.9}),
            [],
            id="signatures are not flagged",
        ),
    ],
)
def test_stance_of_one_clause(part: Part, expected: list[tuple[str, Stance]]) -> None:
    assert stances(build([part]), STOPS) == expected


def test_two_types_in_one_clause_each_get_a_row_with_verbatim_evidence() -> None:
    fee = entry("g_fee", signals=(signal("free", "preferred", phrase=[r"free of charge"]),))
    analysis = build(
        [
            "An opening clause is here.",
            Part(
                "The Supplier may stop without notice, free of charge.",
                {"g_stop": 0.9, "g_fee": 0.8},
            ),
        ]
    )
    rows = compare(analysis, playbook(STOPS, fee), Deal()).deviations
    assert {(d.clause_type, d.stance, d.severity) for d in rows} == {
        ("g_stop", Stance.UNACCEPTABLE, Severity.HIGH),
        ("g_fee", Stance.PREFERRED, Severity.NONE),
    }
    for row in rows:
        (piece,) = row.evidence
        assert piece.span.slice(analysis.document.text) == piece.text
    assert {row.evidence[0].text for row in rows} == {"without notice", "free of charge"}


def test_cuad_label_stands_for_its_entry() -> None:
    law = entry("g_stop", signals=STOP, cuad="Termination For Convenience")
    part = Part("The Supplier may stop without notice.", {"cuad:Termination For Convenience": 0.8})
    assert stances(build([part]), law) == [("no_notice", Stance.UNACCEPTABLE)]


def test_the_other_side_gets_no_verdict_of_ours() -> None:
    part = Part("The Supplier may stop without notice.", {"g_stop": 0.9})
    assert stances(build([part]), STOPS, deal=Deal(side=Side.SUPPLIER)) == [
        ("other_side", Stance.UNCLEAR)
    ]


def test_types_with_no_position_are_neutral_or_silent() -> None:
    routing = entry("g_route", kind="routing")
    fact = entry("g_fact", kind="fact")
    part = Part("The Supplier is Acme Limited of Paris.", {"g_route": 0.9, "g_fact": 0.9})
    assert stances(build([part]), routing, fact) == [("tag", Stance.NEUTRAL)]


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        pytest.param(
            ["The Supplier may stop the service.", "The Supplier may stop the lift."],
            1,
            id="absent everywhere is said once",
        ),
        pytest.param(
            [
                "The Supplier may stop the service.",
                "The Supplier gives warning before it may stop.",
            ],
            0,
            id="made good elsewhere",
        ),
    ],
)
def test_absent_signal_looks_at_every_clause_of_the_type(parts: list[str], count: int) -> None:
    warns = entry("g_stop", signals=(signal("unwarned", "unacceptable", absent=[r"\bwarning\b"]),))
    analysis = build([Part(text, {"g_stop": 0.9 - i / 10}) for i, text in enumerate(parts)])
    rows = stances(analysis, warns)
    assert [rule for rule, _ in rows].count("unwarned") == count


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Preferred words lie on axis 0, fallback on 1, unacceptable on 2."""
    vectors = np.zeros((len(texts), 3), dtype=np.float32)
    for row, text in enumerate(texts):
        vectors[row, {"p": 0, "f": 1, "u": 2}[text[0]]] = 1
    return vectors


def _position(mark: str) -> dict[str, Any]:
    words = {"statement": "S.", "exemplars": (f"{mark} a b", f"{mark} c d", f"{mark} e f")}
    return words if mark == "u" else {**words, "language": f"{mark} language."}


@pytest.mark.parametrize(
    ("vector", "stance"),
    [
        pytest.param([1, 0, 0], Stance.PREFERRED, id="like preferred"),
        # Likeness alone accuses no clause: it asks a person to look.
        pytest.param([0, 0.1, 0.99], Stance.UNCLEAR, id="like unacceptable"),
        pytest.param([0.7, 0.7, 0], Stance.UNCLEAR, id="between two"),
        pytest.param([0, 0, 0.2], Stance.UNCLEAR, id="like nothing"),
    ],
)
def test_nearest_exemplars_decide_with_a_margin(vector: list[float], stance: Stance) -> None:
    positions = {
        "preferred": _position("p"),
        "fallback": _position("f"),
        "unacceptable": _position("u"),
    }
    liked = entry("g_stop", positions=positions)
    part = Part("The Supplier may stop in a while.", {"g_stop": 0.9})
    analysis = build([part], vectors=np.array([vector], dtype=np.float32))
    assert stances(analysis, liked, embed=embed) == [("exemplars", stance)]


REQUIRED = {"required": True, "placement": {"heading": "Stops", "after": ["g_fee"]}}


@pytest.mark.parametrize(
    ("given", "parts", "facts", "why"),
    [
        pytest.param({"required": True}, [AI], {}, "Every contract", id="required"),
        pytest.param(
            {"required": True},
            [AI, Part("The Supplier may stop on notice.", {"s": 0.9})],
            {},
            None,
            id="present",
        ),
        pytest.param(
            {"required_when": ["personal_data"]},
            [AI],
            {"personal_data": Known.YES},
            "personal data is yes",
            id="condition met by a person",
        ),
        pytest.param(
            {"required_when": ["personal_data"]},
            [AI, "The Supplier processes personal data."],
            {},
            "personal data is yes",
            id="condition met by the words",
        ),
        pytest.param(
            {"required_when": ["personal_data"]},
            [AI],
            {},
            "Provisional",
            id="condition unknown is provisional",
        ),
        pytest.param(
            {"required_when": ["personal_data"]},
            [AI],
            {"personal_data": Known.NO},
            None,
            id="condition denied",
        ),
        pytest.param(
            {"required": True}, ["The Seller delivers office chairs."], {}, None, id="no AI in play"
        ),
        pytest.param({}, [AI], {}, None, id="not required"),
    ],
)
def test_missing(
    given: dict[str, Any], parts: list[Part | str], facts: dict[str, Known], why: str | None
) -> None:
    found = compare(build(parts), playbook(entry("s", **given)), Deal(facts=facts))
    if why is None:
        assert found.missing == ()
    else:
        (one,) = found.missing
        assert why in one.why
        assert {d.id for d in found.deviations if d.stance is Stance.MISSING} == {one.deviation_id}


def test_missing_is_judged_over_the_whole_deal() -> None:
    needed = entry("g_stop", signals=STOP, required=True)
    other = build([Part("The Supplier may stop on notice.", {"g_stop": 0.9})], name="order.txt")
    book = playbook(needed)
    assert compare(build([AI]), book, Deal()).missing
    assert not compare(build([AI]), book, Deal(), together=[other]).missing


def test_a_document_not_supplied_may_hold_it() -> None:
    book = playbook(entry("personal_data_processing", required=True))
    found = compare(build([AI]), book, Deal(), not_seen=["Data Processing Addendum"])
    assert found.missing == ()
    assert found.not_seen == (("personal_data_processing", "Data Processing Addendum"),)
    assert compare(build([AI]), book, Deal(), not_seen=["Price list"]).missing


def test_bias_terms_that_may_be_elsewhere_stay_on_the_list() -> None:
    book = playbook(entry("bias_fairness_testing"))
    found = compare(build([AI]), book, Deal(), not_seen=["AI Addendum"])
    assert [m.clause_type for m in found.missing] == ["bias_fairness_testing"]
    assert "not seen" in found.missing[0].why


FEE = Part("Fees are due in May.", {"g_fee": 0.9}, number="2")


@pytest.mark.parametrize(
    ("parts", "after"),
    [
        pytest.param([AI, FEE, "The Supplier delivers fruit."], 1, id="after the sibling"),
        pytest.param(
            [AI, FEE, Part("Late fees are five euros.", parent=1), "The Supplier delivers fruit."],
            2,
            id="after the sibling's last sub-clause",
        ),
        pytest.param(
            [
                AI,
                "The Supplier delivers fruit.",
                "IN WITNESS WHEREOF the parties sign.\nBy: ____\nName: ",
            ],
            1,
            id="else before the signatures",
        ),
    ],
)
def test_gap(parts: list[Part | str], after: int) -> None:
    analysis = build(parts)
    fee = entry("g_fee", kind="fact")
    found = compare(analysis, playbook(fee, entry("g_stop", signals=STOP, **REQUIRED)), Deal())
    (missing,) = found.missing
    clause = analysis.clauses[after]
    assert missing.gap.after_clause_id == clause.id
    assert missing.gap.offset == clause.span.end


def test_unknown_use_raises_one_question() -> None:
    book = playbook(STOPS)
    assert len(compare(build([AI]), book, Deal()).questions) == 1
    assert compare(build([AI]), book, Deal(facts={"consequential_use": Known.NO})).questions == ()
    assert compare(build(["The Seller delivers chairs."]), book, Deal()).questions == ()
