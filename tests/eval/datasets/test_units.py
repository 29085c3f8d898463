"""Sentence units and the labels they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eval.datasets.cuad import Contract
from eval.datasets.units import Source, contract_units, held_units, training_units
from pipeline.types.span import Span
from tests.eval.cuad_folder import write_cuad, write_terms


@pytest.mark.parametrize(
    ("units", "gold", "expected"),
    [
        # a date of 4 inside a sentence of 40: all of the shorter
        pytest.param([(0, 40)], (10, 14), [0], id="fragment"),
        # 10 of the unit's 20, the shorter of the two: half is enough
        pytest.param([(0, 20), (20, 60)], (10, 60), [0, 1], id="half of a unit"),
        # 9 of 20 is less than half
        pytest.param([(0, 20), (20, 60)], (11, 60), [1], id="less than half"),
        # a span of 10 over a border, 3 and 7: only where most of it lies
        pytest.param([(0, 40), (40, 80)], (37, 47), [1], id="fragment over a border"),
        # 5 and 5: half each
        pytest.param([(0, 40), (40, 80)], (35, 45), [0, 1], id="evenly over a border"),
        # 2 + 2 of 10, the rest white space between: the units share less than half, the first most
        pytest.param([(0, 20), (26, 46)], (17, 28), [0], id="mostly white space"),
    ],
)
def test_held_units(
    units: list[tuple[int, int]], gold: tuple[int, int], expected: list[int]
) -> None:
    assert held_units([Span(*unit) for unit in units], Span(*gold)) == expected


TEXT = st.lists(
    st.sampled_from(["The tenant pays rent. ", "A b. ", "Title\n", "\n", "It ends on 3 May; "]),
    min_size=1,
).map("".join)


@given(TEXT, st.data())
def test_every_gold_text_labels_a_unit(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    found = contract_units(Contract("c", text, {"Insurance": (Span(start, end),)}))
    labelled = [span for span, held in zip(found.spans, found.labels, strict=True) if held]
    assert labelled
    assert all(span.overlaps(Span(start, end)) for span in labelled)
    inside = [s for s in found.spans if Span(start, end).covers(s)]
    assert set(inside) <= set(labelled)


def test_training_units_of_both_sources(tmp_path: Path) -> None:
    write_cuad(tmp_path / "cuad")
    write_terms(tmp_path / "ai_terms" / "train")
    harbour, quarry, terms = training_units(tmp_path)
    assert [harbour.source, quarry.source, terms.source] == ["cuad", "cuad", "ai_terms"]
    held = dict(zip(harbour.units, harbour.labels, strict=True))
    assert held["HARBOUR SUPPLY AGREEMENT"] == {"cuad:Document Name"}
    assert held["The customer may inspect those records once a year."] == {"cuad:Audit Rights"}
    assert held["The supplier keeps records of its work for six years."] == frozenset()
    # two sentences of one labelled unit inherit its type
    assert terms.units[:2] == (
        "The supplier runs the assistant.",
        "It answers questions about stored files.",
    )
    assert terms.labels[:2] == (frozenset({"g_scope_of_services"}),) * 2
    assert terms.groups == (0, 0, 1, 2)
    labels = ["cuad:Audit Rights", "cuad:Insurance", "g_term"]
    assert harbour.known_mask(labels).tolist() == [True, False, False]
    assert terms.known_mask(labels).tolist() == [False, False, True]
    matrix = harbour.label_matrix(labels)
    assert matrix.shape == (len(harbour.units), 3)
    assert matrix.sum(axis=0).tolist() == [1, 0, 0]
    only: tuple[Source, ...] = ("cuad",)
    assert [u.document_id for u in training_units(tmp_path, only, ["quarry"])] == ["quarry"]
