"""The report of one review: a single self-contained HTML page, inert whatever the contract says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.types.clause import Clause
from pipeline.types.deviation import Deviation, Queue, Severity, Stance
from pipeline.types.review import Review
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit, Suggestion

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent / "templates"
_ORDER = [
    Stance.UNACCEPTABLE,
    Stance.MISSING,
    Stance.UNCLEAR,
    Stance.FALLBACK,
    Stance.NEUTRAL,
    Stance.PREFERRED,
]
_WEIGHT = [Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.NONE]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a clause as shown: `kind` is "", "del", "ins" or "mark"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation with the clause it is in and the suggestion that answers it."""

    deviation: Deviation
    clause: Clause | None
    suggestion: Suggestion | None
    pieces: tuple[Piece, ...]
    failed: tuple[str, ...]


def render_report(review: Review) -> str:
    """Return the page. Everything from the contract is escaped; no script runs, nothing loads."""
    clauses = {clause.id: clause for clause in review.clauses}
    answers = {i: suggestion for suggestion in review.suggestions for i in suggestion.deviation_ids}
    failed = {u.deviation_id: u.failed_checks for u in review.unresolved}
    found = [_finding(review, d, clauses, answers, failed) for d in review.deviations]
    found.sort(
        key=lambda f: (_ORDER.index(f.deviation.stance), _WEIGHT.index(f.deviation.severity))
    )
    types: defaultdict[str, list[str]] = defaultdict(list)
    for tag in sorted(review.tags, key=lambda tag: -tag.score):
        if tag.asserted and tag.clause_type not in types[tag.clause_id]:
            types[tag.clause_id].append(tag.clause_type)
    return _template().render(
        review=review,
        findings=[f for f in found if not _quiet(f.deviation)],
        settled=[f for f in found if _quiet(f.deviation)],
        specialist=[f for f in found if f.deviation.route.queue is Queue.BIAS_EXPLAINABILITY],
        counts=[(stance, sum(f.deviation.stance is stance for f in found)) for stance in _ORDER],
        types=types,
        clauses=clauses,
        outcomes=_outcomes(review),
    )


def _quiet(deviation: Deviation) -> bool:
    return deviation.severity is Severity.NONE and deviation.stance is not Stance.UNCLEAR


def _finding(
    review: Review,
    deviation: Deviation,
    clauses: dict[str, Clause],
    answers: dict[str, Suggestion],
    failed: dict[str, tuple[str, ...]],
) -> Finding:
    clause = clauses.get(deviation.clause_id or "")
    suggestion = answers.get(deviation.id)
    edits = suggestion.edits if suggestion else ()
    marks = [] if edits else [piece.span for piece in deviation.evidence]
    shown = pieces(review.document.text, clause.span if clause else None, edits, marks)
    return Finding(deviation, clause, suggestion, shown, failed.get(deviation.id, ()))


def pieces(
    text: str, within: Span | None, edits: tuple[Edit, ...], marks: list[Span]
) -> tuple[Piece, ...]:
    """Cut a clause into kept, deleted, inserted and marked words, in reading order.

    Without a clause only the edits are shown. Overlapping marks are merged by the first.
    """
    changes: list[tuple[Span, str | None, bool]] = [
        (edit.span, edit.replacement, edit.new_paragraph) for edit in edits
    ]
    changes += [(span, None, False) for span in sorted(marks)]
    at = within.start if within else None
    out: list[Piece] = []
    for span, replacement, paragraph in sorted(changes, key=lambda change: change[0]):
        if at is not None:
            if span.start < at:
                continue
            out.append(Piece("", text[at : span.start]))
            at = span.end
        words = span.slice(text)
        if replacement is None:
            out.append(Piece("mark", words))
            continue
        out.append(Piece("del", words))
        out.append(Piece("ins", ("\n" if paragraph else "") + replacement))
    if within and at is not None:
        out.append(Piece("", text[at : max(at, within.end)]))
    return tuple(piece for piece in out if piece.text)


def _outcomes(review: Review) -> dict[str, str]:
    found = dict.fromkeys(review.redline.applied, "in the draft as tracked changes")
    found |= {o.id: f"in the draft as a comment: {o.reason}" for o in review.redline.deferred}
    found |= {o.id: f"not in the draft: {o.reason}" for o in review.redline.refused}
    return found


@lru_cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
