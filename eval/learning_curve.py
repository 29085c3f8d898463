"""Does `train suggest` teach more than chance? `python -m eval.learning_curve --data DIR`.

DIR holds labelled terms (`ai_terms/train`). For each type and seed half of the documents are the
pool, the others are only measured on. A head begins with five examples; in each round ten clauses
of the pool are answered by their labels, as a person would, and it is taught again. Ways to choose
them: by chance, by doubt alone, and as `train suggest` does. Vectors are the shipped encoder's,
which learnt from these terms: the ways can be compared, the height of the curves is no evidence.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.datasets.ai_terms import AiTermsData, TermsDocument, load_ai_terms
from eval.scorers.curve import area, f1
from eval.scorers.curve import curve as pr_curve
from eval.vectors import CachedVectors
from models.few_shot import train_head
from pipeline.build.most_telling import doubt_of, most_telling
from pipeline.build.tools import Recipe, Tools
from pipeline.settings import Settings
from pipeline.signals.exemplars import exemplar_texts
from pipeline.tag import tag
from pipeline.types.clause import Clause
from pipeline.types.document import Document

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
FIRST, ROUND, ROUNDS = 5, 10, 4
TYPES = (
    "suspension_kill_switch", "input_licence", "personal_data_processing",
    "output_disclaimer_reliance", "derived_data_telemetry", "usage_cost_caps",
    "availability_sla", "liability_cap_ai", "model_change_deprecation", "competitive_use_limits",
    "output_ip_ownership", "g_indemnification", "g_third_party_services", "g_warranty",
    "g_termination_cause", "g_notices",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clauses:
    """Vectors of n clauses as read in their documents, and of their words read alone."""

    read: Floats
    alone: Floats


Choose = Callable[[Floats, Floats, Floats, np.random.Generator], NDArray[np.int64]]


def by_chance(
    scores: Floats, vectors: Floats, known: Floats, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose a round of rows at random."""
    return rng.permutation(len(scores))[:ROUND]


def by_doubt(
    scores: Floats, vectors: Floats, known: Floats, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose the rows whose scores are nearest to 0.5."""
    return np.argsort(-doubt_of(scores), kind="stable")[:ROUND]


def suggested(
    scores: Floats, vectors: Floats, known: Floats, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Choose as `train suggest` does."""
    rows = [row for row, _ in most_telling(doubt_of(scores), vectors, known, ROUND)]
    return np.array(rows, np.int64)


WAYS: Mapping[str, Choose] = {"chance": by_chance, "doubt": by_doubt, "suggested": suggested}


def curve(
    clauses: Clauses, holds: Bools, pool: Bools, others: Floats, choose: Choose, seed: int
) -> Floats:
    """Return [rounds + 1, 3]: AUPR and F1 at 0.5 outside the pool, examples found.

    `holds` [n] are the answers, `pool` [n] says which clauses may be asked about, `others` are
    counter-examples every head gets. The first examples depend on `seed` alone.
    """
    rng = np.random.default_rng(seed)
    known = rng.choice(np.flatnonzero(pool & holds), FIRST, replace=False)
    rows = []
    for turn in range(ROUNDS + 1):
        yes, no = known[holds[known]], known[~holds[known]]
        against = np.concatenate([clauses.alone[no], others])
        head = train_head("curve", "", clauses.alone[yes], against)
        scores = head.scores(clauses.read[~pool])
        rows.append((*quality(scores, holds[~pool]), len(yes) - FIRST))
        if turn < ROUNDS:
            left = np.setdiff1d(np.flatnonzero(pool), known)
            vectors = clauses.read[left]
            row = choose(head.scores(vectors), vectors, clauses.alone[known], rng)
            known = np.concatenate([known, left[row]])
    return np.array(rows, np.float32)


def quality(scores: Floats, holds: Bools) -> tuple[float, float]:
    """Return AUPR and F1 of scores asserted at 0.5; `holds` has at least one yes."""
    held = holds[np.argsort(-scores, kind="stable")]
    right, wrong = np.cumsum(held, dtype=float), np.cumsum(~held, dtype=float)
    gold = np.array(holds.sum(), float)
    asserted = int((scores >= 0.5).sum())
    found = f1(right, wrong, gold)[asserted - 1] if asserted else 0.0
    return float(area(pr_curve(right, wrong, gold))), float(found)


def curves(data: AiTermsData, tools: Tools, seeds: int) -> dict[str, Floats]:
    """Return for each way [types x seeds, rounds + 1, 3], in the same order for all ways.

    A seed whose pool has too few examples of a type to begin with and to find, or whose other
    documents have fewer than four, is left out for all.
    """
    clauses, types, documents = _clauses(data, tools)
    names = np.array(sorted(set(documents)))
    found: dict[str, list[Floats]] = {way: [] for way in WAYS}
    for kind in TYPES:
        holds = np.array([kind in held for held in types])
        entries = [entry for entry in tools.playbook.entries.values() if entry.id != kind]
        others = tools.embed(exemplar_texts(entries))
        for seed in range(seeds):
            half = np.random.default_rng([seed, 1]).permutation(names)[: (len(names) + 1) // 2]
            pool = np.isin(documents, half)
            if (holds & pool).sum() < FIRST + 3 or (holds & ~pool).sum() < 4:
                continue
            for way, choose in WAYS.items():
                found[way].append(curve(clauses, holds, pool, others, choose, seed))
    return {way: np.array(rows) for way, rows in found.items()}


def table(found: Mapping[str, Floats]) -> str:
    """Return the means as Markdown, and how suggested and chance differ pair by pair."""
    lines = ["| answered | " + " | ".join(f"{way}: AUPR, F1, found" for way in found) + " |"]
    lines.append("|---|" + "---|" * len(found))
    for turn in range(ROUNDS + 1):
        means = [rows[:, turn].mean(axis=0) for rows in found.values()]
        cells = [f"{aupr:.3f}, {half:.3f}, {more:.1f}" for aupr, half, more in means]
        lines.append(f"| {turn * ROUND} | {' | '.join(cells)} |")
    for turn in range(1, ROUNDS + 1):
        gain = found["suggested"][:, turn, 0] - found["chance"][:, turn, 0]
        lines.append(
            f"{turn * ROUND} answered: AUPR {gain.mean():+.3f} over chance, better in "
            f"{(gain > 0).sum()} of {len(gain)} pairs of type and seed, worse in {(gain < 0).sum()}"
        )
    return "\n".join(lines) + "\n"


def _clauses(
    data: AiTermsData, tools: Tools
) -> tuple[Clauses, list[tuple[str, ...]], NDArray[np.str_]]:
    read = [_read(document, tools) for document in data.documents]
    units = [(d.id, u.types, u.span.slice(d.text)) for d in data.documents for u in d.units]
    words = [" ".join(text.split()) for _, _, text in units]
    alone = CachedVectors(tools.model, "learning curve").embed(words)
    documents = np.array([name for name, _, _ in units])
    return Clauses(np.concatenate(read), alone), [types for _, types, _ in units], documents


def _read(terms: TermsDocument, tools: Tools) -> Floats:
    document = Document(terms.id, terms.id, "text/plain", terms.text, ())
    clauses = [Clause(u.id, terms.id, None, u.span, u.span.slice(terms.text)) for u in terms.units]
    return tag(document, clauses, tools.model, tools.types)[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; raises DataError for a folder without labelled terms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of ai_terms/train")
    parser.add_argument("--seeds", type=int, default=5)
    given: Any = parser.parse_args(arguments)
    data = load_ai_terms(given.data / "ai_terms" / "train")
    settings = Settings.from_environment()
    tools = Tools(Recipe(settings.home, None, settings.threads))
    sys.stdout.write(table(curves(data, tools, given.seeds)))


if __name__ == "__main__":
    main()
