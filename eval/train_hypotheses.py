"""Make the shipped weights of the hypothesis reader: train, save, write the model card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.datasets.contract_nli import Nda, load_contract_nli
from models.card import write_card
from models.hypotheses import FILES

SPLIT = "train_50"


def train_hypotheses_weights(data: Path, folder: Path, log: Callable[[str], None]) -> None:
    """Train on `data`/contract_nli/train_50.json into `folder`, under a minute on two cores.

    Raises DataError as the loader does.
    """
    from models.training.hypotheses import LabelledNda, train_hypotheses

    loaded = load_contract_nli(data / "contract_nli", SPLIT)
    hypotheses = sorted(loaded.hypotheses)

    def labelled(nda: Nda) -> LabelledNda:
        choices = {key: one.choice for key, one in nda.findings.items()}
        evidence = {key: one.evidence for key, one in nda.findings.items()}
        return LabelledNda(nda.id, tuple(nda.units), choices, evidence)

    seen = {"contract_nli": frozenset(nda.id for nda in loaded.ndas)}
    reader = train_hypotheses([*map(labelled, loaded.ndas)], hypotheses, seen, log)
    reader.save(folder)
    card = {
        "name": folder.name,
        "what": "Baseline for ContractNLI: TF-IDF and logistic regression over spans, and a choice "
        "over their best scores. Knows the 17 hypotheses only; not used in review.",
        "licence": "Apache-2.0",
        "data": f"ContractNLI, {len(loaded.ndas)} NDAs of the training split (CC BY 4.0, Koreeda "
        "and Manning, 2021)",
        "data_sha256": loaded.sha256,
        "hypotheses": hypotheses,
        "labels": list(reader.labels),
        "seen": {source: sorted(names) for source, names in seen.items()},
    }
    write_card(folder, card, list(FILES))
