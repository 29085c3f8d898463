"""Fit the scale that makes label scores of CUAD candidates chances of being an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.datasets.cuad import load_cuad
from eval.fragment_rule import fragments_by_category
from eval.scorers.cuad_match import MatchRule
from eval.tasks.cuad import unit_candidates
from eval.training_documents import dev_split
from models.answers import fit_answer_scale
from models.card import read_card, write_card
from models.ensemble import Ensemble

Log = Callable[[str], None]


def train_answer_scale(data: Path, folder: Path, log: Log) -> None:
    """Fit on the contracts that tuned the blend, by the official matcher; put it into the card.

    Questions that fragments answer alone are left out. Raises DataError as the loaders do,
    WeightsError when the weights are not in order.
    """
    tagger = Ensemble.load(folder)
    tagger.answers = None
    names = [one.name for one in dev_split(data).tune if one.source == "cuad"]
    rule, rows = MatchRule(), list[tuple[float, int, bool]]()
    for contract in load_cuad(data / "cuad", names).contracts:
        fragments = fragments_by_category(contract.text, tagger)
        for category, units in unit_candidates(contract, tagger, fragments).items():
            texts = [span.slice(contract.text) for span, _ in units]
            gold = contract.gold_texts(category)
            matched = rule.match_matrix(f"{contract.id}__{category}", gold, texts)
            right = [bool(column.any()) for column in matched.T]
            rows += [(score, rank, right[rank]) for rank, (_, score) in enumerate(units)]
    scale = fit_answer_scale([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])
    log(f"{len(rows)} candidates of {len(names)} contracts: {scale.row()}")
    card = read_card(folder)
    write_card(folder, {**card, "answers": scale.row()}, list(card["files"]))
