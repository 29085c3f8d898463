"""Tags of exact fragments, in place of those of whole sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from pipeline.fragments.fragments import Scorer, fragments
from pipeline.types.clause import Clause
from pipeline.types.document import Document
from pipeline.types.tag import Tag

SHOWN = 0.1
SOURCE = "fragments"


def with_fragments(
    tags: Sequence[Tag],
    document: Document,
    clauses: Sequence[Clause],
    scorer: Scorer,
    types: Mapping[str, str],
) -> list[Tag]:
    """Return `tags` with those of the scorer's types replaced by exact fragments.

    `types` maps a label to the clause type it stands for; a label that is not in it is its own
    type. A fragment scored below `SHOWN`, or that no single clause holds, makes no tag.
    """
    kinds = {types.get(label, label) for label in scorer.labels}
    ordered = sorted(clauses, key=lambda clause: clause.span)
    starts = [clause.span.start for clause in ordered]
    found: list[Tag] = []
    for one in fragments(document.text, scorer):
        if one.score < SHOWN:
            continue
        i = bisect_right(starts, one.span.start) - 1
        if i >= 0 and ordered[i].span.covers(one.span):
            kind = types.get(one.label, one.label)
            found.append(Tag(ordered[i].id, one.span, kind, one.score, SOURCE))
    return [tag for tag in tags if tag.clause_type not in kinds] + found
