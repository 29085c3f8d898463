"""Published figures named beside ours. They are of other documents: said so wherever shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A published result; `points` are (recall, precision) it is known to reach."""

    system: str
    figures: str
    source: str
    points: tuple[tuple[float, float], ...] = ()


CUAD_NOTE = (
    "Published figures are on the 102 official test contracts. Unless this run is on those, they "
    "are a yardstick and no contest."
)
ANCHORS: dict[str, tuple[Anchor, ...]] = {
    "cuad": (
        Anchor(
            "DeBERTa-v2-xlarge, fine-tuned (900M parameters)",
            "AUPR .478, P@80R .440, P@90R .178: the best published precision at high recall",
            "Hendrycks et al., 2021, table 2",
            ((0.8, 0.440), (0.9, 0.178)),
        ),
        Anchor(
            "RoBERTa-large, fine-tuned (355M parameters)",
            "AUPR .482, P@80R .381: the best published AUPR of a fine-tuned model",
            "Hendrycks et al., 2021, table 2",
            ((0.8, 0.381),),
        ),
        Anchor(
            "Claude Opus 4.8, zero-shot, a question at a time",
            "AUPR .561, best F1 .653 (P .711, R .603), presence F1 .839; never reaches 80% recall",
            "nightwing, 2026; its predictions scored again by this rule",
            ((0.603, 0.711),),
        ),
        Anchor(
            "Qwen3-4B, fine-tuned, all categories in one call",
            "presence F1 .900",
            "its repository's README",
        ),
    ),
}
