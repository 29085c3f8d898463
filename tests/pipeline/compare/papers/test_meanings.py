"""Terms defined twice, terms nobody defines, and two papers that each claim to prevail."""

from __future__ import annotations

import pytest

from pipeline.compare.papers.clashes import clashes
from pipeline.compare.papers.paper import master_of, papers_of
from pipeline.compare.papers.precedence import precedences
from pipeline.compare.papers.undefined import undefined
from pipeline.playbook import load_playbook
from pipeline.types.deviation import Conflict
from tests.pipeline.compare.papers.deals import deal

RULES = load_playbook().deal_rules


def found(msa: str, dpa: str) -> list[Conflict]:
    """The clashes of a master agreement and an addendum, the same seen from either."""
    analyses = deal(
        {
            "msa.txt": f"MASTER SERVICES AGREEMENT\n\n1. The Supplier serves.\n\n2. {msa}",
            "dpa.txt": f"DATA PROCESSING ADDENDUM\n\n1. It is so.\n\n2. {dpa}",
        }
    )
    texts = {a.document.id: a.document.text for a in analyses}
    papers = papers_of(analyses)
    master = master_of(papers)
    said = precedences(papers, master)
    first, second = (
        clashes(papers, master, said, RULES, analysis.document.id) for analysis in analyses
    )
    assert first == second
    for place in (p for c in first for p in (c.a, c.b)):
        assert place is not None
        assert place.span.slice(texts[place.document_id]) == place.text
    return first


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        pytest.param(
            "“Customer Data” means data that Customer uploads.",
            "“Customer Data” means data that Supplier derives from the Services.",
            "medium",
            id="a term that matters",
        ),
        pytest.param(
            "“Output” means what the Model returns.",
            "“Output” means what the Model returns, excluding drafts.",
            "medium",
            id="one exclusion more",
        ),
        pytest.param(
            "“Launch Site” means the Customer's depot at Dover.",
            "“Launch Site” means any place where goods are first sold.",
            "low",
            id="a term of less weight",
        ),
        pytest.param(
            "“Customer Data” means:\n(a) uploads; and\n(b) prompts.",
            "“Customer Data” means:\n(a) uploads; and\n(b) reports.",
            "medium",
            id="a difference in the list below",
        ),
    ],
)
def test_defined_twice(one: str, other: str, severity: str) -> None:
    (conflict,) = found(one, other)
    assert (conflict.rule, conflict.severity) == ("defined_twice", severity)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "“Customer Data” means the data that Customer uploads.",
            "“Customer Data” means data that\n Customer UPLOADS",
            id="case, spaces and articles",
        ),
        pytest.param(
            "“Customer Data” means data that Customer uploads.",
            "“Customer Data” has the meaning given in the Agreement.",
            id="taken from the agreement",
        ),
        pytest.param(
            "“Services” means the hosting described in clause 3.",
            "“Services” means the services that Supplier provides under the Agreement.",
            id="takes the other's word in its own",
        ),
        pytest.param(
            "“Personal Data” has the meaning given in the GDPR.",
            "“Personal Data” means any information about a living person.",
            id="sent to a law",
        ),
        pytest.param(
            "“Agreement” means this agreement.",
            "“Agreement” means the contract of 3 May to which this is added.",
            id="a word for itself",
        ),
        pytest.param(
            "“Effective Date” means 3 May.", "“Effective Date” means 4 June.", id="its own date"
        ),
        pytest.param(
            "“Business Hours” means 9 to 5 in London on a day when banks open.",
            "“Business Hours” means 9 to 5 in London on days when banks are open there.",
            id="nearly the same words of a term of less weight",
        ),
        pytest.param(
            "Fees are paid to the bank in Dover (the “Bank”).",
            "“Bank” means a bank in Deal.",
            id="a label behind its meaning is not compared",
        ),
    ],
)
def test_one_meaning(one: str, other: str) -> None:
    assert found(one, other) == []


@pytest.mark.parametrize(
    ("msa", "dpa", "rules"),
    [
        pytest.param(
            "If this Agreement and the DPA conflict, this Agreement prevails.",
            "If this Addendum and the Agreement conflict, this Addendum prevails.",
            ["both_prevail"],
            id="each over the other",
        ),
        pytest.param(
            "If this Agreement and the DPA conflict, the DPA prevails.",
            "If this Addendum and the Agreement conflict, this Addendum prevails.",
            [],
            id="they agree",
        ),
        pytest.param(
            "If this Agreement and the DPA conflict, this Agreement prevails, except that the DPA "
            "prevails with respect to personal data.",
            "If this Addendum and the Agreement conflict, this Addendum prevails.",
            [],
            id="an exception for the other",
        ),
        pytest.param(
            "The Supplier is kind.", "This Addendum prevails over the Agreement.", [], id="one"
        ),
    ],
)
def test_both_prevail(msa: str, dpa: str, rules: list[str]) -> None:
    assert [conflict.rule for conflict in found(msa, dpa)] == rules


USES = (
    "The Supplier keeps Approved Records safe, returns Approved Records when asked and makes no "
    "copy of Approved Records. It tells of each Launch Site, shows each Launch Site to the Customer "
    "and shuts a Launch Site when asked. It has an office in San Francisco, shops in San Francisco "
    "and a lawyer in San Francisco."
)


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        pytest.param(
            {
                "dpa.txt": "DATA PROCESSING ADDENDUM\n\n1. Capitalised terms not defined in this "
                f"Addendum have the meanings given in the Agreement.\n\n2. {USES}"
            },
            [
                "The meaning of “Approved Records”, “Launch Site”: dpa.txt takes it from the "
                "Agreement, which was not supplied"
            ],
            id="all capitalised terms, from a paper not supplied",
        ),
        pytest.param(
            {
                "dpa.txt": "DATA PROCESSING ADDENDUM\n\n1. Capitalised terms not defined in this "
                f"Addendum have the meanings given in the Agreement.\n\n2. {USES}",
                "msa.txt": "SERVICES AGREEMENT\n\n1. “Approved Records” means files.",
            },
            [],
            id="the paper is there: a term used without meaning is no finding",
        ),
        pytest.param(
            {
                "dpa.txt": "DPA\n\n1. “Approved Records” has the meaning given in the Agreement.",
                "msa.txt": "SERVICES AGREEMENT\n\n1. “Launch Site” means Dover.",
            },
            [
                "The meaning of “Approved Records”: dpa.txt takes it from the Agreement, which "
                "msa.txt does not define"
            ],
            id="sent to a paper that lacks it",
        ),
        pytest.param(
            {
                "dpa.txt": "DPA\n\n1. “Approved Records” has the meaning given in the Agreement.",
                "msa.txt": "SERVICES AGREEMENT\n\n1. Files (“Approved Records”) are kept.",
            },
            [],
            id="defined there in brackets",
        ),
        pytest.param(
            {"msa.txt": f"SERVICES AGREEMENT\n\n1. {USES}"},
            [],
            id="capitals alone tell nothing",
        ),
        pytest.param(
            {"msa.txt": "SERVICES AGREEMENT\n\n1. “Controller” has the meaning given in the GDPR."},
            [],
            id="a law's term",
        ),
    ],
)
def test_undefined(texts: dict[str, str], lines: list[str]) -> None:
    papers = papers_of(deal(texts))
    assert undefined(papers, master_of(papers)) == lines
