"""deal.yaml and options: read alike, refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.deal_file import deal_from
from pipeline.errors import UsageError
from pipeline.types.deal import Known, Posture, Side


def written(folder: Path, text: str) -> Path:
    path = folder / "deal.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_the_customer_is_ours_in_standard_posture() -> None:
    deal = deal_from(None)
    assert (deal.side, deal.posture, deal.party) == (Side.CUSTOMER, Posture.STANDARD, None)
    assert deal.fact("consequential_use") is Known.UNKNOWN


def test_a_file_gives_side_party_posture_and_facts(tmp_path: Path) -> None:
    text = "side: supplier\nparty: Acme\nposture: closing\nfacts: {a: yes, b: 'no', c: unknown}\n"
    deal = deal_from(written(tmp_path, text))
    assert (deal.side, deal.party, deal.posture) == (Side.SUPPLIER, "Acme", Posture.CLOSING)
    assert deal.facts == {"a": Known.YES, "b": Known.NO, "c": Known.UNKNOWN}


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        pytest.param("mood: good", {}, "mood", id="unknown key"),
        pytest.param("side: buyer", {}, "customer, supplier", id="unknown side"),
        pytest.param("facts: {a: maybe}", {}, "maybe", id="unknown answer"),
        pytest.param("facts: [a]", {}, "facts", id="facts are no mapping"),
        pytest.param("[1, 2]", {}, "must map", id="no mapping"),
        pytest.param("a: [", {}, "no YAML", id="no YAML"),
        pytest.param("posture: opening", {"posture": "closing"}, "contradicts", id="contradiction"),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, text: str, options: dict[str, str], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        deal_from(written(tmp_path, text), **options)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="absent"):
        deal_from(tmp_path / "absent.yaml")
