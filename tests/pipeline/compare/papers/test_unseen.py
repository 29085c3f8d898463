from __future__ import annotations

import pytest

from pipeline.compare.papers.unseen import not_seen
from tests.pipeline.compare.papers.deals import deal

MSA = "MASTER SERVICES AGREEMENT\n\n1. Scope. The Supplier serves the Customer.\n\n"
DPA = "DATA PROCESSING ADDENDUM\n\n1. Scope. The Supplier processes personal data.\n\n"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(
            {"msa.txt": f"{MSA}2. This Agreement incorporates the DPA.", "dpa.txt": DPA},
            [],
            id="supplied under its long name",
        ),
        pytest.param(
            {
                "msa.txt": f"{MSA}2. This Agreement incorporates the North Harbour AI Addendum.",
                "northharbour-ai.txt": "AI ADDENDUM\n\n1. Scope. The Supplier serves by AI.",
            },
            [],
            id="a maker's words run together in the file's name",
        ),
        pytest.param(
            {"msa.txt": f"{MSA}2. This Agreement incorporates the Data Processing Agreement."},
            ["Data Processing Agreement"],
            id="not supplied",
        ),
        pytest.param(
            {
                "msa.txt": f"{MSA}2. This Agreement incorporates the DPA.\n\n"
                "3. The Data Processing Addendum (available at https://a.example/dpa) applies."
            },
            ["Data Processing Addendum (https://a.example/dpa)"],
            id="two names and an address, once",
        ),
        pytest.param(
            {
                "msa.txt": f"{MSA}2. Customer shall comply with the Acceptable Use Policy.",
                "order.txt": "ORDER FORM\n\n1. Subject to the AUP and the Master Services Agreement.",
            },
            ["Acceptable Use Policy"],
            id="two documents name it, once",
        ),
        pytest.param(
            {"msa.txt": f"{MSA}2. Terms published at https://a.example/terms apply."},
            ["https://a.example/terms"],
            id="an address alone",
        ),
        pytest.param(
            {
                "platform.txt": "PLATFORM AGREEMENT\n\n1. The Supplier serves.\n\nSchedule 3\n\n"
                "Permitted use of the platform is described here.",
                "dpa.txt": f"{DPA}2. This Addendum incorporates the Master Agreement, including "
                "its Schedule 3 and its Schedule 4.",
            },
            ["Schedule 4, named in dpa.txt"],
            id="the agreement by another title, with the schedule it holds",
        ),
        pytest.param(
            {"cover.txt": "TERMS\n\n1. The DPA is incorporated into this Cover Page by reference."},
            ["DPA"],
            id="itself by its own word",
        ),
        pytest.param(
            {
                "dpa.txt": f"{DPA}2. The following documents are incorporated by reference: the "
                "Master Agreement, in the version signed by the parties; each order form under it; "
                "and the security policy."
            },
            ["Master Agreement", "order form", "security policy"],
            id="a list of papers in small letters",
        ),
    ],
)
def test_not_seen(texts: dict[str, str], expected: list[str]) -> None:
    analyses = deal(texts)
    assert not_seen(analyses) == expected
    assert not_seen(analyses[::-1]) == expected
