from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.playbook import load_playbook
from pipeline.signals.facts import CONSEQUENTIAL, Facts
from pipeline.signals.loose import read_text
from pipeline.types.deal import Deal, Known

ROUTING = load_playbook().routing


def facts(text: str, **given: Known) -> Facts:
    return Facts(Deal(facts=given), [read_text(text)], ROUTING)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        pytest.param(
            "The System screens and ranks job applicants for open positions.",
            "employment",
            id="hiring",
        ),
        pytest.param(
            "The Model is used to assess the creditworthiness of consumers.", "credit", id="credit"
        ),
        pytest.param(
            "The Service predicts risk to support life underwriting decisions.",
            "insurance",
            id="insurance",
        ),
        pytest.param(
            "The Platform is used for tenant screening and scores each enquiry.",
            "housing",
            id="housing",
        ),
        pytest.param(
            "The Tool grades the work of students automatically.", "education", id="education"
        ),
        pytest.param(
            "The System prioritises patients in the emergency department.", "health", id="health"
        ),
        pytest.param(
            "The Model flags claimants whose welfare benefits need review.",
            "benefits",
            id="benefits",
        ),
        pytest.param(
            "The Service identifies people by facial recognition at the gate.",
            "biometrics",
            id="biometrics",
        ),
    ],
)
def test_contract_states_a_consequential_use(text: str, use: str) -> None:
    answer = facts(text).answer(CONSEQUENTIAL)
    assert (answer.known, answer.by, answer.says) == (Known.YES, "contract", use)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "You may not use the Services to decide on job applicants.", id="a ban is no use"
        ),
        pytest.param(
            "The Services are not designed to assess the creditworthiness of people.", id="denied"
        ),
        pytest.param(
            "Employees of either party may visit the data centre.", id="employees in general"
        ),
        pytest.param("The Supplier shall maintain professional insurance.", id="insurance held"),
        pytest.param("The Service is not directed to children.", id="children excluded"),
        pytest.param("Service Credits are calculated each month.", id="credits"),
        pytest.param(
            "The parties identify patients for treatment with the compound.",
            id="patients of a drug trial",
        ),
        pytest.param("The Supplier sells fruit.", id="nothing"),
    ],
)
def test_unknown_stays_unknown(text: str) -> None:
    assert facts(text).known(CONSEQUENTIAL) is Known.UNKNOWN


@pytest.mark.parametrize(
    ("given", "text", "known"),
    [
        pytest.param(
            {"consequential_use": Known.NO},
            "The System ranks job applicants.",
            Known.NO,
            id="a person outweighs words",
        ),
        pytest.param(
            {"use_credit": Known.YES}, "Fruit is sold.", Known.YES, id="one use is enough"
        ),
        pytest.param(
            {"use_employment": Known.NO},
            "The System ranks job applicants.",
            Known.UNKNOWN,
            id="that use denied, others open",
        ),
        pytest.param(
            {use.fact: Known.NO for use in ROUTING.uses.values()},
            "Fruit is sold.",
            Known.NO,
            id="all uses denied",
        ),
        pytest.param(
            {},
            "The Customer shall not use outputs to make decisions about individuals.",
            Known.UNKNOWN,
            id="a ban on the customer is no answer",
        ),
        pytest.param(
            {},
            "The parties agree that the System will not be used to score individuals.",
            Known.NO,
            id="the contract says no",
        ),
    ],
)
def test_who_answers(given: dict[str, Known], text: str, known: Known) -> None:
    assert facts(text, **given).known(CONSEQUENTIAL) is known


def test_contradiction_is_refused_with_both_facts() -> None:
    with pytest.raises(UsageError, match="consequential_use is no but use_credit is yes"):
        facts("x", consequential_use=Known.NO, use_credit=Known.YES)


@pytest.mark.parametrize(
    ("text", "play"),
    [
        pytest.param("The Supplier provides a large language model.", True, id="language model"),
        pytest.param("AI Features are listed in the schedule.", True, id="AI features"),
        pytest.param("The System scores patients by risk.", True, id="a use shows it"),
        pytest.param("The Seller delivers office chairs.", False, id="chairs"),
        pytest.param("The fee model is set out below.", False, id="a fee model"),
    ],
)
def test_ai_in_play(text: str, play: bool) -> None:
    assert facts(text).ai_in_play is play
