from __future__ import annotations

import pytest

from pipeline.errors import PlaybookError
from pipeline.playbook import load_playbook
from pipeline.suggest.filler import Filler
from pipeline.terms import find_parties
from tests.pipeline.compare.build import build

SLOTS = load_playbook().slots


def filler(*parts: str) -> Filler:
    analysis = build(parts)
    return Filler(
        analysis.document.text,
        find_parties(analysis.document, analysis.clauses),
        analysis.terms,
        SLOTS,
    )


WITH_ARTICLE = (
    "This Agreement is between Acme Limited (the “Provider”) and Beta plc (the “Client”).",
    "The Provider serves the Client with care. “Client Data” means what the Client sends.",
)
WITHOUT = (
    "This Agreement is between Acme Limited (“Vendor”) and Beta plc (“Customer”).",
    "Vendor serves Customer. Customer pays Vendor.",
)
PRONOUNS = (
    "We (Acme Limited) provide the service to you.",
    "You pay us. We may change our prices and you may leave.",
)


@pytest.mark.parametrize(
    ("parts", "language", "filled"),
    [
        pytest.param(
            WITH_ARTICLE,
            "{{supplier}} shall pay {{customer}}.",
            "The Provider shall pay the Client.",
            id="article as the contract has it",
        ),
        pytest.param(
            WITHOUT,
            "{{supplier}} shall pay {{customer}}.",
            "Vendor shall pay Customer.",
            id="no article where it has none",
        ),
        pytest.param(
            WITH_ARTICLE,
            "It keeps {{customer_data}} safe.",
            "It keeps Client Data safe.",
            id="defined term",
        ),
        pytest.param(
            WITHOUT,
            "It keeps {{customer_data}} safe.",
            "It keeps data and content submitted to the services safe.",
            id="neutral words where none is defined",
        ),
        pytest.param(
            WITH_ARTICLE,
            "The {{supplier}} shall pay.",
            "The Provider shall pay.",
            id="no doubled article",
        ),
        pytest.param(
            PRONOUNS, "{{supplier}} shall pay {{customer}}.", "We shall pay you.", id="pronouns"
        ),
        pytest.param(
            PRONOUNS,
            "{{customer}} has what {{supplier}} has from {{supplier}}.",
            "You have what we have from us.",
            id="pronouns bend the verb and the case",
        ),
        pytest.param(
            PRONOUNS,
            "It keeps {{customer}}'s data.",
            "It keeps your data.",
            id="possessive pronoun",
        ),
        pytest.param(
            WITH_ARTICLE,
            "It waits. {{supplier}} pays.",
            "It waits. The Provider pays.",
            id="capital at each sentence",
        ),
        pytest.param(
            ("Fruit is sold.",),
            "{{supplier}} shall pay {{ customer }}.",
            "The supplier shall pay the customer.",
            id="no parties known",
        ),
    ],
)
def test_fill(parts: tuple[str, ...], language: str, filled: str) -> None:
    assert filler(*parts).fill(language) == filled


def test_unknown_slot_names_the_known_ones() -> None:
    with pytest.raises(PlaybookError, match=r"no slot 'suplier'.*supplier"):
        filler("Fruit is sold.").fill("{{suplier}} pays.")
