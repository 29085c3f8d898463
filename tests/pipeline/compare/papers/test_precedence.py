from __future__ import annotations

import pytest

from pipeline.compare.papers.paper import master_of, papers_of
from pipeline.compare.papers.precedence import precedences
from pipeline.types.precedence import Precedence
from tests.pipeline.compare.papers.deals import deal

ORDER = "ORDER FORM\n\n1. Customer orders the Services."
DPA = "DATA PROCESSING ADDENDUM\n\n1. Supplier processes personal data."


def read(clause: str) -> list[tuple[list[list[str]], bool]]:
    """The ranks by file name ("-" is a paper not supplied) that a master agreement states."""
    text = f"MASTER SERVICES AGREEMENT\n\n1. The Supplier serves.\n\n2. {clause}"
    analyses = deal({"msa.txt": text, "order.txt": ORDER, "dpa.txt": DPA})
    names = {a.document.id: a.document.name for a in analyses}
    papers = papers_of(analyses)
    said = precedences(papers, master_of(papers))
    for one in said:
        assert one.place.span.slice(analyses[0].document.text) == one.place.text
    return [(_files(one, names), one.limited) for one in said]


def _files(one: Precedence, names: dict[str, str]) -> list[list[str]]:
    return [
        [names[i] for ranked in rank for i in ranked.document_ids] or ["-"] * bool(rank)
        for rank in one.ranks
    ]


@pytest.mark.parametrize(
    ("clause", "ranks"),
    [
        pytest.param(
            "If this Agreement and an Order Form conflict, the Order Form prevails.",
            [(["order.txt"], ["msa.txt"])],
            id="two papers",
        ),
        pytest.param(
            "In the event of a conflict between the terms of any Order Form and the terms of this "
            "Agreement, the terms of this Agreement shall govern and control.",
            [(["msa.txt"], ["order.txt"])],
            id="terms of, two verbs",
        ),
        pytest.param(
            "The DPA takes precedence over this Agreement and each Order Form.",
            [(["dpa.txt"], ["msa.txt", "order.txt"])],
            id="over",
        ),
        pytest.param(
            "In case of conflict the following order of precedence applies: (a) the Order Form; "
            "(b) the Data Processing Addendum; (c) this Agreement.",
            [(["order.txt"], ["dpa.txt"], ["msa.txt"])],
            id="lettered list",
        ),
        pytest.param(
            "Where they conflict, the documents apply in the following order: (1) the Data "
            "Processing Addendum, (2) the Order Form and (3) this Agreement.",
            [(["dpa.txt"], ["order.txt"], ["msa.txt"])],
            id="numbered list",
        ),
        pytest.param(
            "The order of precedence is: the Order Form, the Acceptable Use Policy, the DPA, and "
            "then this Agreement.",
            [(["order.txt"], ["-"], ["dpa.txt"], ["msa.txt"])],
            id="list of commas, one paper not supplied",
        ),
        pytest.param(
            "This Agreement shall prevail in the event of any inconsistency with an Order Form.",
            [(["msa.txt"], ["order.txt"])],
            id="the conflict after the verb",
        ),
        pytest.param(
            "The DPA prevails over this Agreement, and this Agreement prevails over the Order Form.",
            [(["dpa.txt"], ["msa.txt"]), (["msa.txt"], ["order.txt"])],
            id="twice in a sentence",
        ),
        pytest.param(
            "This Agreement is governed by the laws of England, without regard to conflict of laws.",
            [],
            id="choice of law",
        ),
        pytest.param(
            "If the translation and this Agreement conflict, the English language version prevails.",
            [],
            id="language",
        ),
        pytest.param(
            "This Agreement supersedes all prior agreements on its subject.", [], id="merger"
        ),
        pytest.param(
            "If we prevail in arbitration we pay our own fees.", [], id="a party prevails"
        ),
        pytest.param(
            "The Supplier controls its personnel under this Agreement.", [], id="control of people"
        ),
    ],
)
def test_ranks(clause: str, ranks: list[tuple[list[str], ...]]) -> None:
    assert [tuple(one) for one, _ in read(clause)] == ranks


@pytest.mark.parametrize(
    ("clause", "limited"),
    [
        ("If this Agreement and an Order Form conflict, this Agreement prevails.", False),
        (
            "If this Agreement and an Order Form conflict, this Agreement prevails unless the Order "
            "Form says otherwise.",
            True,
        ),
        ("The DPA prevails over this Agreement with respect to personal data.", True),
    ],
)
def test_limits_are_told(clause: str, limited: bool) -> None:
    assert [flag for _, flag in read(clause)] == [limited]


def test_a_list_in_sub_clauses_is_read_as_one() -> None:
    clause = (
        "Where the documents conflict they prevail in the following order:\n"
        "(a) the Order Form;\n(b) the Data Processing Addendum; and\n(c) this Agreement."
    )
    assert [ranks for ranks, _ in read(clause)] == [[["order.txt"], ["dpa.txt"], ["msa.txt"]]]


def test_a_supplied_papers_rank_and_all_others() -> None:
    text = "ORDER FORM\n\n1. In case of any conflict, this Order Form prevails."
    analyses = deal({"msa.txt": "SERVICES AGREEMENT\n\n1. It is so.", "order.txt": text})
    papers = papers_of(analyses)
    msa, order = (a.document.id for a in analyses)
    (said,) = precedences(papers, master_of(papers))
    assert said.puts_above(order, msa)
    assert not said.puts_above(msa, order)
    assert said.order == "this Order Form, then all others"
