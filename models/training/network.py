"""The network that is trained: MiniLM with a tagging head and a retrieval projection over units."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional


def pool(states: Tensor, borders: Sequence[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    """Return mean and maximum of token states [tokens, width] over each half-open border."""
    parts = [states[a:b] if b > a else states[a : a + 1] for a, b in borders]
    return torch.stack([p.mean(0) for p in parts]), torch.stack([p.amax(0) for p in parts])


class UnitTagger(nn.Module):
    """`scores` are logits [units, labels]; `project` gives retrieval vectors [units, width]."""

    def __init__(self, bert: nn.Module, tokenizer: Any, labels: Sequence[str]) -> None:  # noqa: ANN401
        super().__init__()
        self.bert = bert
        self.tokenizer = tokenizer
        self.labels = tuple(labels)
        self.width = int(bert.config.hidden_size)  # type: ignore[union-attr, arg-type]
        self.head = nn.Linear(2 * self.width, len(self.labels))
        self.projection = nn.Linear(self.width, self.width)
        nn.init.normal_(self.head.weight, std=0.01)
        nn.init.eye_(self.projection.weight)
        nn.init.zeros_(self.projection.bias)

    @classmethod
    def from_base(cls, folder: Path, labels: Sequence[str]) -> Self:
        """Build on the pre-trained weights in `folder`."""
        from sentence_transformers import SentenceTransformer

        base = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        bert = base[0].auto_model.float()
        for name, module in bert.named_modules():
            if name.endswith("attention.self"):
                module.dropout.p = 0.0  # costs half the speed on a CPU
        return cls(bert, base.tokenizer, labels).eval()

    def set_priors(self, rates: np.ndarray) -> None:
        """Start each label's bias at its rate, so that rare labels begin quiet."""
        with torch.no_grad():
            self.head.bias.copy_(torch.from_numpy(np.log(rates / (1 - rates)).astype(np.float32)))

    def continue_from(self, other: Self) -> None:
        """Take over the layers and projection of `other`, and the heads of labels both have."""
        self.bert.load_state_dict(other.bert.state_dict())
        self.projection.load_state_dict(other.projection.state_dict())
        column = {label: i for i, label in enumerate(other.labels)}
        with torch.no_grad():
            for i, label in enumerate(self.labels):
                if label in column:
                    self.head.weight[i] = other.head.weight[column[label]]
                    self.head.bias[i] = other.head.bias[column[label]]

    def tokenise(self, units: Sequence[str]) -> list[list[int]]:
        """Return word-piece ids of each unit, without special tokens, at least one each."""
        if not units:
            return []
        ids = self.tokenizer(
            list(units), add_special_tokens=False, truncation=False, verbose=False
        )["input_ids"]
        return [list(row) or [self.tokenizer.unk_token_id] for row in ids]

    def lower(self, windows: Sequence[Sequence[int]], layers: int) -> Tensor:
        """Return states [windows, longest + 2, width] after the embeddings and `layers` layers."""
        longest = max(len(tokens) for tokens in windows) + 2
        ids = torch.zeros(len(windows), longest, dtype=torch.long)
        mask = torch.zeros(len(windows), longest)
        for i, tokens in enumerate(windows):
            row = [self.tokenizer.cls_token_id, *tokens, self.tokenizer.sep_token_id]
            ids[i, : len(row)] = torch.tensor(row)
            mask[i, : len(row)] = 1.0
        return self._layers(self.bert.embeddings(input_ids=ids), mask, 0, layers)  # type: ignore[operator]

    def upper(self, hidden: Tensor, mask: Tensor, layers: int) -> Tensor:
        """Run the layers from `layers` on."""
        return self._layers(hidden, mask, layers, len(self.bert.encoder.layer))  # type: ignore[union-attr, arg-type]

    def _layers(self, hidden: Tensor, mask: Tensor, first: int, stop: int) -> Tensor:
        bias = (1.0 - mask)[:, None, None, :] * torch.finfo(torch.float32).min
        for layer in self.bert.encoder.layer[first:stop]:  # type: ignore[union-attr, index]
            out = layer(hidden, bias)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden

    def scores(self, mean: Tensor, peak: Tensor) -> Tensor:
        """Return label logits of pooled units."""
        logits: Tensor = self.head(torch.cat([mean, peak], -1))
        return logits

    def project(self, mean: Tensor) -> Tensor:
        """Return retrieval vectors, not yet of unit length."""
        vectors: Tensor = self.projection(mean)
        return vectors

    @torch.inference_mode()
    def teacher_vectors(self, texts: Sequence[str]) -> Tensor:
        """Return what the untouched model gives each text read alone: unit vectors [texts, width].

        Call before training starts.
        """
        ids = [row[:126] for row in self.tokenise(texts)]
        out = torch.zeros(len(texts), self.width)
        order = np.argsort([len(row) for row in ids])
        for i in range(0, len(order), 64):
            batch = [int(j) for j in order[i : i + 64]]
            hidden = self.upper(
                self.lower([ids[j] for j in batch], 3), self._mask([ids[j] for j in batch]), 3
            )
            for k, j in enumerate(batch):
                out[j] = hidden[k, : len(ids[j]) + 2].mean(0)
        return functional.normalize(out, dim=-1)

    def _mask(self, windows: Sequence[Sequence[int]]) -> Tensor:
        longest = max(len(tokens) for tokens in windows) + 2
        return torch.stack([(torch.arange(longest) < len(t) + 2).float() for t in windows])

    def groups(self, frozen: int, rate: float, head_rate: float) -> list[dict[str, Any]]:
        """Return optimiser groups and freeze what lies below layer `frozen`."""
        for parameter in self.bert.parameters():
            parameter.requires_grad_(False)
        tuned = [p for layer in self.bert.encoder.layer[frozen:] for p in layer.parameters()]  # type: ignore[union-attr, index]
        for parameter in tuned:
            parameter.requires_grad_(True)
        heads = [*self.head.parameters(), *self.projection.parameters()]
        return [{"params": tuned, "lr": rate}, {"params": heads, "lr": head_rate}]
