from __future__ import annotations

import pytest

from pipeline.compare.papers.kinds import hangs_on_another, kind_of
from pipeline.compare.papers.paper import Paper, master_of, papers_of
from tests.pipeline.compare.papers.deals import analysed, deal


@pytest.mark.parametrize(
    ("name", "kind", "before"),
    [
        pytest.param("DPA", "data processing terms", "", id="short form"),
        pytest.param("Data Processing Agreement", "data processing terms", "", id="agreement"),
        pytest.param("Data Protection Addendum", "data processing terms", "", id="protection"),
        pytest.param("Acme Acceptable Use Policy", "acceptable use", "acme", id="maker's name"),
        pytest.param("Order Forms", "order form", "", id="plural"),
        pytest.param("Purchase Order", "purchase order", "", id="a customer's order is another"),
        pytest.param("Order Form No. 3 to the Master Agreement", "order form", "", id="first kind"),
        pytest.param("Addendum to the Master Agreement", None, "", id="the other paper's kind"),
        pytest.param("Master Cloud Services Agreement", "master agreement", "", id="words between"),
        pytest.param("Schedule 2", "schedule 2", "", id="a schedule's mark"),
        pytest.param("Annex II", "annex ii", "", id="Roman mark"),
        pytest.param("Candidate Screening Agreement", None, "", id="no kind we know"),
        pytest.param("In order of arrival", None, "", id="order of is no paper"),
    ],
)
def test_kind_of(name: str, kind: str | None, before: str) -> None:
    assert kind_of(name) == (None if kind is None else (kind, before))


@pytest.mark.parametrize(
    ("title", "hangs"),
    [
        ("Data Processing Addendum", True),
        ("Order Form", True),
        ("Amendment No. 1 to the Agreement", True),
        ("Master Services Agreement", False),
        ("Platform Agreement", False),
    ],
)
def test_papers_made_under_another(title: str, hangs: bool) -> None:
    assert hangs_on_another(title) is hangs


@pytest.mark.parametrize(
    ("file", "text", "name", "called"),
    [
        pytest.param(
            "a.txt", "DATA PROCESSING ADDENDUM\n\n1. Text.", "DPA", True, id="by its title's kind"
        ),
        pytest.param("acme-dpa.txt", "1. Hello.", "Data Processing Agreement", True, id="by file"),
        pytest.param(
            "a.txt",
            "ORDER FORM\n\nThis order is under the Data Processing Addendum of the parties.",
            "Data Processing Addendum",
            False,
            id="a paper it only mentions",
        ),
        pytest.param(
            "msa-dpa.txt", "MASTER AGREEMENT\n\n1. Text.", "DPA", False, id="title before file name"
        ),
        pytest.param(
            "aup.txt",
            "ACCEPTABLE USE POLICY\n\n1. Users of Foo do no harm.",
            "Bar Usage Policies",
            False,
            id="another maker's policy",
        ),
        pytest.param(
            "aup.txt",
            "ACCEPTABLE USE POLICY\n\n1. Users of Bar do no harm.",
            "Bar Acceptable Use Policy",
            True,
            id="its maker in the opening",
        ),
        pytest.param("schedule 2.txt", "1. Text.", "Schedule 2", True, id="schedule as a file"),
        pytest.param("schedule 21.txt", "1. Text.", "Schedule 2", False, id="another schedule"),
        pytest.param(
            "a.txt", "Playground Rules\n\n1. Text.", "Playground Rules", True, id="by plain words"
        ),
    ],
)
def test_is_called(file: str, text: str, name: str, called: bool) -> None:
    assert Paper(analysed(file, text)).is_called(name) is called


LONG = "1. The Supplier shall deliver the goods in good order and on time.\n" * 5


@pytest.mark.parametrize(
    ("texts", "master"),
    [
        pytest.param(
            {"o.txt": f"ORDER FORM\n\n{LONG}", "m.txt": "SERVICES AGREEMENT\n\n1. It is so."},
            "m.txt",
            id="an order form is none, however long",
        ),
        pytest.param(
            {
                "a.txt": f"SUPPLY AGREEMENT\n\n{LONG}",
                "m.txt": "MASTER AGREEMENT\n\n1. It is so.",
                "d.txt": "DPA\n\n1. This is subject to the Master Agreement.",
            },
            "m.txt",
            id="the one that others name",
        ),
        pytest.param(
            {"a.txt": "SUPPLY AGREEMENT\n\n1. It is so.", "b.txt": f"SALE AGREEMENT\n\n{LONG}"},
            "b.txt",
            id="the longest",
        ),
        pytest.param({"d.txt": "DPA\n\n1. It is so."}, "d.txt", id="alone"),
    ],
)
def test_master_of(texts: dict[str, str], master: str) -> None:
    for analyses in (deal(texts), deal(texts)[::-1]):
        found = master_of(papers_of(analyses))
        assert found is not None
        assert found.name == master


def test_the_same_bytes_count_once() -> None:
    one = analysed("a.txt", "1. Hello there.")
    assert len(papers_of([one, analysed("b.txt", "1. Hello there.")])) == 1
