from __future__ import annotations

import pytest

from pipeline.compare import compare
from pipeline.types.deal import Deal
from tests.pipeline.compare.build import build
from tests.pipeline.compare.entries import playbook

BOOK = playbook()


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        pytest.param(
            "The Supplier shall not train any model on Customer Data.",
            "The Customer grants a licence to use Customer Data to improve the services and develop models.",
            "no_training_vs_improvement_licence",
            id="no training, improvement licence",
        ),
        pytest.param(
            "Zero data retention applies to all prompts.",
            "Abuse logs of prompts are retained for 90 days.",
            "zero_retention_vs_logs",
            id="zero retention, 90-day logs",
        ),
        pytest.param(
            "The Customer may audit the models once a year.",
            "The Customer shall not publish or run any benchmark of the service.",
            "audit_vs_no_benchmark",
            id="audit, no benchmark",
        ),
        pytest.param(
            "The System shall achieve an accuracy of at least 95% each month.",
            "The outputs are provided as is.",
            "accuracy_promise_vs_as_is",
            id="accuracy, as is",
        ),
        pytest.param(
            "The Supplier gives 180 days' notice before it changes a model version.",
            "A deprecated model version is withdrawn after 30 days.",
            "notice_longer_than_deprecation",
            id="notice beyond the window",
        ),
        pytest.param(
            "Each rejection is subject to human review before it takes effect.",
            "The agent automatically rejects applications below the threshold.",
            "oversight_vs_auto_execution",
            id="oversight, auto-execution",
        ),
        pytest.param(
            "Customer Data shall be processed only within the EEA.",
            "Sub-processors: HostCo, Virginia, United States.",
            "residency_vs_processing_elsewhere",
            id="residency, sub-processor list",
        ),
        pytest.param(
            "The Supplier shall indemnify the Customer against claims that outputs infringe copyright.",
            "The indemnity does not apply to claims arising from prompts or inputs.",
            "ip_indemnity_vs_prompt_exclusion",
            id="indemnity, prompts excluded",
        ),
    ],
)
def test_each_rule_finds_its_pair_in_either_order(a: str, b: str, rule: str) -> None:
    for parts, names in (([a, b], (0, 1)), ([b, a], (1, 0))):
        analysis = build(["The Supplier provides an AI system.", *parts])
        (found,) = compare(analysis, BOOK, Deal()).conflicts
        ids = [clause.id for clause in analysis.clauses[1:]]
        assert (found.rule, found.a_clause_id, found.b_clause_id) == (
            rule,
            ids[names[0]],
            ids[names[1]],
        )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(
            "The Supplier shall not train any model on Customer Data.",
            "The Customer shall not use outputs to develop competing models.",
            id="no-compete is no licence",
        ),
        pytest.param(
            "The Supplier trains its personnel on Customer Data.",
            "The Supplier may use feedback data to improve the services.",
            id="training of people",
        ),
        pytest.param(
            "The Supplier gives 20 days' notice before it changes a model version.",
            "A deprecated model version is withdrawn after 90 days.",
            id="notice within the window",
        ),
        pytest.param(
            "The System shall achieve an accuracy of at least 95%.",
            "The office plants are provided by the landlord.",
            id="accuracy alone",
        ),
        pytest.param(
            "Customer Data shall be processed only within the EEA.",
            "Customer Data shall not be transferred outside the EEA.",
            id="residency twice",
        ),
        pytest.param(
            "Each rejection is subject to human review.",
            "This agreement renews automatically each year.",
            id="renewal is no act of the system",
        ),
        pytest.param(
            "The Supplier shall keep no prompts.",
            "Backups are overwritten after 30 days.",
            id="backups hold no prompts",
        ),
    ],
)
def test_pairs_that_can_both_hold(a: str, b: str) -> None:
    assert compare(build([a, b]), BOOK, Deal()).conflicts == ()


def test_conflict_across_documents_of_a_deal() -> None:
    main = build(["The outputs are provided as is."], name="msa.txt")
    order = build(["The System shall achieve an accuracy of at least 95%."], name="order.txt")
    (found,) = compare(main, BOOK, Deal(), together=[order]).conflicts
    assert (found.a_clause_id, found.b_clause_id) == (order.clauses[0].id, main.clauses[0].id)
