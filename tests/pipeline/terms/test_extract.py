from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.terms import extract, find_parties
from pipeline.types.clause import Clause
from pipeline.types.document import Block, Document
from pipeline.types.span import Span
from pipeline.types.term import Term, TermKind

CONTRACT = """This Agreement is between Acme Models Inc. ("Provider") and Bolt GmbH ("Customer").
1. Provider may use Customer Data to train its models.
2. Customer shall not:
(a) copy the Service;
(b) resell the Service.
3. Either party may terminate upon not less than ninety (90) days' prior written notice.
4. Provider's aggregate liability shall not exceed the fees paid in the twelve months before the claim.
5. This Agreement is governed by the laws of Ireland."""


def cut(text: str) -> tuple[Document, list[Clause]]:
    """Take each line as a clause; lettered lines belong to the line before them."""
    document = Document("0" * 64, "test.txt", "text/plain", text, (Block(Span(0, len(text))),))
    clauses: list[Clause] = []
    parent: str | None = None
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            item = line.startswith("(")
            clauses.append(
                Clause(
                    f"c{number}", "0" * 64, parent if item else None, Span(at, at + len(line)), line
                )
            )
            parent = parent if item else f"c{number}"
        at += len(line) + 1
    return document, clauses


def values(terms: list[Term], kind: TermKind) -> list[tuple[str, str]]:
    return [(term.text, term.value) for term in terms if term.kind is kind]


def test_a_small_contract() -> None:
    terms = extract(*cut(CONTRACT))
    assert values(terms, TermKind.PARTY) == [
        ("Acme Models Inc.", "Acme Models Inc."),
        ("Bolt GmbH", "Bolt GmbH"),
    ]
    assert values(terms, TermKind.PERMISSION) == [
        ("may use", "supplier: use to train"),
        ("may terminate", "either: terminate"),
    ]
    assert values(terms, TermKind.PROHIBITION) == [
        ("copy", "customer: copy"),
        ("resell", "customer: resell"),
    ]
    assert values(terms, TermKind.NOTICE_PERIOD) == [("ninety (90) days'", "P90D")]
    assert values(terms, TermKind.CAP) == [("the fees paid in the twelve months", "12")]
    assert values(terms, TermKind.LAW) == [("Ireland", "Ireland")]


def test_the_party_role_is_its_unit() -> None:
    terms = extract(*cut(CONTRACT))
    roles = {term.value: term.unit for term in terms if term.kind is TermKind.PARTY}
    assert roles == {"Acme Models Inc.": "supplier", "Bolt GmbH": "customer"}


def check(document: Document, clauses: list[Clause]) -> list[Term]:
    terms = extract(document, clauses)
    spans = {clause.id: clause.span for clause in clauses}
    ends: dict[tuple[str, TermKind], int] = {}
    for term in terms:
        assert term.span.slice(document.text) == term.text
        assert term.text.strip() == term.text != ""
        assert spans[term.clause_id].covers(term.span)
        assert term.span.start >= ends.get((term.clause_id, term.kind), 0)
        ends[term.clause_id, term.kind] = term.span.end
    assert terms == sorted(terms, key=lambda term: (term.span, term.kind, term.value))
    return terms


def test_the_rules_hold_in_a_small_contract() -> None:
    assert len(check(*cut(CONTRACT))) > 10


def test_an_empty_document_has_no_terms() -> None:
    assert extract(*cut("")) == []


@pytest.mark.data
def test_the_rules_hold_in_real_contracts(data_dir: Path) -> None:
    files = sorted((data_dir / "cuad" / "contracts").glob("*.txt"))[::34]
    files += sorted((data_dir / "ai_terms" / "train").glob("*.md"))[::5]
    kinds: set[TermKind] = set()
    for file in files:
        kinds |= {t.kind for t in check(*cut(file.read_text(encoding="utf-8")))}
    assert kinds == set(TermKind)


@pytest.mark.data
def test_names_of_parties_agree_with_the_annotations(data_dir: Path) -> None:
    import json

    lines = (data_dir / "cuad" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["category"] == "Parties"][::8]
    hits = named = 0
    for row in rows:
        text = (data_dir / "cuad" / "contracts" / f"{row['contract']}.txt").read_text(
            encoding="utf-8"
        )
        spoken = " ".join(span["text"] for span in row["spans"]).lower()
        found = [p for p in find_parties(*cut(text)).all() if len(p.span)]
        named += len(found)
        hits += sum(
            " ".join(p.name.lower().split())[:12] in " ".join(spoken.split()) for p in found
        )
    assert named >= len(rows)
    assert hits / named >= 0.8
