"""Fine-tune MiniLM into one encoder: label scores and retrieval vectors of units in one pass.

The embeddings and the lower layers stay frozen, so their states are computed once and kept in
half precision on disk. The upper layers learn from the windows that hold labels and a share of
the others. The retrieval projection learns to keep the vectors that the untouched model gives a
unit read alone (cosine distillation), so tag tuning does not cost search.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.base_weights import find_base_weights
from models.training.documents import TrainingDocument, targets
from models.training.network import UnitTagger, pool
from models.training.saved import load_network, save_network
from models.windows import Window, pack


@dataclass(frozen=True, slots=True)
class Config:
    """`quiet_share` of windows without labels is kept; `distil_share` of units teaches vectors.

    A batch holds `batch` windows, and `batch_tokens` at most where that is given.
    """

    frozen_layers: int = 3
    epochs: int = 2
    batch: int = 8
    batch_tokens: int | None = None
    rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    positive_weight: float = 3.0
    quiet_share: float = 0.3
    distil_share: float = 0.15
    seed: int = 13
    checkpoint_every: int = 100


@dataclass(frozen=True, slots=True)
class Example:
    """One window ready to train on: `row` is its first state row, `vectors` the taught units."""

    window: Window
    row: int
    wanted: Tensor
    absent: Tensor
    taught: tuple[int, ...]
    vectors: Tensor


def train_encoder(
    documents: Sequence[TrainingDocument],
    labels: Sequence[str],
    work: Path,
    config: Config = Config(),
    log: Callable[[str], None] = lambda line: None,
    start: UnitTagger | None = None,
) -> UnitTagger:
    """Train and return the network; an interrupted run goes on from `work/checkpoint.pt`.

    It is saved in `work` when finished, and returned from there the next time. `start` is a
    network to teach further: labels that it knows keep their heads. Raises WeightsError when the
    base weights are missing or not the expected ones, or `work` was for other labels.
    """
    if (finished := load_network(work, labels)) is not None:
        return finished
    torch.manual_seed(config.seed)
    random = np.random.default_rng(config.seed)
    work.mkdir(parents=True, exist_ok=True)
    teacher = network = UnitTagger.from_base(find_base_weights(), labels)
    if start is not None:
        network = UnitTagger.from_base(find_base_weights(), labels)
    network.set_priors(_priors(documents, labels))
    if start is not None:
        network.continue_from(start)
    chosen = _choose_windows(network, documents, labels, config, random)
    log(f"{len(chosen)} windows, {sum(len(w.tokens) for _, w in chosen)} tokens")
    states = _lower_states(network, [w for _, w in chosen], config, work / "states.f16", log)
    examples = _examples(teacher, chosen, labels, config, random, log)
    _fit(network, states, examples, config, work / "checkpoint.pt", log)
    save_network(network, work)
    return network


def _priors(documents: Sequence[TrainingDocument], labels: Sequence[str]) -> np.ndarray:
    held = np.ones(len(labels))
    seen = np.full(len(labels), 1000.0)
    for document in documents:
        wanted, absent = targets(document, labels)
        held += wanted.sum(0)
        seen += np.where(absent > 0, len(document.units), wanted.sum(0))
    return np.asarray(held / seen)


def _choose_windows(
    network: UnitTagger,
    documents: Sequence[TrainingDocument],
    labels: Sequence[str],
    config: Config,
    random: np.random.Generator,
) -> list[tuple[TrainingDocument, Window]]:
    chosen = []
    known = frozenset(labels)
    for document in documents:
        for window in pack(network.tokenise(document.units)):
            if document.window_share < 1 and random.random() >= document.window_share:
                continue
            held = any(document.labels[i] & known for i in range(window.own, window.stop))
            if held or random.random() < config.quiet_share:
                chosen.append((document, window))
    order = random.permutation(len(chosen))
    # Windows of like length share a batch, batches stay in random order.
    blocks = [
        sorted(order[i : i + 256], key=lambda j: len(chosen[j][1].tokens))
        for i in range(0, len(order), 256)
    ]
    return [chosen[j] for block in blocks for j in block]


@torch.inference_mode()
def _lower_states(
    network: UnitTagger,
    windows: Sequence[Window],
    config: Config,
    path: Path,
    log: Callable[[str], None],
) -> np.memmap:
    rows = sum(len(window.tokens) + 2 for window in windows)
    done = path.with_suffix(".done")
    shape = (rows, network.width)
    if done.is_file() and done.read_text() == str(shape):
        return np.memmap(path, np.float16, "r", shape=shape)
    states = np.memmap(path, np.float16, "w+", shape=shape)
    row, began = 0, time.monotonic()
    for i in range(0, len(windows), config.batch):
        batch = windows[i : i + config.batch]
        hidden = network.lower([window.tokens for window in batch], config.frozen_layers)
        for j, window in enumerate(batch):
            n = len(window.tokens) + 2
            states[row : row + n] = hidden[j, :n].numpy().astype(np.float16)
            row += n
        if i % (100 * config.batch) == 0:
            log(
                f"lower states {row}/{rows} tokens, {row / (time.monotonic() - began):.0f} tokens/s"
            )
    states.flush()
    done.write_text(str(shape))
    return states


def _examples(
    teacher: UnitTagger,
    chosen: Sequence[tuple[TrainingDocument, Window]],
    labels: Sequence[str],
    config: Config,
    random: np.random.Generator,
    log: Callable[[str], None],
) -> list[Example]:
    drawn = [
        tuple(int(i) for i in range(w.own, w.stop) if random.random() < config.distil_share)
        for _, w in chosen
    ]
    texts = [
        document.units[i]
        for (document, _), taught in zip(chosen, drawn, strict=True)
        for i in taught
    ]
    log(f"teacher vectors of {len(texts)} units")
    vectors = teacher.teacher_vectors(texts)
    examples, row, at = [], 0, 0
    cache: dict[int, tuple[np.ndarray, np.ndarray]] = {}  # by identity: names may repeat
    for (document, window), taught in zip(chosen, drawn, strict=True):
        if id(document) not in cache:
            cache[id(document)] = targets(document, labels)
        wanted, absent = cache[id(document)]
        mine = vectors[at : at + len(taught)]
        examples.append(
            Example(
                window,
                row,
                torch.from_numpy(wanted[window.first : window.stop]),
                torch.from_numpy(absent),
                tuple(i - window.first for i in taught),
                mine,
            )
        )
        at += len(taught)
        row += len(window.tokens) + 2
    return examples


def _fit(
    network: UnitTagger,
    states: np.memmap,
    examples: Sequence[Example],
    config: Config,
    checkpoint: Path,
    log: Callable[[str], None],
) -> None:
    optimiser = torch.optim.AdamW(
        network.groups(config.frozen_layers, config.rate, config.head_rate), weight_decay=0.01
    )
    batches = _batches(examples, config)
    total = config.epochs * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: (
            min(1.0, (s + 1) / (0.06 * total))
            * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * s / total)))
        ),
    )
    step = _resume(network, optimiser, schedule, checkpoint, log)
    network.train()
    began, first, running = time.monotonic(), step, 0.0
    while step < total:
        epoch, place = divmod(step, len(batches))
        order = np.random.default_rng(config.seed + epoch).permutation(len(batches))
        loss = _loss(network, states, batches[order[place]], config)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        step += 1
        running = 0.97 * running + 0.03 * float(loss) if running else float(loss)
        if step % 20 == 0:
            left = (total - step) * (time.monotonic() - began) / (step - first) / 60
            log(f"step {step}/{total} loss {running:.3f}, {left:.0f} minutes left")
        if step % config.checkpoint_every == 0 or step == total:
            _save(network, optimiser, schedule, step, checkpoint)
    network.eval()


def _batches(examples: Sequence[Example], config: Config) -> list[list[Example]]:
    batches: list[list[Example]] = []
    for example in examples:
        mine = [*batches[-1], example] if batches else [example]
        tokens = len(mine) * max(len(one.window.tokens) + 2 for one in mine)
        full = len(mine) > config.batch or tokens > (config.batch_tokens or tokens)
        if full or not batches:
            batches.append([example])
        else:
            batches[-1] = mine
    return batches


def _loss(
    network: UnitTagger, states: np.memmap, batch: Sequence[Example], config: Config
) -> Tensor:
    longest = max(len(e.window.tokens) for e in batch) + 2
    hidden = torch.zeros(len(batch), longest, network.width)
    mask = torch.zeros(len(batch), longest)
    for i, example in enumerate(batch):
        n = len(example.window.tokens) + 2
        hidden[i, :n] = torch.from_numpy(states[example.row : example.row + n].astype(np.float32))
        mask[i, :n] = 1.0
    hidden = network.upper(hidden, mask, config.frozen_layers)
    total = torch.zeros(())
    units = 0
    for i, example in enumerate(batch):
        mean, peak = pool(hidden[i, 1:], example.window.borders)
        logits = network.scores(mean, peak)
        weight = example.wanted * config.positive_weight + (1 - example.wanted) * example.absent
        own = slice(example.window.own - example.window.first, None)
        per_label = functional.binary_cross_entropy_with_logits(
            logits, example.wanted, weight=weight, reduction="none"
        )
        total = total + per_label[own].sum()
        units += len(per_label[own])
        if example.taught:
            near = functional.cosine_similarity(
                network.project(mean[list(example.taught)]), example.vectors
            )
            total = total + (1 - near).sum() * (1 / config.distil_share)
    return total / max(units, 1)


def _save(
    network: UnitTagger,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    step: int,
    path: Path,
) -> None:
    fresh = path.with_suffix(".new")
    torch.save(
        {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "step": step,
        },
        fresh,
    )
    fresh.replace(path)


def _resume(
    network: UnitTagger,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    path: Path,
    log: Callable[[str], None],
) -> int:
    if not path.is_file():
        return 0
    saved = torch.load(path, weights_only=True)
    network.load_state_dict(saved["network"])
    optimiser.load_state_dict(saved["optimiser"])
    schedule.load_state_dict(saved["schedule"])
    log(f"going on from step {saved['step']}")
    return int(saved["step"])
