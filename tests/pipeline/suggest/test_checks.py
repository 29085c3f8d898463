from __future__ import annotations

from typing import Any

import pytest

from pipeline.signals.loose import read_text
from pipeline.suggest.proposal import Proposal
from pipeline.suggest.registry import components
from pipeline.suggest.verify import failed, verify
from pipeline.terms import find_parties
from pipeline.types.deviation import Stance
from pipeline.types.span import Gap, Span
from pipeline.types.suggestion import Edit
from pipeline.types.word_diff import word_edits
from tests.pipeline.compare.build import Part, build
from tests.pipeline.compare.entries import entry, signal

OPENING = "This Agreement is between Acme Limited (the “Supplier”) and Beta plc (the “Customer”)."
TERM = "“Customer Data” means what the Customer submits. See Schedule 1."
OLD = "7.1 The Supplier may stop the service without notice after sixty (60) days."
STOP = entry(
    "g_stop",
    signals=(
        signal("no_notice", "unacceptable", phrase=[r"\bwithout notice\b"]),
        signal("rude", "fallback", phrase=[r"\brude\b"]),
    ),
)
CRUEL = entry("g_cruel", signals=(signal("cruel", "unacceptable", phrase=[r"\bcruel\b"]),))


def proposal(new: str, old: str = OLD, **given: Any) -> Proposal:
    analysis = build(
        [
            OPENING,
            TERM,
            Part(old, number="7.1"),
            Part("Signed as agreed by both of them.", number="8"),
        ]
    )
    clause = analysis.clauses[2]
    values: dict[str, Any] = {
        "document": analysis.document,
        "clauses": analysis.clauses,
        "parties": find_parties(analysis.document, analysis.clauses),
        "entry": STOP,
        "entries": (STOP, CRUEL),
        "bad": frozenset({Stance.UNACCEPTABLE}),
        "old": old,
        "new": new,
        "edits": tuple(word_edits(old, new, at=clause.span.start)),
        "read": read_text,
        "clause": clause,
    }
    values.update(given)
    return Proposal(**values)


GOOD = "7.1 The Supplier may stop the service on notice after sixty (60) days."


def test_a_good_edit_passes_every_check_of_the_folder() -> None:
    checks = verify(proposal(GOOD))
    assert failed(checks) == ()
    names = [module.NAME for module in components("pipeline.suggest.checks")]
    assert [check.name for check in checks] == names
    assert len(set(names)) == len(names) >= 11


@pytest.mark.parametrize(
    ("name", "new", "given"),
    [
        pytest.param("no_open_slot", GOOD[:-1] + " by {{supplier}}.", {}, id="slot left"),
        pytest.param("no_open_slot", GOOD[:-1] + " by [date].", {}, id="bracket left"),
        pytest.param("no_open_slot", GOOD[:-1] + " by ____.", {}, id="blank left"),
        pytest.param(
            "defined_terms", GOOD[:-1] + " of the Escrow Agent.", {}, id="stranger among the terms"
        ),
        pytest.param(
            "references", GOOD[:-1] + " under clause 99.", {}, id="clause that is not there"
        ),
        pytest.param("references", GOOD[:-1] + " under Annex Q.", {}, id="annex that is not there"),
        pytest.param(
            "words_and_figures", GOOD.replace("(60)", "(30)"), {}, id="words say sixty, figures 30"
        ),
        pytest.param(
            "party_names",
            GOOD.replace("The Supplier", "The Vendor"),
            {},
            id="another name for a party",
        ),
        pytest.param(
            "party_names",
            GOOD[:-1] + " and we agree.",
            {},
            id="pronoun in a contract that has none",
        ),
        pytest.param("edit_budget", "7.1 Nothing stops.", {}, id="nearly all of it goes"),
        pytest.param(
            "edit_budget",
            GOOD + " It may wait a while longer than that." * 25,
            {},
            id="too much comes",
        ),
        pytest.param(
            "reaches_target", OLD.replace("may", "will"), {}, id="the fault is still there"
        ),
        pytest.param(
            "reaches_target", GOOD[:-1] + " in a cruel way.", {}, id="a new fault of another type"
        ),
        pytest.param(
            "reaches_target",
            GOOD[:-1] + " in a rude way.",
            {"bad": frozenset({Stance.UNACCEPTABLE, Stance.FALLBACK})},
            id="not yet preferred",
        ),
        pytest.param(
            "reaches_target",
            GOOD,
            {"likeness": lambda text: Stance.UNACCEPTABLE},
            id="still reads unacceptable",
        ),
        pytest.param("grammar", GOOD.replace("may stop", "may may stop"), {}, id="doubled word"),
        pytest.param(
            "grammar", GOOD.replace("may stop", "shall may stop"), {}, id="two modal verbs"
        ),
        pytest.param("grammar", GOOD.replace("may stop", "may  stop"), {}, id="double space"),
        pytest.param("grammar", GOOD.replace(" days.", " days"), {}, id="no stop at the end"),
        pytest.param("grammar", GOOD.replace("(60)", "(60"), {}, id="bracket not closed"),
        pytest.param(
            "grammar", GOOD.replace("service on", "service , on"), {}, id="space before a comma"
        ),
        pytest.param(
            "grammar",
            GOOD.replace("on notice", "on an notice").replace("an notice", "an formal notice"),
            {},
            id="wrong article",
        ),
        pytest.param(
            "reads_on",
            "(a) The Supplier waits for notice.",
            {"old": "(a) stop without notice;", "lead": "The Supplier may:", "whole": True},
            id="a sentence under a lead-in",
        ),
    ],
)
def test_each_check_fails_on_its_fault(name: str, new: str, given: dict[str, Any]) -> None:
    assert name in failed(verify(proposal(new, **given)))


@pytest.mark.parametrize(
    ("name", "new"),
    [
        pytest.param("references", GOOD[:-1] + " under clause 8.", id="clause that is there"),
        pytest.param("references", GOOD[:-1] + " under Schedule 1.", id="schedule the text names"),
        pytest.param(
            "references", GOOD[:-1] + " under Article 28 of the GDPR.", id="article of a law"
        ),
        pytest.param(
            "defined_terms", GOOD[:-1] + " with Customer Data.", id="term the contract defines"
        ),
        pytest.param(
            "defined_terms", GOOD + " Notice is in writing.", id="capital at a sentence's start"
        ),
        pytest.param(
            "words_and_figures",
            GOOD.replace("sixty (60)", "thirty (30)"),
            id="words and figures agree",
        ),
        pytest.param("no_open_slot", GOOD[:-1] + " (in writing).", id="round brackets"),
        pytest.param("grammar", GOOD[:-1] + " that that person sets.", id="that that"),
    ],
)
def test_checks_let_sound_words_pass(name: str, new: str) -> None:
    assert name not in failed(verify(proposal(new)))


def test_edits_must_quote_the_document() -> None:
    wrong = Edit(Span(0, 4), "Thus", "That")
    assert {"quotes_verbatim", "inside_clause"} <= set(
        failed(verify(proposal(GOOD, edits=(wrong,))))
    )


def test_a_new_clause_stands_at_its_gap() -> None:
    words = "Stops. The Supplier gives notice."
    at = Gap(10, None)
    off = Edit(Span(12, 12), "", words, new_paragraph=True)
    on = Edit(Span(10, 10), "", words, new_paragraph=True)
    given: dict[str, Any] = {"clause": None, "gap": at, "heading": "Stops. ", "whole": True}
    assert failed(verify(proposal(words, old="", edits=(on,), **given))) == ()
    assert failed(verify(proposal(words, old="", edits=(off,), **given))) == ("inside_clause",)
