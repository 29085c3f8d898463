"""Make the weights of the fragment scorer from labelled contracts, the dev contracts left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.datasets.cuad import Contract, load_cuad, read_ids
from eval.datasets.cuad_categories import PREFIX
from eval.datasets.files import field, read_rows
from eval.scorers.cuad_match import MatchRule
from models.card import read_card, write_card
from models.fragments.scorer import FILE, WIDTH, FragmentScorer
from pipeline.errors import DataError
from pipeline.fragments.fragments import Described, chosen, described
from pipeline.fragments.kinds import KINDS

STRENGTH = 0.1
FEWEST = 2
_RULE = MatchRule(parties_rule=False)
Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The candidates for one label of one contract and whether each matches a gold text."""

    family: str
    found: Sequence[Described]
    wanted: NDArray[np.bool_]


def train_fragment_weights(data: Path, folder: Path, log: Log) -> None:
    """Fit on all CUAD contracts but the dev ones into `folder`, and pin the file in its card.

    A candidate is right when it shares half its words with a gold text, as the official scorer
    has it, so that a sentence round a name is not. Scores are made probabilities on contracts of
    other families than those fitted on. Deterministic. Raises DataError as the loader does.
    """
    from models.training.fragments import average_precision, fit_label, fit_slope, out_of_fold

    asked = _asked(data / "cuad", log)
    if len({each.family for found in asked.values() for each in found}) < FEWEST:
        raise DataError(f"{data / 'cuad'}: {FEWEST} families of contracts are needed to train on")
    weights = np.zeros((len(KINDS), WIDTH), np.float32)
    bias, slope, shift = (np.zeros(len(KINDS), np.float32) for _ in range(3))
    for i, label in enumerate(KINDS):
        rows = [one.row for each in asked[label] for one in each.found]
        wanted = np.concatenate([each.wanted for each in asked[label]])
        groups = [each.family for each in asked[label] for _ in each.found]
        odds = out_of_fold(rows, wanted, groups, STRENGTH)
        stay = _survivors(label, asked[label], odds)
        slope[i], shift[i] = fit_slope(odds[stay], wanted[stay])
        weights[i], bias[i] = fit_label(rows, wanted, STRENGTH)
        right = average_precision(odds[stay], wanted[stay])
        log(
            f"{label}: {int(wanted.sum())} of {len(wanted)} candidates match; average precision "
            f"{right:.3f} on other families than those fitted on"
        )
    FragmentScorer(tuple(KINDS), weights, bias, slope, shift).save(folder)
    _pin(folder, sorted(_names(data / "cuad")))


def _names(folder: Path) -> list[str]:
    dev = set(read_ids(folder / "dev_suggested_ids.txt"))
    return [name for name in _families(folder) if name not in dev]


def _families(folder: Path) -> Mapping[str, str]:
    """Return each contract's family: contracts of one model agreement, which fold together."""
    return {
        field(row, "id", str, where): str(row.get("family", row["id"]))
        for where, row in read_rows(folder / "contracts.jsonl")
    }


def _asked(folder: Path, log: Log) -> dict[str, list[_Asked]]:
    families = _families(folder)
    found: dict[str, list[_Asked]] = {label: [] for label in KINDS}
    contracts = load_cuad(folder, _names(folder)).contracts
    for n, contract in enumerate(contracts):
        every = described(contract.text)
        for label, kinds in KINDS.items():
            mine = [one for one in every if one.candidate.kind in kinds]
            wanted = _wanted(contract, label.removeprefix(PREFIX), mine)
            found[label].append(_Asked(families[contract.id], mine, wanted))
        if n % 50 == 0:
            log(f"read {n + 1}/{len(contracts)} contracts")
    return found


def _wanted(contract: Contract, category: str, mine: Sequence[Described]) -> NDArray[np.bool_]:
    texts = [one.spans[0].slice(contract.text) for one in mine]
    matches = _RULE.match_matrix(category, contract.gold_texts(category), texts)
    return np.asarray(matches.any(axis=0), dtype=bool)


def _survivors(label: str, asked: Sequence[_Asked], odds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return which candidates are shown, for only their scores are ever seen."""
    stay: list[int] = []
    start = 0
    for each in asked:
        mine = odds[start : start + len(each.found)]
        words = [one.candidate.words for one in each.found]
        stay += [start + i for i in chosen(label, words, 1 / (1 + np.exp(-mine)))]
        start += len(each.found)
    return np.array(stay, np.int64)


def _pin(folder: Path, seen: Sequence[str]) -> None:
    if (folder / "card.json").is_file():
        card = read_card(folder)
        known = set(card["seen"].get("cuad", ())) | set(seen)
        card["seen"] = {**card["seen"], "cuad": sorted(known)}
    else:
        card = {"name": folder.name, "labels": [], "seen": {"cuad": list(seen)}, "files": {}}
    write_card(folder, card, sorted({*card["files"], FILE}))
