"""Fit the hypothesis reader: spans by `train_linear`, the choice on spans it was not fitted on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.hypotheses import (
    CHOICES,
    ChoiceHead,
    Floats,
    HypothesisReader,
    choice_features,
    span_labels,
    span_logits,
)
from models.linear import LinearTagger
from models.training.documents import TrainingDocument
from models.training.linear import train_linear
from pipeline.errors import DataError

FOLDS = 5
_SMOOTH = 0.5
_KEEP = 1500


@dataclass(frozen=True, slots=True)
class LabelledNda:
    """Spans of one NDA; for each hypothesis the choice and the positions of its evidence."""

    name: str
    units: tuple[str, ...]
    choices: Mapping[str, str]
    evidence: Mapping[str, frozenset[int]]


def train_hypotheses(
    ndas: Sequence[LabelledNda],
    hypotheses: Sequence[str],
    seen: Mapping[str, frozenset[str]],
    log: Callable[[str], None] = lambda line: None,
) -> HypothesisReader:
    """Fit on whole NDAs; every `FOLDS`-th is left out in turn to fit the choice. Deterministic.

    Logs the accuracy of choices on NDAs left out of both fits. Raises DataError for fewer NDAs
    than folds.
    """
    if len(ndas) < FOLDS:
        raise DataError(f"{len(ndas)} NDAs to train on; at least {FOLDS} are needed")
    logits: list[Floats] = [np.zeros(0)] * len(ndas)
    for fold in range(FOLDS):
        spans = _spans([nda for i, nda in enumerate(ndas) if i % FOLDS != fold], hypotheses)
        for i in range(fold, len(ndas), FOLDS):
            logits[i] = span_logits(spans, hypotheses, ndas[i].units)
    log(f"choices right on NDAs left out: {_left_out(ndas, logits, hypotheses):.3f}")
    head = _head(ndas, logits, _priors(ndas, hypotheses), hypotheses)
    return HypothesisReader(hypotheses, _spans(ndas, hypotheses), head, seen)


def _spans(ndas: Sequence[LabelledNda], hypotheses: Sequence[str]) -> LinearTagger:
    documents = [_document(nda, hypotheses) for nda in ndas]
    held = {label for document in documents for unit in document.labels for label in unit}
    return train_linear(documents, sorted(held), min_units=2, keep=_KEEP)


def _document(nda: LabelledNda, hypotheses: Sequence[str]) -> TrainingDocument:
    labels: list[set[str]] = [set() for _ in nda.units]
    known = [label for hypothesis in hypotheses for label in span_labels(hypothesis)]
    for hypothesis, positions in nda.evidence.items():
        for position in positions:
            labels[position] |= {hypothesis, f"{hypothesis}:{nda.choices[hypothesis]}"}
    held = tuple(map(frozenset, labels))
    return TrainingDocument(nda.name, "contract_nli", nda.units, held, dict.fromkeys(known, 1.0))


def _priors(ndas: Sequence[LabelledNda], hypotheses: Sequence[str]) -> Floats:
    counts = [Counter(nda.choices[hypothesis] for nda in ndas) for hypothesis in hypotheses]
    rows = np.array([[count[choice] + _SMOOTH for choice in CHOICES] for count in counts])
    return np.asarray(np.log(rows / rows.sum(axis=1, keepdims=True)))


def _table(
    ndas: Sequence[LabelledNda],
    logits: Sequence[Floats],
    priors: Floats,
    hypotheses: Sequence[str],
) -> tuple[Floats, Floats]:
    features = np.concatenate([choice_features(one, priors) for one in logits])
    wanted = [CHOICES.index(nda.choices[hypothesis]) for nda in ndas for hypothesis in hypotheses]
    return features, np.array(wanted, np.float64)


def _head(
    ndas: Sequence[LabelledNda],
    logits: Sequence[Floats],
    priors: Floats,
    hypotheses: Sequence[str],
) -> ChoiceHead:
    features, wanted = _table(ndas, logits, priors, hypotheses)
    if len(set(wanted)) != len(CHOICES):
        raise DataError(f"training NDAs hold {len(set(wanted))} of the choices {CHOICES}; all must")
    model = LogisticRegression(max_iter=2000).fit(features, wanted)
    return ChoiceHead(priors, model.coef_.astype(np.float64), model.intercept_.astype(np.float64))


def _left_out(
    ndas: Sequence[LabelledNda], logits: Sequence[Floats], hypotheses: Sequence[str]
) -> float:
    right = asked = 0.0
    for fold in range(FOLDS):
        used = [i for i in range(len(ndas)) if i % FOLDS != fold]
        rest = range(fold, len(ndas), FOLDS)
        known = [ndas[i] for i in used]
        priors = _priors(known, hypotheses)
        head = _head(known, [logits[i] for i in used], priors, hypotheses)
        table = _table([ndas[i] for i in rest], [logits[i] for i in rest], priors, hypotheses)
        said = np.argmax(table[0] @ head.weights.T + head.bias, axis=1)
        right += float((said == table[1]).sum())
        asked += len(said)
    return right / asked
