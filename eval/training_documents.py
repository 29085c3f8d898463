"""Data sets as training documents: which split trains, which tunes thresholds, which is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from eval.datasets.units import DocumentUnits, training_units
from models.routes import ROUTE_LABELS, ROUTE_MUST
from models.training.documents import TrainingDocument
from models.training.drafted import SOURCE, alone, load_sentences, together

# Suppliers whose terms are kept for scoring: no weights are trained or tuned on them.
KEPT_SUPPLIERS = ("codeium", "intric", "together-ai")

# Types that ordinary pre-2021 contracts cannot hold, so CUAD units count as weak negatives of them.
ONLY_IN_AI_TERMS = (
    frozenset(
        """
    accuracy_hallucination_warranty ai_harm_indemnity ai_incident_reporting ai_insurance
    ai_performance_sla ai_scope_definition ai_security_controls ai_use_disclosure
    autonomous_agent_actions bias_audit_independent bias_fairness_testing bias_remediation
    competitive_use_limits consequential_use_limit contestability_appeal drift_monitoring
    end_user_ai_notice explainability_reasons human_oversight impact_assessment_support
    model_change_deprecation model_continuity_fallback model_provenance_licence
    new_ai_feature_optin output_ip_indemnity
    output_disclaimer_reliance output_ip_ownership prohibited_practices retention_prompt_logging
    sensitive_data_bias_checks transparency_documentation
    subprocessors_third_party_models training_data_provenance training_on_customer_data
    tuned_model_ownership g_beta_features g_user_accounts
    """.split()
    )
    | ROUTE_LABELS
)
_WEAK = 0.2
_GENERAL = "g_"  # ids of types that any contract holds; drafted sentences name them less surely
_GENERAL_WEIGHT = 0.5
_TUNE_EVERY = 8


@dataclass(frozen=True, slots=True)
class Split:
    """Documents that train and documents that tune the blend; kept ones are in neither.

    `alone` are the drafted sentences of `train` once more, each a document of its own.
    """

    train: tuple[TrainingDocument, ...]
    tune: tuple[TrainingDocument, ...]
    alone: tuple[TrainingDocument, ...]

    def support(self, labels: Collection[str]) -> dict[str, int]:
        """Return how many training units hold each label."""
        count = Counter(label for d in self.train for held in d.labels for label in held)
        return {label: count[label] for label in labels}

    def seen(self) -> dict[str, list[str]]:
        """Return, per data set, every document that training or tuning looked at.

        Drafted sentences are of no data set.
        """
        found: dict[str, list[str]] = {}
        for document in (d for d in (*self.train, *self.tune) if d.source != SOURCE):
            found.setdefault(document.source, []).append(document.name)
        return {source: sorted(names) for source, names in found.items()}


def dev_split(data: Path) -> Split:
    """Read all labelled units but the dev contracts of CUAD and the kept suppliers.

    Every tenth CUAD contract left, in id order, and every eighth drafted sentence tune. Raises
    DataError as the loaders do.
    """
    dev = set((data / "cuad" / "dev_suggested_ids.txt").read_text(encoding="utf-8").split())
    units = training_units(data, routes=True)
    used = [u for u in units if u.document_id not in dev and not _kept(u)]
    cuad = sorted(u.document_id for u in used if u.source == "cuad")
    tuning = set(cuad[::10])
    sentences = load_sentences()
    labels = frozenset(
        label for u in used if u.source == "ai_terms" for held in u.labels for label in held
    ).union(*(one.labels for one in sentences))
    documents = {u.document_id: training_document(u, labels - {ROUTE_MUST}) for u in used}
    known = {x: _GENERAL_WEIGHT if x.startswith(_GENERAL) else 1.0 for x in sorted(labels)}
    taught = [one for i, one in enumerate(sentences) if i % _TUNE_EVERY]
    held = together(sentences[::_TUNE_EVERY], known, seed=0)
    return Split(
        (
            *(d for name, d in documents.items() if name not in tuning),
            *together(taught, known, seed=0),
        ),
        (*(d for name, d in documents.items() if name in tuning), *held),
        tuple(alone(taught, known)),
    )


def training_document(units: DocumentUnits, ai_labels: Collection[str]) -> TrainingDocument:
    """Turn labelled units into a training document with the weight of each label's absence."""
    if units.known is None:
        known = dict.fromkeys(ai_labels, 1.0)
    else:
        known = dict.fromkeys(units.known, 1.0) | dict.fromkeys(
            ONLY_IN_AI_TERMS & {*ai_labels, ROUTE_MUST}, _WEAK
        )
    return TrainingDocument(units.document_id, units.source, units.units, units.labels, known)


def _kept(units: DocumentUnits) -> bool:
    return units.source == "ai_terms" and units.document_id.startswith(KEPT_SUPPLIERS)
