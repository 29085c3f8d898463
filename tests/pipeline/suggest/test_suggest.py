from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare import compare
from pipeline.playbook import Entry
from pipeline.suggest import suggest
from pipeline.terms import find_parties
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Known, Posture
from pipeline.types.span import check_disjoint
from pipeline.types.suggestion import Suggestion, Unresolved, apply_edits
from tests.pipeline.compare.build import Part, build
from tests.pipeline.compare.entries import entry, playbook, signal

OPENING = "This Agreement is between Acme Limited (the “Supplier”) and Beta plc (the “Customer”). The Supplier serves the Customer."
LANGUAGE = "{{supplier}} shall give {{customer}} ninety (90) days' notice before a stop."
FALLBACK = "{{supplier}} shall give {{customer}} thirty (30) days' notice before a stop."


def stop(edits: Sequence[dict[str, Any]] = (), **given: Any) -> Entry:
    position = {"statement": "S.", "exemplars": ("one fish", "two fish", "red fish")}
    values: dict[str, Any] = {
        "positions": {
            "preferred": {**position, "language": LANGUAGE},
            "fallback": {**position, "language": FALLBACK},
            "unacceptable": position,
        },
        "signals": (
            signal("no_notice", "unacceptable", phrase=[r"\bwithout notice\b"]),
            signal(
                "short",
                "unacceptable",
                term={"kind": "duration", "op": "<", "value": "P30D", "near": [r"\bnotice\b"]},
            ),
            signal("silent", "unacceptable", absent=[r"\bnotice\b"]),
            signal("some", "fallback", phrase=[r"thirty \(30\) days.{0,3} notice"]),
            signal("long", "preferred", phrase=[r"ninety \(90\) days.{0,3} notice"]),
        ),
        "edits": edits,
    }
    return entry("g_stop", **{**values, **given})


FIND = {
    "cures": ["no_notice"],
    "find": r"without notice",
    "replace": r"on thirty (30) days' notice to {{customer}}",
}
SET = {"cures": ["short"], "set_term": "P30D"}
ADD = {
    "cures": ["silent"],
    "insert_sentence": "{{supplier}} shall give thirty (30) days' notice of it.",
}
REPLACE = {"cures": ["no_notice", "short", "silent"], "replace_clause": "fallback"}
BROKEN = {
    "cures": ["no_notice"],
    "find": r"without notice",
    "replace": r"on notice notice to {{customer}}",
}
IDLE = {"cures": ["no_notice"], "find": r"without any notice", "replace": "on notice"}


def run(
    parts: Sequence[Part | str],
    *entries: Entry,
    posture: Posture = Posture.STANDARD,
    facts: Mapping[str, Known] | None = None,
) -> tuple[Analysis, list[Suggestion], list[Unresolved]]:
    analysis = build([OPENING, *parts])
    book, deal = playbook(*entries), Deal(posture=posture, facts=facts or {})
    found = compare(analysis, book, deal)
    parties = find_parties(analysis.document, analysis.clauses)
    made, left = suggest(analysis, found.deviations, book, deal, parties, conflicts=found.conflicts)
    return analysis, made, left


def after(analysis: Analysis, made: Sequence[Suggestion]) -> str:
    text = apply_edits(analysis.document.text, [e for s in made for e in s.edits])
    return text.removeprefix(OPENING + "\n")


def tagged(text: str) -> Part:
    return Part(text, {"g_stop": 0.9})


@pytest.mark.parametrize(
    ("edits", "text", "expected", "writer"),
    [
        pytest.param(
            [FIND, REPLACE],
            "2.1 The Supplier may stop without notice. Fees stay due.",
            "2.1 The Supplier may stop on thirty (30) days' notice to the Customer. Fees stay due.",
            "rule:find",
            id="find and replace",
        ),
        pytest.param(
            [SET, REPLACE],
            "It may stop on ten (10) days' notice.",
            "It may stop on thirty (30) days' notice.",
            "rule:set_term",
            id="term in the style of the old one: words and figures",
        ),
        pytest.param(
            [SET, REPLACE],
            "It may stop on 10 days' notice.",
            "It may stop on 30 days' notice.",
            "rule:set_term",
            id="term in the style of the old one: figures",
        ),
        pytest.param(
            [ADD],
            "The Supplier may stop at will.",
            "The Supplier may stop at will. The Supplier shall give thirty (30) days' notice of it.",
            "rule:insert_sentence",
            id="sentence at the end",
        ),
        pytest.param(
            [REPLACE],
            "2.1 Stops. The Supplier may stop without notice. Fees stay due.",
            "2.1 Stops. The Supplier shall give the Customer thirty (30) days' notice before a stop. Fees stay due.",
            "rule:replace_clause",
            id="only the offending sentence, heading kept",
        ),
        pytest.param(
            [IDLE, REPLACE],
            "The Supplier may stop without notice.",
            "The Supplier shall give the Customer thirty (30) days' notice before a stop.",
            "rule:replace_clause",
            id="a rule that does not fit gives way",
        ),
        pytest.param(
            [BROKEN, FIND],
            "The Supplier may stop without notice.",
            "The Supplier may stop on thirty (30) days' notice to the Customer.",
            "rule:find",
            id="a rule that fails a check gives way",
        ),
        pytest.param(
            [REPLACE, FIND],
            "The Supplier may stop without notice.",
            "The Supplier may stop on thirty (30) days' notice to the Customer.",
            "rule:find",
            id="small edits before language",
        ),
        pytest.param(
            [],
            "The Supplier may stop without notice.",
            "The Supplier shall give the Customer thirty (30) days' notice before a stop.",
            "rule:replace_clause",
            id="language as the last resort",
        ),
        pytest.param(
            [FIND, SET],
            "It may stop without notice or on ten (10) days' notice.",
            "It may stop on thirty (30) days' notice to the Customer or on thirty (30) days' notice.",
            "rule:find+rule:set_term",
            id="two faults, two edits",
        ),
    ],
)
def test_writers(edits: list[dict[str, Any]], text: str, expected: str, writer: str) -> None:
    analysis, made, left = run([tagged(text)], stop(edits))
    assert (after(analysis, made), left) == (expected, [])
    (one,) = made
    assert one.writer == writer
    assert one.outgoing == "We would like a clearer text."
    assert "Because of risk." in one.rationale
    assert all(check.ok for check in one.checks)


def test_the_contracts_own_braces_are_not_slots() -> None:
    rule = {
        "cures": ["no_notice"],
        "find": r"may (?P<what>.{1,40}) without notice",
        "replace": r"may \g<what> on notice to {{customer}}",
    }
    analysis, made, left = run(
        [tagged("The Supplier may stop {{nothing}} without notice.")], stop([rule])
    )
    assert left == []
    assert after(analysis, made) == "The Supplier may stop {{nothing}} on notice to the Customer."


def test_surgical_edit_leaves_the_other_words() -> None:
    _, (one,), _ = run(
        [tagged("It may stop on sixty (60) hours' notice.")],
        stop([{"cures": ["short"], "set_term": "P30D"}]),
    )
    assert [(e.original, e.replacement) for e in one.edits] == [
        ("sixty", "thirty"),
        ("60", "30"),
        ("hours", "days"),
    ]


def test_no_way_is_unresolved_with_the_checks_that_failed() -> None:
    parts: list[Part | str] = [
        "The Supplier may:",
        Part("(a) stop without notice;", {"g_stop": 0.9}, parent=1),
    ]
    analysis, made, left = run(parts, stop())
    assert made == []
    (one,) = left
    assert one.deviation_id == f"{analysis.clauses[2].id}:g_stop"
    assert "reads_on" in one.failed_checks


def test_list_item_is_mended_within() -> None:
    parts: list[Part | str] = [
        "The Supplier may:",
        Part("(a) stop without notice;", {"g_stop": 0.9}, parent=1),
    ]
    analysis, made, left = run(parts, stop([FIND]))
    assert left == []
    assert after(analysis, made).endswith("(a) stop on thirty (30) days' notice to the Customer;")


UNACCEPTABLE = "The Supplier may stop without notice."
AT_FALLBACK = "The Supplier may stop on thirty (30) days' notice."
AT_PREFERRED = "The Supplier may stop on ninety (90) days' notice."


@pytest.mark.parametrize(
    ("text", "posture", "given", "edited"),
    [
        pytest.param(
            UNACCEPTABLE, Posture.STANDARD, {}, True, id="standard mends the unacceptable"
        ),
        pytest.param(AT_FALLBACK, Posture.STANDARD, {}, False, id="standard leaves fallback"),
        pytest.param(AT_FALLBACK, Posture.OPENING, {}, True, id="opening asks for preferred"),
        pytest.param(AT_PREFERRED, Posture.OPENING, {}, False, id="preferred is never touched"),
        pytest.param(
            UNACCEPTABLE, Posture.CLOSING, {}, True, id="closing: walk-aways of high severity"
        ),
        pytest.param(
            UNACCEPTABLE,
            Posture.CLOSING,
            {"severity": "medium"},
            False,
            id="closing: not the others",
        ),
        pytest.param(AT_FALLBACK, Posture.CLOSING, {}, False, id="closing leaves fallback"),
    ],
)
def test_posture(text: str, posture: Posture, given: dict[str, Any], edited: bool) -> None:
    _, made, left = run([tagged(text)], stop(**given), posture=posture)
    assert (bool(made), left) == (edited, [])


@pytest.mark.parametrize(
    ("posture", "days"),
    [
        pytest.param(Posture.OPENING, "ninety (90)", id="opening puts preferred language"),
        pytest.param(Posture.STANDARD, "thirty (30)", id="standard puts fallback language"),
    ],
)
def test_posture_chooses_the_language(posture: Posture, days: str) -> None:
    analysis, made, _ = run([tagged(UNACCEPTABLE)], stop(), posture=posture)
    assert f"{days} days' notice before a stop" in after(analysis, made)


def test_fallback_clause_that_conflicts_is_edited_in_standard_posture() -> None:
    licence = entry(
        "g_use",
        signals=(signal("use", "fallback", phrase=[r"\blicence\b"]),),
        edits=[
            {
                "cures": ["use"],
                "toward": "preferred",
                "find": r"a licence to use Customer Data to improve the services and models",
                "replace": "nothing but care for Customer Data",
            }
        ],
    )
    parts: list[Part | str] = [
        Part(
            "The Customer grants a licence to use Customer Data to improve the services and models.",
            {"g_use": 0.9},
        ),
        "The Supplier shall not train any model on Customer Data.",
    ]
    _, alone, _ = run(parts[:1], licence)
    _, fought, _ = run(parts, licence)
    assert (len(alone), len(fought)) == (0, 1)


def test_missing_clause_comes_as_a_paragraph_in_the_contracts_names() -> None:
    analysis, made, left = run(
        ["Fees are due in May of each year."],
        stop(required=True, placement={"heading": "Notice of Stops"}),
    )
    assert left == []
    (one,) = made
    assert one.clause_id is None
    assert one.edits[0].new_paragraph
    assert after(analysis, made) == (
        "Fees are due in May of each year.\n"
        "Notice of Stops. The Supplier shall give the Customer ninety (90) days' notice before a stop."
    )


def test_missing_clause_is_not_asked_for_when_closing() -> None:
    needed = stop(required=True, placement={"heading": "Stops"})
    assert run(["Fees are due in May of each year."], needed, posture=Posture.CLOSING)[1:] == (
        [],
        [],
    )


def test_several_deviations_of_one_clause_are_one_suggestion() -> None:
    fee = entry(
        "g_fee",
        severity="low",
        signals=(signal("double", "unacceptable", phrase=[r"\bdouble fees\b"]),),
        edits=[{"cures": ["double"], "find": "double fees", "replace": "the fees"}],
    )
    part = Part(
        "The Supplier may stop without notice and claim double fees.", {"g_stop": 0.9, "g_fee": 0.9}
    )
    analysis, made, left = run([part], stop([FIND]), fee)
    assert left == []
    (one,) = made
    assert len(one.deviation_ids) == 2
    assert (
        after(analysis, made)
        == "The Supplier may stop on thirty (30) days' notice to the Customer and claim the fees."
    )


@pytest.mark.parametrize(
    ("sure", "where", "facts", "law", "cited"),
    [
        pytest.param("certain", "EU", {"eu_nexus": Known.YES}, "", True, id="certain, by a fact"),
        pytest.param(
            "high",
            "UK",
            {},
            "This Agreement is governed by the laws of England and Wales.",
            True,
            id="high, by the governing law",
        ),
        pytest.param(
            "check", "EU", {"eu_nexus": Known.YES}, "", False, id="to be checked: never cited"
        ),
        pytest.param("certain", "EU", {}, "", False, id="no link to the place"),
        pytest.param(
            "certain", "EU", {"eu_nexus": Known.UNKNOWN}, "", False, id="unknown is no link"
        ),
        pytest.param("certain", "standard", {}, "", True, id="a standard has no place"),
    ],
)
def test_anchors(sure: str, where: str, facts: dict[str, Known], law: str, cited: bool) -> None:
    anchor = {
        "citation": "Law Art 1",
        "fact": "It is so.",
        "jurisdiction": where,
        "sure": sure,
        "checked_on": "2026-01-01",
    }
    parts: list[Part | str] = [tagged(UNACCEPTABLE), *([law] if law else [])]
    _, (one,), _ = run(parts, stop(anchors=(anchor,)), facts=facts)
    assert one.legal_anchors == (("Law Art 1",) if cited else ())
    assert ("It is so." in one.rationale) is cited
    assert "Law Art 1" not in one.outgoing


TEXTS = (
    UNACCEPTABLE,
    AT_FALLBACK,
    AT_PREFERRED,
    "It may stop on ten (10) days' notice. So be it.",
    "The Supplier may stop at will.",
    "Fees are due in May of each year.",
)
NEEDED = [
    entry(
        key,
        required=True,
        placement={"heading": "More", "after": ["g_stop"]},
        positions=stop().model_dump()["positions"],
    )
    for key in ("g_one", "g_two")
]


@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5),
    st.sampled_from(list(Posture)),
    st.data(),
)
def test_any_subset_of_primaries_applies(
    texts: list[str], posture: Posture, data: st.DataObject
) -> None:
    analysis, made, _ = run(
        [tagged(text) for text in texts], stop([FIND, SET, ADD]), *NEEDED, posture=posture
    )
    check_disjoint([edit.span for one in made for edit in one.edits], "primaries")
    chosen = data.draw(st.lists(st.sampled_from(made), unique_by=lambda s: s.id)) if made else []
    chosen.sort(key=made.index)
    text = apply_edits(analysis.document.text, [edit for one in chosen for edit in one.edits])
    assert text.startswith(OPENING)
    lines = text.split("\n")
    assert len(lines) == 1 + len(texts) + sum(s.clause_id is None for s in chosen)
    assert sum(line.startswith("More. ") for line in lines) == sum(
        s.clause_id is None for s in chosen
    )
