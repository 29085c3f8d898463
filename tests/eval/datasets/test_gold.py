"""Gold contracts: what is read, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.datasets.gold import load_gold
from pipeline.errors import DataError
from tests.eval.gold_folder import write_contract

UNITS = [
    ("Supplier may train on data.", ("training_on_customer_data",), "unacceptable"),
    ("Supplier shall not train.", ("training_on_customer_data", "g_term"), "preferred"),
]


def test_read(tmp_path: Path) -> None:
    gold = {
        "facts": {"public_sector": "no", "term_months": 36},
        "missing": [{"type": "drift_monitoring", "why": "none"}],
        "not_missing": ["sunset_review"],
        "conflicts": [{"a_unit": "000", "b_unit": "001", "why": "both"}],
    }
    (one,) = load_gold(write_contract(tmp_path, "small", UNITS, gold)).contracts
    assert (one.id, one.missing, one.not_missing) == (
        "small",
        ("drift_monitoring",),
        ("sunset_review",),
    )
    assert one.conflicts == (("000", "001"),)
    assert one.facts == {"public_sector": "no"}  # what is no answer is left out
    assert one.unit("001").slice(one.text) == UNITS[1][0]


@pytest.mark.parametrize(
    ("gold", "says"),
    [
        pytest.param({"missing": "none"}, "'missing'", id="no list"),
        pytest.param({"missing": ["drift"]}, "only objects", id="no object"),
        pytest.param(
            {"missing": [{"type": "training_on_customer_data"}]},
            "missing and to be there",
            id="held",
        ),
        pytest.param(
            {"missing": [{"type": "x"}], "not_missing": ["x"]}, "missing and to be there", id="both"
        ),
        pytest.param({"missing": [{"type": "x"}, {"type": "x"}]}, "each once", id="twice"),
        pytest.param({"conflicts": [{"a_unit": "000", "b_unit": "9"}]}, "two units", id="unknown"),
        pytest.param({"conflicts": [{"a_unit": "000", "b_unit": "000"}]}, "two units", id="itself"),
        pytest.param({"facts": []}, "'facts'", id="facts no object"),
    ],
)
def test_refused(tmp_path: Path, gold: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=says):
        load_gold(write_contract(tmp_path, "small", UNITS, gold))


def test_a_contract_without_its_gold_file_is_refused(tmp_path: Path) -> None:
    (write_contract(tmp_path, "small", UNITS) / "small.gold.json").unlink()
    with pytest.raises(DataError, match=r"small\.gold\.json"):
        load_gold(tmp_path)


def test_the_contracts_of_the_repository_load() -> None:
    folder = Path(__file__).resolve().parents[3] / "eval" / "gold" / "contracts"
    contracts = load_gold(folder).contracts
    assert [one.id for one in contracts] == [
        "consequential_hidden",
        "public_sector_balanced",
        "supplier_paper_aggressive",
    ]
    assert [len(one.missing) for one in contracts] == [8, 1, 6]
    assert [len(one.conflicts) for one in contracts] == [10, 0, 7]
