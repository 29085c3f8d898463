"""Data sets as training documents: which split trains, which tunes thresholds, which is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from eval.datasets.units import DocumentUnits, training_units
from models.training.documents import TrainingDocument

# Suppliers whose terms are kept for scoring: no weights are trained or tuned on them.
KEPT_SUPPLIERS = ("codeium", "intric", "together-ai")

# Types that ordinary pre-2021 contracts cannot hold, so CUAD units count as weak negatives of them.
ONLY_IN_AI_TERMS = frozenset(
    """
    accuracy_hallucination_warranty ai_harm_indemnity ai_performance_sla ai_scope_definition
    ai_use_disclosure autonomous_agent_actions bias_fairness_testing competitive_use_limits
    consequential_use_limit end_user_ai_notice explainability_reasons human_oversight
    model_change_deprecation model_provenance_licence new_ai_feature_optin output_ip_indemnity
    output_disclaimer_reliance output_ip_ownership prohibited_practices retention_prompt_logging
    subprocessors_third_party_models training_data_provenance training_on_customer_data
    tuned_model_ownership g_beta_features g_user_accounts
    """.split()
)
_WEAK = 0.2


@dataclass(frozen=True, slots=True)
class Split:
    """Documents that train and documents that tune the blend; kept ones are in neither."""

    train: tuple[TrainingDocument, ...]
    tune: tuple[TrainingDocument, ...]

    def support(self, labels: Collection[str]) -> dict[str, int]:
        """Return how many training units hold each label."""
        count = Counter(label for d in self.train for held in d.labels for label in held)
        return {label: count[label] for label in labels}

    def seen(self) -> dict[str, list[str]]:
        """Return, per data set, every document that training or tuning looked at."""
        found: dict[str, list[str]] = {}
        for document in (*self.train, *self.tune):
            found.setdefault(document.source, []).append(document.name)
        return {source: sorted(names) for source, names in found.items()}


def dev_split(data: Path) -> Split:
    """Read all labelled units but the dev contracts of CUAD and the kept suppliers.

    Every tenth CUAD contract left, in id order, tunes. Raises DataError as the loaders do.
    """
    dev = set((data / "cuad" / "dev_suggested_ids.txt").read_text(encoding="utf-8").split())
    units = training_units(data)
    used = [u for u in units if u.document_id not in dev and not _kept(u)]
    cuad = sorted(u.document_id for u in used if u.source == "cuad")
    tuning = set(cuad[::10])
    labels = frozenset(
        label for u in used if u.source == "ai_terms" for held in u.labels for label in held
    )
    documents = {u.document_id: training_document(u, labels) for u in used}
    return Split(
        tuple(d for name, d in documents.items() if name not in tuning),
        tuple(d for name, d in documents.items() if name in tuning),
    )


def training_document(units: DocumentUnits, ai_labels: Collection[str]) -> TrainingDocument:
    """Turn labelled units into a training document with the weight of each label's absence."""
    if units.known is None:
        known = dict.fromkeys(ai_labels, 1.0)
    else:
        known = dict.fromkeys(units.known, 1.0) | dict.fromkeys(
            ONLY_IN_AI_TERMS & set(ai_labels), _WEAK
        )
    return TrainingDocument(units.document_id, units.source, units.units, units.labels, known)


def _kept(units: DocumentUnits) -> bool:
    return units.source == "ai_terms" and units.document_id.startswith(KEPT_SUPPLIERS)
