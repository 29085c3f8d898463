"""Make the shipped weights: train, export, blend and write the model card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.calibrate import fit_blend, stack
from eval.training_documents import Split, dev_split
from models.card import write_card
from models.encoder import Encoder
from models.ensemble import Blend
from models.linear import LinearTagger
from models.routes import ROUTE_LABELS
from models.training.documents import TrainingDocument, label_set, targets
from models.training.drafted import SOURCE

AT_LEAST = 8  # a label needs this many units to be learnt
_AI_REPEATS = 3  # supplier terms are few beside CUAD: read them so often an epoch
_SECOND_EPOCHS = 2
_REREAD = 0.2  # of the windows of CUAD, in the second stage

_FILES = ("encoder.onnx", "fragments.npz", "heads.npz", "linear.npz", "tokenizer.json", "NOTICE")
Log = Callable[[str], None]


def train_linear_weights(data: Path, folder: Path, log: Log) -> None:
    """Train the linear tagger into `folder`; raises DataError as the loaders do."""
    from models.training.linear import train_linear

    split = dev_split(data)
    labels = label_set(split.train, AT_LEAST)
    train_linear(split.train, labels, log=log).save(folder)
    _card(folder, split, labels)


def train_encoder_weights(data: Path, folder: Path, work: Path, epochs: int, log: Log) -> None:
    """Train and export the encoder into `folder`, going on from checkpoints in `work`.

    Raises DataError as the loaders do, WeightsError when the base weights are missing.
    """
    from models.training.encoder import Config, train_encoder
    from models.training.export import export_encoder

    split = dev_split(data)
    labels = label_set(split.train, AT_LEAST)
    cuad = [d for d in split.train if d.source == "cuad"]
    terms = [d for d in split.train if d.source == "ai_terms"]
    documents = [*cuad, *terms * _AI_REPEATS]
    began = [x for x in label_set([*cuad, *terms], AT_LEAST) if x not in ROUTE_LABELS]
    first = train_encoder(documents, began, work / "first", Config(epochs=epochs), log)
    # Drafted sentences come second, with part of what was learnt first so that it stays learnt.
    reread = [replace(d, window_share=_REREAD) for d in cuad]
    drafted = [d for d in split.train if d.source == SOURCE]
    documents = [*reread, *terms, *drafted, *split.alone]
    second = Config(epochs=_SECOND_EPOCHS, batch=32, batch_tokens=4096, rate=1e-4, head_rate=1e-3)
    network = train_encoder(documents, labels, work / "second", second, log, first)
    export_encoder(network, folder)
    _card(folder, split, labels)


def blend_weights(data: Path, folder: Path, log: Log) -> None:
    """Fit the blend of the two on the tuning documents and put it into the card."""
    split = dev_split(data)
    labels = label_set(split.train, AT_LEAST)
    encoder, linear = Encoder.load(folder), LinearTagger.load(folder)
    parts = [_measured(document, encoder, linear, labels) for document in split.tune]
    columns = [stack([part[i] for part in parts]) for i in range(4)]
    blend, tried = fit_blend(columns[0], columns[1], columns[2], columns[3] > 0)
    for share, precision in tried.items():
        log(f"encoder share {share:.2f}: average precision {precision:.4f} on the tuning contracts")
    _card(folder, split, labels, blend)


def _measured(
    document: TrainingDocument, encoder: Encoder, linear: LinearTagger, labels: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    wanted, absent = targets(document, labels)
    known = np.broadcast_to(absent >= 1, wanted.shape).astype(np.float32)
    return encoder.encode(document.units).logits, linear.logits(document.units), wanted, known


def _card(folder: Path, split: Split, labels: Sequence[str], blend: Blend | None = None) -> None:
    files = [name for name in _FILES if (folder / name).is_file()]
    card = {
        "name": folder.name,
        "what": "Clause tagger: fine-tuned MiniLM encoder and a sparse linear model over "
        "sentence units, and a linear scorer of exact fragments.",
        "licence": "Apache-2.0; fine-tuned from all-MiniLM-L6-v2 (Apache-2.0), see NOTICE",
        "data": "CUAD v1 training contracts (CC BY 4.0, The Atticus Project) without the dev "
        "contracts, labelled terms of AI services without the suppliers kept for scoring, and "
        "sentences drafted for training (models/training/drafted)",
        "labels": list(labels),
        "support": split.support(labels),
        "seen": split.seen(),
    }
    if blend is not None:
        threshold = [round(float(value), 4) for value in blend.threshold]
        card["blend"] = {
            "share": blend.share,
            "scale": round(blend.scale, 4),
            "threshold": threshold,
        }
    write_card(folder, card, files)
