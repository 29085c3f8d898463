from __future__ import annotations

import pytest

from pipeline.terms import find_parties
from pipeline.types.document import Block, Document
from pipeline.types.span import Span


def document(text: str) -> Document:
    return Document("0" * 64, "test.txt", "text/plain", text, (Block(Span(0, len(text))),))


ROWS = [
    pytest.param(
        'This Agreement is between ACME Inc., a Delaware corporation ("Supplier") and Bolt GmbH, a German company ("Customer").',
        ("Bolt GmbH", ("Customer",)), ("ACME Inc.", ("Supplier",)), [], id="role words"),
    pytest.param(
        "entered into by and between Grey Fox Software, LLC (the “Vendor”), and Tall Pine Hospital (the “Client”).",
        ("Tall Pine Hospital", ("Client",)), ("Grey Fox Software, LLC", ("Vendor",)), [], id="a name without a form"),
    pytest.param(
        "dated 5 May 2026 between RIVER DATA, INC., a corporation (hereinafter referred to as the \"Licensor\") and Lake Retail B.V. (\"Licensee\").",
        ("Lake Retail B.V.", ("Licensee",)), ("RIVER DATA, INC.", ("Licensor",)), [], id="capitals, hereinafter"),
    pytest.param(
        "between Amber AI Ltd (“Amber”) and Birch plc (“Birch”). Amber shall provide the Services. Birch shall pay the fees.",
        ("Birch plc", ("Birch",)), ("Amber AI Ltd", ("Amber",)), [], id="who performs and who pays"),
    pytest.param(
        'between Cedar Corp. (the "Company") and Dune Advisors LLC ("Consultant").',
        ("Cedar Corp.", ("Company",)), ("Dune Advisors LLC", ("Consultant",)), [], id="Company is the other one"),
    pytest.param(
        'between Elm Labs Inc. (the "Company") and Fern Inc. ("Fern"). The Company will host the platform. Fern shall pay monthly.',
        ("Fern Inc.", ("Fern",)), ("Elm Labs Inc.", ("Company",)), [], id="Company hosts, so supplies"),
    pytest.param(
        "These terms are an agreement between you and Quill AI, Inc. (“Quill,” “we,” “us,” or “our”). You may use it. You agree. You pay.",
        ("you", ("you",)), ("Quill AI, Inc.", ("Quill", "we", "us", "our")), [], id="online terms"),
    pytest.param(
        "Welcome. We run it. We may change it. We bill monthly. You must be 18. You pay. You agree.",
        ("you", ("you",)), ("we", ("we",)), [], id="pronouns alone"),
    pytest.param(
        "**Provider:** Sable Systems, Inc.\n**Customer:** Tern Airways S.A.\nThe Provider hosts.",
        ("Tern Airways S.A.", ("Customer",)), ("Sable Systems, Inc.", ("Provider",)), [], id="a cover page"),
    pytest.param(
        "The Customer orders. The Customer pays. The Customer may cancel. The Provider hosts. The Provider bills. The Provider may stop.",
        ("Customer", ("Customer",)), ("Provider", ("Provider",)), [], id="role words only"),
    pytest.param(
        'among Onyx Inc. ("Supplier"), Pearl Inc. ("Customer") and Ruby Bank plc ("Guarantor").',
        ("Pearl Inc.", ("Customer",)), ("Onyx Inc.", ("Supplier",)), ["Ruby Bank plc"], id="a third party to the deal"),
    pytest.param(
        'This Master Agreement ("Agreement") and the services ("Services") start on 1 May 2026 (the "Effective Date").',
        None, None, [], id="terms that are no parties"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "customer", "supplier", "others"), ROWS)
def test_parties(
    text: str,
    customer: tuple[str, tuple[str, ...]] | None,
    supplier: tuple[str, tuple[str, ...]] | None,
    others: list[str],
) -> None:
    found = find_parties(document(text), [])
    assert (found.customer and (found.customer.name, found.customer.terms)) == customer
    assert (found.supplier and (found.supplier.name, found.supplier.terms)) == supplier
    assert [party.name for party in found.others] == others
    for party in found.all():
        words = party.span.slice(text)
        assert not words or " ".join(words.split()) == party.name
