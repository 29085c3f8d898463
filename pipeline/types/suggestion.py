"""Suggestions: checked edits that would bring a clause to a position."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import InvariantError
from pipeline.types.span import Span, check_disjoint


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `original`, which stands at `span`, by `replacement`; an empty span inserts.

    A newline in `replacement` begins a new paragraph. `new_paragraph` says that an insertion is
    whole paragraphs placed after the paragraph that ends at `span.start`.
    """

    span: Span
    original: str
    replacement: str
    new_paragraph: bool = False

    def __post_init__(self) -> None:
        if len(self.original) != len(self.span):
            raise InvariantError(f"edit of {self.original!r} does not fit its span {self.span}")
        if self.original == self.replacement:
            raise InvariantError(f"edit of {self.original!r} changes nothing")


@dataclass(frozen=True, slots=True)
class Check:
    """One named test of a suggestion. `ok` False never reaches a reviewer as ready."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Edits for one or more deviations; `rationale` is for us, `outgoing` for the other side."""

    id: str
    deviation_ids: tuple[str, ...]
    clause_id: str | None
    edits: tuple[Edit, ...]
    rationale: str
    outgoing: str
    writer: str
    checks: tuple[Check, ...]
    precedents: tuple[str, ...] = ()
    legal_anchors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.edits:
            raise InvariantError(f"suggestion {self.id} has no edit")
        failed = [check.name for check in self.checks if not check.ok]
        if failed or not self.checks:
            raise InvariantError(f"suggestion {self.id} is not checked: {failed or 'no checks'}")
        check_disjoint([edit.span for edit in self.edits], f"edits of {self.id}")


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A deviation for which no writer produced words that pass every check."""

    deviation_id: str
    failed_checks: tuple[str, ...]


def apply_edits(text: str, edits: list[Edit]) -> str:
    r"""Return `text` with disjoint edits made, in plain code points.

    Insertions at one offset go in list order. A `new_paragraph` insertion is preceded by "\n".
    Raises InvariantError when an edit's original words are not at its span or edits overlap.
    """
    check_disjoint([edit.span for edit in edits], "edits")
    out: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end)):
        if edit.span.slice(text) != edit.original:
            raise InvariantError(f"{edit.original!r} is not at {edit.span}")
        out += [text[at : edit.span.start], "\n" if edit.new_paragraph else "", edit.replacement]
        at = edit.span.end
    return "".join([*out, text[at:]])
