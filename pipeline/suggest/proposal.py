"""Words put forward, with all that the checks look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.playbook.entry import Entry
from pipeline.signals.reading import Reading
from pipeline.terms import Parties
from pipeline.types.clause import Clause
from pipeline.types.deviation import Stance
from pipeline.types.document import Document
from pipeline.types.span import Gap
from pipeline.types.suggestion import Edit


@dataclass(frozen=True)
class Proposal:
    """`old` and `new` are the clause's whole text before and after; `old` is "" for a new clause.

    `entries` are all types judged in the clause, `entry` the one being mended to be rid of `bad`.
    `whole` says that sentences were replaced by language. `read` reads a text as this clause.
    `likeness` gives the stance of a text by its nearest exemplars where that decided.
    """

    document: Document
    clauses: tuple[Clause, ...]
    parties: Parties
    entry: Entry
    entries: tuple[Entry, ...]
    bad: frozenset[Stance]
    old: str
    new: str
    edits: tuple[Edit, ...]
    read: Callable[[str], Reading]
    clause: Clause | None = None
    gap: Gap | None = None
    lead: str = ""
    heading: str = ""
    whole: bool = False
    likeness: Callable[[str], Stance] | None = None

    @property
    def added(self) -> str:
        """The words that the edits put in, one line an edit, without a new clause's heading."""
        words = "\n".join(edit.replacement for edit in self.edits)
        return words.removeprefix(self.heading) if self.heading else words
