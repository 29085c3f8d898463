"""What compare says of a deal of several documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compare import Comparison, compare
from pipeline.compare.papers.unseen import not_seen
from pipeline.playbook import load_playbook
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal
from tests.pipeline.compare.build import build
from tests.pipeline.compare.entries import entry, playbook
from tests.pipeline.compare.papers.deals import deal

BOOK = replace(playbook(), entries={})
MSA = "MASTER SERVICES AGREEMENT\n\n1. Scope. The Supplier provides an AI system.\n\n"
ORDER = "ORDER FORM\n\n1. Scope. The Customer orders.\n\n"


def compared(analyses: list[Analysis]) -> dict[str, Comparison]:
    """Each document of a deal compared in the light of the others, by file name."""
    return {
        one.document.name: compare(
            one,
            BOOK,
            Deal(),
            [other for other in analyses if other is not one],
            not_seen=not_seen(analyses),
        )
        for one in analyses
    }


@pytest.mark.parametrize(
    ("rule", "msa", "order"),
    [
        pytest.param(
            "governing_law_differs",
            "This Agreement is governed by the laws of England and Wales.",
            "This Order Form shall be governed by and construed under the law of the State of New York.",
            id="law",
        ),
        pytest.param(
            "renewal_differs",
            "This Agreement renews automatically for further terms of one year.",
            "The order expires at the end of its term and shall not renew.",
            id="renewal",
        ),
        pytest.param(
            "renewal_notice_differs",
            "The term renews for a year unless a party gives 90 days' notice before it ends.",
            "The order renews each year unless the Customer gives 30 days' notice of non-renewal.",
            id="notice against renewal",
        ),
        pytest.param(
            "payment_days_differ",
            "The Customer shall pay each invoice within 30 days of receipt.",
            "Fees are due within 45 days after the date of the invoice.",
            id="payment",
        ),
        pytest.param(
            "breach_notice_differs",
            "The Supplier shall notify the Customer of any security incident within 72 hours.",
            "The Supplier will inform the Customer of a personal data breach within 24 hours.",
            id="breach notice",
        ),
        pytest.param(
            "subprocessor_consent_vs_free_choice",
            "The Supplier shall not engage any sub-processor without the prior written consent of "
            "the Customer.",
            "The Supplier may engage subcontractors for any part of the Services without notice.",
            id="sub-processors",
        ),
        pytest.param(
            "accuracy_promise_vs_as_is",
            "The outputs are provided as is.",
            "The System shall achieve an accuracy of at least 95% each month.",
            id="a rule of one document, across two",
        ),
    ],
)
def test_a_conflict_across_documents_is_the_same_in_both(rule: str, msa: str, order: str) -> None:
    analyses = deal({"msa.txt": f"{MSA}2. {msa}", "order.txt": f"{ORDER}2. {order}"})
    texts = {one.document.id: one.document.text for one in analyses}
    by_file = compared(analyses)
    (found,) = by_file["msa.txt"].conflicts
    assert by_file["order.txt"].conflicts == (found,)
    assert found.rule == rule
    assert found.a is not None
    assert found.b is not None
    assert {found.a.document, found.b.document} == {"msa.txt", "order.txt"}
    for place in (found.a, found.b):
        assert place.span.slice(texts[place.document_id]) == place.text
        assert place.number == "2"
    assert found.why.endswith(" prevails.")  # "No document says whether ... prevails."


@pytest.mark.parametrize(
    ("msa", "order"),
    [
        pytest.param(
            "This Agreement is governed by the laws of England and Wales.",
            "This Order Form is governed by the law of England and Wales.",
            id="one law",
        ),
        pytest.param(
            "This Agreement is governed by the laws of England and Wales.",
            "The Standard Contractual Clauses are governed by the law of Ireland.",
            id="the law of the clauses",
        ),
        pytest.param(
            "The Customer shall pay each invoice within 30 days of receipt.",
            "The Customer may dispute an invoice within 15 days of receipt.",
            id="a dispute is no payment",
        ),
        pytest.param(
            "This Agreement renews automatically for further terms of one year.",
            "A party that wishes not to renew shall say so 30 days before the end.",
            id="notice not to renew",
        ),
        pytest.param(
            "The Supplier shall notify the Customer of any security incident within 72 hours.",
            "The Supplier shall inform the Customer of a personal data breach within three days.",
            id="the same length",
        ),
        pytest.param(
            "The Supplier shall not engage sub-processors without consent.",
            "The Customer may engage consultants as it chooses.",
            id="the customer's helpers",
        ),
    ],
)
def test_documents_that_agree(msa: str, order: str) -> None:
    analyses = deal({"msa.txt": f"{MSA}2. {msa}", "order.txt": f"{ORDER}2. {order}"})
    assert [c for one in compared(analyses).values() for c in one.conflicts] == []


def test_two_laws_in_one_document_are_no_conflict() -> None:
    text = (
        "2. This Agreement is governed by the laws of England and Wales.\n\n"
        "3. For customers in Ireland, this Agreement is governed by the laws of Ireland."
    )
    assert compared(deal({"msa.txt": MSA + text}))["msa.txt"].conflicts == ()


def test_clauses_of_two_documents_with_one_id_are_told_apart() -> None:
    """Both conflicting clauses are the third of their document; neither conflicts with itself."""
    analyses = deal(
        {
            "msa.txt": f"{MSA}2. The Supplier shall not train any model on Customer Data.",
            "order.txt": f"{ORDER}2. The Supplier may use Customer Data to improve its services.",
        }
    )
    (found,) = compared(analyses)["msa.txt"].conflicts
    assert found.a_clause_id == found.b_clause_id
    msa, order = (one.document.id for one in analyses)
    assert found.clauses_in(msa) == found.clauses_in(order) == {found.a_clause_id}
    assert found.clauses_in("0" * 64) == frozenset()


def test_three_documents_each_told_its_own_conflicts() -> None:
    analyses = deal(
        {
            "msa.txt": f"{MSA}2. This Agreement is governed by the laws of England and Wales.",
            "order.txt": f"{ORDER}2. This Order Form is governed by the laws of Ireland.",
            "sow.txt": "STATEMENT OF WORK\n\n1. It is so.\n\n2. This SOW is governed by the laws of "
            "Scotland.",
        }
    )
    by_file = compared(analyses)
    assert [len(one.conflicts) for one in by_file.values()] == [2, 2, 2]
    assert len({c.id for one in by_file.values() for c in one.conflicts}) == 3


NEEDED = replace(
    playbook(entry("g_confidentiality", required=True), entry("g_insurance", required=True))
)


def test_what_the_deal_lacks_is_missing_from_the_master_agreement_alone() -> None:
    msa = build(["MASTER AGREEMENT", "1. The Supplier shall serve."], name="msa.txt")
    dpa = build(["DATA PROCESSING ADDENDUM", "1. The parties keep secrets secret."], name="dpa.txt")
    first = compare(msa, NEEDED, Deal(), [dpa])
    second = compare(dpa, NEEDED, Deal(), [msa])
    assert {m.clause_type for m in first.missing} == {"g_confidentiality", "g_insurance"}
    assert second.missing == ()
    alone = compare(dpa, NEEDED, Deal())
    assert {m.clause_type for m in alone.missing} == {"g_confidentiality", "g_insurance"}


def test_a_paper_not_supplied_may_hold_what_would_be_missing() -> None:
    book = playbook(entry("model_change_deprecation", required_when=["ai_system"]))
    (analysis,) = deal({"msa.txt": MSA + "2. Supplier’s AI Policy is incorporated."})
    with_policy = compare(analysis, book, Deal(), not_seen=not_seen([analysis]))
    assert with_policy.missing == ()
    assert with_policy.not_seen == (("model_change_deprecation", "Supplier’s AI Policy"),)
    without = compare(analysis, book, Deal())
    assert [m.clause_type for m in without.missing] == ["model_change_deprecation"]


def test_silence_on_the_order_of_documents_is_asked_once_and_only_of_several() -> None:
    question = load_playbook().deal_rules.order_question
    silent = compared(deal({"msa.txt": MSA, "order.txt": ORDER}))
    assert all(one.notes == (question,) for one in silent.values())
    told = f"{MSA}2. If this Agreement and an Order Form conflict, the Order Form prevails."
    for texts in ({"msa.txt": told, "order.txt": ORDER}, {"msa.txt": MSA}):
        assert all(one.notes == () for one in compared(deal(texts)).values())


def test_the_same_file_twice_is_one_document() -> None:
    text = f"{MSA}2. The outputs are provided as is.\n\n3. Accuracy shall be at least 95%."
    first, second = deal({"a.txt": text}), deal({"b.txt": text})
    found = compared([*first, *second])["a.txt"]
    assert [c.rule for c in found.conflicts] == ["accuracy_promise_vs_as_is"]
