"""Cut a document into clauses: each numbered unit's own words, in order, nothing left over."""

from __future__ import annotations

from itertools import pairwise

from pipeline.segment.builder import Builder
from pipeline.segment.drafts import finish
from pipeline.segment.lines import lines
from pipeline.types.clause import Clause, check_clauses
from pipeline.types.document import Document


def segment(document: Document) -> list[Clause]:
    """Return disjoint clauses that together hold all operative text, with ids in text order.

    A clause's own words exclude its sub-clauses. A heading goes with the first words under it.
    Unnumbered paragraphs join the numbered clause before them; closing words after a list whose
    lead-in ends with a colon are a clause beside its items. Where nothing is numbered each
    paragraph is a clause. Definitions, table rows, bullets and footnotes are clauses of their
    own, title and parties are one, so are the recitals that bear no letters, the signatures and
    a table of contents. What goes beyond 4,000 characters without structure becomes unnumbered
    clauses under the first part, cut at paragraphs, else at sentences.
    """
    builder = Builder(document.text)
    all_lines = list(lines(document))
    for line, following in pairwise([*all_lines, None]):
        if line is not None:
            builder.add(line, following)
    clauses = finish(document, builder.drafts)
    check_clauses(document, clauses)
    return clauses
