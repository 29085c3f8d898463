"""A document of a deal under the names the other documents call it by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from pipeline.compare.papers.kinds import hangs_on_another, kind_of, plain
from pipeline.segment.definitions import Definition, defined_terms
from pipeline.segment.references import Incorporated, incorporated
from pipeline.signals.bearing import Bearing, bearing
from pipeline.types.analysis import Analysis

_LONGEST_TITLE = 120
_OPENING = 1500
_SAYS = re.compile(
    r"^(?:this|these|by|between|in|the parties|whereas|made)\b|[.;]\s*$", re.IGNORECASE
)
_GENERIC = frozenset(
    "the a an any each this that our your its such applicable relevant respective signed executed "
    "current standard online main master customer client supplier provider vendor company licensor "
    "parties data global general services service supplemental additional mutual and of or".split()
)


@dataclass(frozen=True)
class Paper:
    """One document of the deal."""

    analysis: Analysis

    @property
    def id(self) -> str:
        """The document's id."""
        return self.analysis.document.id

    @property
    def name(self) -> str:
        """The file's name."""
        return self.analysis.document.name

    @cached_property
    def stem(self) -> str:
        """The file's name in plain words, without its ending."""
        return plain(PurePath(self.name).stem)

    @cached_property
    def title(self) -> str:
        """The first line that is short and no sentence, else the file's name, in plain words."""
        lines = [line for line in self.analysis.document.text.split("\n")[:12] if plain(line)][:3]
        for line in lines:
            if len(line) <= _LONGEST_TITLE and not _SAYS.search(plain(line)):
                return plain(line)
        return self.stem

    @cached_property
    def kind(self) -> str | None:
        """What kind of paper the title tells, else the file's name."""
        told = kind_of(self.title) or kind_of(self.stem)
        return told[0] if told else None

    @property
    def hangs(self) -> bool:
        """Say whether the paper is made under another one, as an order form is."""
        return hangs_on_another(self.title if kind_of(self.title) else f"{self.title} {self.stem}")

    @cached_property
    def terms(self) -> Mapping[str, Definition]:
        """The terms it defines in whatever way, by their words without case."""
        found = defined_terms(self.analysis.document, self.analysis.clauses)
        return {term.casefold(): definition for term, definition in found.items()}

    @cached_property
    def incorporates(self) -> tuple[Incorporated, ...]:
        """The documents and pages it makes part of itself and does not hold."""
        return tuple(incorporated(self.analysis.document, list(self.analysis.clauses)))

    @cached_property
    def operative(self) -> int:
        """How many characters of operative clauses it holds."""
        clauses = self.analysis.clauses
        return sum(len(c.text) for c in clauses if bearing(c) is Bearing.OPERATIVE)

    def is_called(self, name: str, by: Paper | None = None) -> bool:
        """Say whether `name` means this paper; `by` is the paper that says the name.

        A maker's name before the kind ("Acme Acceptable Use Policy") must stand in the opening,
        in the title where the paper names itself.
        """
        words = plain(name)
        told = kind_of(name)
        if told is None or told[0] != self.kind:
            where = self.title if kind_of(self.title) else self._names
            return bool(words) and re.search(rf"\b{re.escape(words)}\b", where) is not None
        makers = [word for word in told[1].split() if word not in _GENERIC]
        where = self._names if by is self else f"{self._names} {self._opening}"
        # A file's name often runs a maker's words together.
        return set(makers) <= set(where.split()) or "".join(makers) in where.replace(" ", "")

    def strangers(self, words: str) -> frozenset[str]:
        """Return the words that neither the opening knows nor are said of any paper."""
        return frozenset(words.split()) - _GENERIC - frozenset(self._opening.split())

    @cached_property
    def _names(self) -> str:
        return f"{self.title} {self.stem}"

    @cached_property
    def _opening(self) -> str:
        return re.sub(r"[^\w]+", " ", plain(self.analysis.document.text[:_OPENING]))


def papers_of(analyses: Sequence[Analysis]) -> list[Paper]:
    """Return the deal's papers, the same bytes once, in an order that is the same for each."""
    once = {analysis.document.id: analysis for analysis in analyses}
    return [Paper(once[key]) for key in sorted(once)]


def master_of(papers: Sequence[Paper]) -> Paper | None:
    """Return the paper the deal stands on: none made under another, most named, longest.

    Papers without clauses hold nothing; None when none holds any.
    """
    filled = [paper for paper in papers if paper.analysis.clauses]
    return min(
        filled,
        key=lambda paper: (
            paper.hangs,
            -_named_by(paper, filled),
            -paper.operative,
            paper.id,
        ),
        default=None,
    )


def _named_by(paper: Paper, papers: Sequence[Paper]) -> int:
    return sum(
        any(paper.is_called(found.name, other) for found in other.incorporates)
        for other in papers
        if other is not paper
    )


def meant(
    name: str, own: bool, paper: Paper, papers: Sequence[Paper], master: Paper | None
) -> tuple[str, ...]:
    """Return the ids of the papers that `paper` means by `name`; `own` where it says "this".

    A bare "Agreement" and a "Master Agreement" that no title tells are the master paper, unless
    the speaker itself is made under another that nobody supplied.
    """
    if own:
        return (paper.id,)
    kind = kind_of(name)
    told = kind is not None or len(plain(name).split()) > 1
    called = tuple(p.id for p in papers if told and p.is_called(name, paper))
    if called:
        return called
    bare = plain(name) in ("agreement", "contract", "terms")
    if master is None or (master is paper and paper.hangs):
        return ()
    return (master.id,) if bare or (kind and kind[0] == "master agreement") else ()
