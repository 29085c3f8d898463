from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.compare import compare
from pipeline.route import route
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal, Known
from pipeline.types.deviation import Deviation, Queue, RouteStrength, Severity, Stance
from tests.pipeline.compare.build import Part, build
from tests.pipeline.compare.entries import entry, playbook, routed_playbook, signal

BOOK = routed_playbook()
AI = "The Supplier provides an AI system."
YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN
MUST, CONSULT, NONE = RouteStrength.MUST, RouteStrength.CONSULT, RouteStrength.NONE


def routed(analysis: Analysis, use: Known = UNKNOWN) -> list[Deviation]:
    deal = Deal(facts={"consequential_use": use})
    found = compare(analysis, BOOK, deal)
    return route(found.deviations, analysis, found, BOOK, deal)


def strength_at(
    parts: Sequence[Part | str], at: int, use: Known = UNKNOWN
) -> tuple[RouteStrength, str]:
    analysis = build(parts)
    rows = [
        r for r in routed(analysis, use) if r.clause_id == analysis.clauses[at].id and r.specialist
    ]
    assert len(rows) <= 1
    return (rows[0].route.strength, rows[0].route.reason) if rows else (NONE, "")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        pytest.param(
            "The Supplier makes no warranty that results are free of bias.",
            2,
            id="bias in a warranty disclaimer",
        ),
        pytest.param(
            "The Supplier complies with the Equality Act, anti-bribery law and export law.",
            2,
            id="equality law in a compliance list",
        ),
        pytest.param(
            "The Customer shall not treat people differently by race or religion.",
            2,
            id="protected groups",
        ),
        pytest.param(
            "The indemnity covers claims of unlawful discrimination.",
            2,
            id="discrimination in an indemnity",
        ),
        pytest.param("Error rates by group are reported each quarter.", 2, id="rates by group"),
        pytest.param(
            "The Supplier shall explain each decision of the System on request.",
            2,
            id="explanation",
        ),
        pytest.param("A person who is refused receives the main reasons.", 2, id="main reasons"),
        pytest.param("Users may override any recommendation of the System.", 2, id="override"),
        pytest.param(
            "The Supplier is transparent about the sources of its models.", 2, id="transparency"
        ),
        pytest.param(
            "An affected person may appeal within ten days; everyone has a right to appeal.",
            2,
            id="appeal",
        ),
        pytest.param("No action follows without human review.", 2, id="human review"),
        pytest.param(
            "The System achieves 95% accuracy on average across all requests.",
            3,
            id="average-only accuracy",
        ),
        pytest.param(
            "The Customer shall not disclose benchmark results to any third party.",
            4,
            id="no publication",
        ),
        pytest.param("Red teaming of the models is prohibited.", 4, id="no red teaming"),
        pytest.param(
            "(c) jailbreaking or prompt injection, except as agreed;",
            4,
            id="list item that names a test",
        ),
        pytest.param(
            "The Supplier may suspend or restrict access to any Model.", 5, id="model taken away"
        ),
        pytest.param(
            "The Supplier shall not be required to provide logs or methodology.", 4, id="no logs"
        ),
        pytest.param("Audits are limited to written questionnaires.", 4, id="audit on paper only"),
        pytest.param(
            "The Supplier may change the models at any time.", 5, id="silent model change"
        ),
        pytest.param(
            "The Services are subject to modification at its sole discretion; the platform may be updated.",
            5,
            id="change at discretion",
        ),
        pytest.param(
            "Outputs may contain offensive or biased content and the Supplier is not liable for it.",
            6,
            id="biased output disclaimed",
        ),
        pytest.param(
            "The Customer alone shall indemnify for discriminatory decisions.",
            6,
            id="discrimination moved",
        ),
        pytest.param(
            "You are solely responsible for evaluating the outputs before use.",
            6,
            id="checking moved",
        ),
    ],
)
def test_triggers_in_any_clause(text: str, trigger: int) -> None:
    strength, reason = strength_at([AI, text], 1)
    assert strength is MUST
    assert f"(trigger {trigger})" in reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Each licensee has equal rights in the film.", id="equal rights of parties"),
        pytest.param("The car enters a race, race week or test day.", id="motor race"),
        pytest.param("The price is the fair market value of the shares.", id="fair market value"),
        pytest.param("Nothing here limits fair use under copyright law.", id="fair use"),
        pytest.param(
            "The balance sheet fairly presents the position of the company.", id="fairly presents"
        ),
        pytest.param("The Seller delivers ten rolls of bias tape.", id="bias tape"),
        pytest.param("The bias voltage of the amplifier is five volts.", id="bias voltage"),
        pytest.param(
            "The report discusses the bias-variance trade of the estimator.", id="bias-variance"
        ),
        pytest.param(
            "Clauses have explanatory headings for convenience.", id="explanatory headings"
        ),
        pytest.param(
            "No party is liable for delay for reasons beyond its control.",
            id="reasons beyond its control",
        ),
        pytest.param("The goods are wrapped in transparent film.", id="transparent film"),
        pytest.param("The agency delivers one explainer video.", id="explainer video"),
        pytest.param("This is without prejudice to other rights.", id="without prejudice"),
        pytest.param(
            "Words of the masculine gender include the feminine gender.", id="gender of words"
        ),
        pytest.param(
            "The terms of the order override these general terms.", id="override of terms"
        ),
        pytest.param(
            "Either party may appeal the judgment to the court of appeal.", id="appeal to a court"
        ),
        pytest.param(
            "Licences are granted on fair, reasonable and non-discriminatory terms.", id="FRAND"
        ),
        pytest.param("The sole director holds a minority interest.", id="minority interest"),
        pytest.param("Human Resources keeps the file.", id="human resources"),
        pytest.param("The Customer may terminate for any reason.", id="for any reason"),
        pytest.param(
            "The Supplier may change its address at any time by notice.", id="change of address"
        ),
        pytest.param(
            "The Supplier may change the fees for the services each year.", id="change of fees"
        ),
        pytest.param("The Customer shall not resell the service.", id="no resale"),
        pytest.param(
            "The Supplier may copy, modify and use the Content to run the service.",
            id="content modified, not the service",
        ),
        pytest.param("Invoices are payable within thirty (30) days.", id="payment"),
        pytest.param("The average monthly fee is five euros.", id="average fee"),
    ],
)
def test_lookalikes_do_not_route(text: str) -> None:
    assert strength_at([AI, text], 1) == (NONE, "")


@pytest.mark.parametrize(
    ("text", "use", "strength"),
    [
        pytest.param(
            "The Supplier may change the models at any time.",
            NO,
            CONSULT,
            id="change, nothing consequential",
        ),
        pytest.param(
            "The Customer shall not publish benchmark results.",
            NO,
            CONSULT,
            id="benchmark ban, nothing consequential",
        ),
        pytest.param(
            "The Supplier may change the models at any time.",
            UNKNOWN,
            MUST,
            id="unknown is never read as no",
        ),
        pytest.param(
            "The Supplier may change the models at any time.", YES, MUST, id="consequential"
        ),
        pytest.param(
            "The System achieves 95% accuracy on average.",
            NO,
            NONE,
            id="average where nobody is scored",
        ),
        pytest.param("Outputs may be biased.", NO, MUST, id="bias words whatever the use"),
        pytest.param(
            "The Supplier may change the models after it has re-run all bias tests.",
            YES,
            MUST,
            id="bias words in a good change clause",
        ),
        pytest.param(
            "Accuracy is 95% on average and reported by age group.",
            YES,
            NONE,
            id="average with a breakdown",
        ),
    ],
)
def test_strength_follows_the_use(text: str, use: Known, strength: RouteStrength) -> None:
    assert strength_at([AI, text], 1, use)[0] is strength


@pytest.mark.parametrize(
    ("tags", "use", "strength"),
    [
        pytest.param({"human_oversight": 0.9}, NO, MUST, id="a must type always goes"),
        pytest.param({"liability_cap_ai": 0.9}, YES, MUST, id="trigger 1 turns a conditional type"),
        pytest.param(
            {"liability_cap_ai": 0.9}, UNKNOWN, NONE, id="a conditional type waits for the use"
        ),
        pytest.param({"g_governing_law": 0.9}, YES, NONE, id="an ordinary type does not go"),
        pytest.param({"human_oversight": 0.35}, NO, MUST, id="trigger 7: in doubt, go"),
        pytest.param({"human_oversight": 0.1}, NO, NONE, id="no doubt"),
    ],
)
def test_types(tags: dict[str, float], use: Known, strength: RouteStrength) -> None:
    parts: list[Part | str] = [AI, Part("The parties deal with this matter as set out here.", tags)]
    assert strength_at(parts, 1, use)[0] is strength


def test_trigger_1_from_the_contracts_own_words() -> None:
    parts: list[Part | str] = [
        "The AI system ranks job applicants.",
        Part("Liability is limited to the fees.", {"liability_cap_ai": 0.9}),
    ]
    strength, reason = strength_at(parts, 1)
    assert strength is MUST
    assert "trigger 1" in reason


@pytest.mark.parametrize(
    ("parts", "use", "absent"),
    [
        pytest.param([AI], YES, 4, id="consequential: all four"),
        pytest.param([AI], UNKNOWN, 4, id="unknown: all four, provisional"),
        pytest.param([AI], NO, 0, id="not consequential: none"),
        pytest.param(
            [AI, Part("A person reviews each result.", {"human_oversight": 0.9})],
            YES,
            3,
            id="one is there",
        ),
        pytest.param(
            ["The System screens tenants for tenant screening."],
            UNKNOWN,
            4,
            id="shown by the words",
        ),
        pytest.param(["The Seller delivers office chairs."], UNKNOWN, 0, id="no AI in play"),
    ],
)
def test_absence_goes_to_the_specialist(parts: list[Part | str], use: Known, absent: int) -> None:
    rows = [r for r in routed(build(parts), use) if r.stance is Stance.MISSING]
    assert len(rows) == absent
    for row in rows:
        assert row.route.strength is MUST
        assert row.route.queue is Queue.BIAS_EXPLAINABILITY
        provisional = "Provisional" in row.route.reason
        assert provisional is (use is UNKNOWN and parts == [AI])


def test_one_row_per_clause_lists_every_trigger() -> None:
    text = "The Supplier may change the models at any time and disclaims any bias."
    strength, reason = strength_at([AI, Part(text, {"human_oversight": 0.9})], 1)
    assert strength is MUST
    for words in ("always goes", "trigger 2", "trigger 5"):
        assert words in reason


def test_the_most_telling_row_carries_the_route_and_keeps_its_verdict() -> None:
    cap = entry("liability_cap_ai", signals=(signal("low", "unacceptable", phrase=[r"\bonly\b"]),))
    bias = entry(
        "nondiscrimination_covenant",
        severity="low",
        route={"queue": "general", "specialist": "must"},
    )
    book = playbook(cap, bias)
    part = Part(
        "Liability for discrimination is only ten euros.",
        {"liability_cap_ai": 0.9, "nondiscrimination_covenant": 0.9},
    )
    analysis = build([part])
    found = compare(analysis, book, Deal())
    rows = route(found.deviations, analysis, found, book, Deal())
    assert len(rows) == 2
    by_type = {row.clause_type: row for row in rows}
    assert by_type["nondiscrimination_covenant"].specialist
    assert not by_type["liability_cap_ai"].specialist
    assert by_type["liability_cap_ai"].severity is Severity.HIGH


def test_good_clauses_go_too_and_routing_alone_has_no_severity() -> None:
    analysis = build([AI, "The Supplier tests the System for bias by group each month."])
    (row,) = (r for r in routed(analysis, NO) if r.specialist)
    assert (row.stance, row.severity) == (Stance.NEUTRAL, Severity.NONE)
    (piece,) = row.evidence
    assert piece.text == "bias"
    assert piece.span.slice(analysis.document.text) == "bias"


def test_definitions_are_read_for_triggers() -> None:
    text = "“Decision” means a result that may have a disparate impact on a protected group."
    assert strength_at([AI, text], 1)[0] is MUST


def test_only_the_forced_queue_is_forced() -> None:
    for row in routed(build([AI, "The Supplier may change the models at any time."]), YES):
        if row.route.strength is not NONE:
            assert row.route.queue is Queue.BIAS_EXPLAINABILITY
