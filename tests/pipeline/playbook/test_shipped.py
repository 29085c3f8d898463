"""The shipped playbooks: complete, without an error of the check, and fit to be inserted."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.playbook import Playbook, load_playbook
from pipeline.suggest.playbook_check import check_playbook

AI = """bias_fairness_testing explainability_reasons human_oversight accuracy_hallucination_warranty
output_disclaimer_reliance ai_performance_sla training_on_customer_data output_ip_ownership
output_ip_indemnity model_change_deprecation data_residency_inference usage_cost_caps""".split()
COMMERCIAL = """g_limitation_of_liability g_auto_renewal g_governing_law g_termination_convenience
g_confidentiality g_assignment_change_of_control g_amendment_unilateral_change g_audit""".split()
ALWAYS = """bias_fairness_testing bias_audit_independent bias_remediation sensitive_data_bias_checks
nondiscrimination_covenant explainability_reasons transparency_documentation human_oversight
contestability_appeal impact_assessment_support consequential_use_limit prohibited_practices""".split()


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load_playbook()


@pytest.mark.parametrize("name", [*AI, *COMMERCIAL])
def test_each_promised_entry_is_whole(playbook: Playbook, name: str) -> None:
    entry = playbook.entries[name]
    assert entry.kind == "clause"
    assert entry.positions is not None
    assert len(entry.signals) >= 3
    for position in (entry.positions.preferred, entry.positions.fallback):
        assert position.language is not None
        assert 30 <= len(position.language.split()) <= 120
    assert entry.status == "drafted by Clausewright, not adopted"


@pytest.mark.parametrize("name", ALWAYS)
def test_what_must_go_to_a_specialist_always_does(playbook: Playbook, name: str) -> None:
    assert playbook.entries[name].route.specialist == "must"


def test_the_check_finds_no_error(playbook: Playbook) -> None:
    found = [str(f) for f in check_playbook(playbook, date(2026, 11, 24)) if f.level == "error"]
    assert found == []
