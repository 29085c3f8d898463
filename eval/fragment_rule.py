"""How exact fragments and whole units answer one question of CUAD together.

Where a tagger scores fragments of a category, they answer alone, but for the categories of
`BESIDE`: there both answer, because the official scorer takes a sentence round a party's name for
the name, and annotators marked sentences too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.datasets.cuad_categories import PREFIX
from models.tagger import Tagger, WithFragments
from pipeline.fragments import Fragment, fragments
from pipeline.fragments.fragments import KEEP, MOST, SAME
from pipeline.fragments.kinds import WHOLE

BESIDE = frozenset({"Parties"})
CONFIG: Mapping[str, Any] = {
    "fragments_beside_units": sorted(BESIDE),
    "fragments_keep": KEEP,
    "fragments_same": SAME,
    "fragments_most": MOST,
    "fragments_whole": sorted(WHOLE),
}


def fragments_by_category(text: str, tagger: Tagger) -> dict[str, list[Fragment]]:
    """Return the fragments of each category that the tagger scores fragments of, best first."""
    scorer = tagger.fragments if isinstance(tagger, WithFragments) else None
    if scorer is None:
        return {}
    found: dict[str, list[Fragment]] = {label.removeprefix(PREFIX): [] for label in scorer.labels}
    for one in fragments(text, scorer):
        found[one.label.removeprefix(PREFIX)].append(one)
    return found
