"""The encoder that ships: label scores and retrieval vectors of units in one pass on a CPU."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.card import read_card, seen_of, verify
from models.windows import Window, pack

_BATCH = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """`logits` [units, labels] are log odds; `vectors` [units, width] have unit length."""

    logits: NDArray[np.float32]
    vectors: NDArray[np.float32]


class Encoder:
    """Reads units in document order, packed into windows so that each sees its neighbours."""

    name = "encoder"

    def __init__(
        self,
        session: Any,  # noqa: ANN401
        tokenizer: Any,  # noqa: ANN401
        heads: Mapping[str, NDArray[np.float32]],
        labels: Sequence[str],
        seen: Mapping[str, frozenset[str]],
    ) -> None:
        """Take an onnxruntime session, a tokenizer and the heads' weights and biases."""
        self.labels = tuple(labels)
        self.seen = dict(seen)
        self._session, self._tokenizer, self._heads = session, tokenizer, heads
        self._special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))

    @property
    def width(self) -> int:
        """Length of a vector."""
        return int(self._heads["projection_bias"].shape[0])

    def encode(self, units: Sequence[str]) -> Encoded:
        """Read units in order; an empty sequence gives empty arrays."""
        logits = np.zeros((len(units), len(self.labels)), np.float32)
        vectors = np.zeros((len(units), self.width), np.float32)
        windows = pack(self._tokenise(units)) if units else []
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].tokens))
        for i in range(0, len(order), _BATCH):
            batch = [windows[j] for j in order[i : i + _BATCH]]
            states = self._run(batch)
            for window, rows in zip(batch, states, strict=True):
                mean, peak = _pool(rows[1:], window.borders)
                mine = slice(window.own - window.first, None)
                logits[window.own : window.stop] = self._scores(mean, peak)[mine]
                vectors[window.own : window.stop] = self._project(mean)[mine]
        return Encoded(logits, vectors)

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        """Return [units, labels] scores in [0, 1]."""
        return np.asarray(1 / (1 + np.exp(-self.encode(units).logits)), dtype=np.float32)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a unit vector for each text read alone, such as a query or an exemplar."""
        if not texts:
            return np.zeros((0, self.width), np.float32)
        return np.concatenate([self.encode([text]).vectors for text in texts])

    def _tokenise(self, units: Sequence[str]) -> list[list[int]]:
        unknown = self._tokenizer.token_to_id("[UNK]")
        found = self._tokenizer.encode_batch(list(units), add_special_tokens=False)
        return [item.ids or [unknown] for item in found]

    def _run(self, batch: Sequence[Window]) -> NDArray[np.float32]:
        longest = max(len(window.tokens) for window in batch) + 2
        ids = np.zeros((len(batch), longest), np.int64)
        mask = np.zeros((len(batch), longest), np.int64)
        for i, window in enumerate(batch):
            ids[i, : len(window.tokens) + 2] = [self._special[0], *window.tokens, self._special[1]]
            mask[i, : len(window.tokens) + 2] = 1
        states: NDArray[np.float32] = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask}
        )[0]
        return states

    def _scores(self, mean: NDArray[np.float32], peak: NDArray[np.float32]) -> NDArray[np.float32]:
        both = np.concatenate([mean, peak], axis=1)
        return np.asarray(both @ self._heads["head_weight"].T + self._heads["head_bias"])

    def _project(self, mean: NDArray[np.float32]) -> NDArray[np.float32]:
        rows = mean @ self._heads["projection_weight"].T + self._heads["projection_bias"]
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))

    @classmethod
    def load(cls, folder: Path, threads: int = 2) -> Encoder:
        """Read the weights of `folder`, whose hashes the card pins; `threads` per forward pass.

        Raises WeightsError when a file is missing or its hash differs.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        card = read_card(folder)
        verify(folder, card, ["encoder.onnx", "heads.npz", "tokenizer.json"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        with np.load(folder / "heads.npz", allow_pickle=False) as saved:
            heads = {name: saved[name].astype(np.float32) for name in saved.files}
        return cls(session, tokenizer, heads, card["labels"], seen_of(card))


def _pool(
    states: NDArray[np.float32], borders: Sequence[tuple[int, int]]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return mean and maximum of token states over each half-open border; borders tile the rows."""
    starts = np.array([a for a, _ in borders])
    stop = borders[-1][1]
    sizes = np.diff([*starts, stop])[:, None]
    mean = np.add.reduceat(states[:stop], starts, axis=0) / sizes
    return mean.astype(np.float32), np.maximum.reduceat(states[:stop], starts, axis=0)
