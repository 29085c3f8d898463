"""The internal draft (design decision 7): tracked suggestions, reasons in the margin, a stamp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pipeline.errors import RedlineRefused
from pipeline.redline.change import Change, Redlined
from pipeline.redline.docx import apply_changes
from pipeline.redline.explain import STAMP, elsewhere, of_conflict, of_deviation, of_suggestion
from pipeline.redline.plain import docx_from_document
from pipeline.types.deviation import Deviation, RouteStrength, Stance
from pipeline.types.review import Outcome, RedlineReport, Review
from pipeline.types.span import Span
from pipeline.types.suggestion import Suggestion

AUTHOR = "Clausewright (draft, not approved)"
INITIALS = "CW"
FOR_SPECIALIST = "for the bias and explainability specialist"
_TOLD = frozenset({Stance.UNACCEPTABLE, Stance.UNCLEAR, Stance.MISSING})


def internal_changes(review: Review) -> list[Change]:
    """Return the changes of the internal draft.

    Suggestions are tracked, except those on which a specialist must decide: these are comments
    with the proposed words. Deviations without a suggestion that are unacceptable, unclear,
    missing or a specialist's, and conflicts, are comments. Change ids are those of the suggestion,
    deviation or conflict; the stamp is a comment on the first paragraph.
    """
    changes = [Change("stamp", (), STAMP, Span(0, 0), "comment")]
    changes += [_of_suggestion(review, suggestion) for suggestion in review.suggestions]
    changes += _of_deviations(review)
    changes += _of_conflicts(review)
    return changes


def write_internal(
    review: Review, original: bytes | None, *, at: datetime
) -> tuple[bytes, RedlineReport]:
    """Return the internal draft and what became of each suggestion in it.

    `original` holds the reviewed .docx; None writes a plain one from the document's text. `at` is
    an aware time. A suggestion that cannot be tracked is refused by name, and its proposed words
    stand in a comment where comments can. A file that may not be changed at all (signed, strict
    Open XML) comes back as it was, everything refused.
    """
    data = docx_from_document(review.document) if original is None else original
    changes = internal_changes(review)
    deferred = tuple(Outcome(s.id, FOR_SPECIALIST) for s in review.suggestions if _must(review, s))
    tracked = {change.id for change in changes if change.mode == "tracked"}
    try:
        done = _apply(data, changes, at)
    except RedlineRefused as error:
        refused = tuple(Outcome(s.id, str(error)) for s in review.suggestions if s.id in tracked)
        return data, RedlineReport(None, (), deferred, refused)
    refused = tuple(outcome for outcome in done.refused if outcome.id in tracked)
    if refused:
        done = _apply(data, _told_instead(review, changes, refused), at)
    gone = {outcome.id for outcome in refused}
    applied = tuple(i for i in done.applied if i in tracked and i not in gone)
    return done.data, RedlineReport(None, applied, deferred, refused)


def _apply(data: bytes, changes: list[Change], at: datetime) -> Redlined:
    return apply_changes(data, changes, author=AUTHOR, initials=INITIALS, at=at)


def _told_instead(
    review: Review, changes: list[Change], refused: tuple[Outcome, ...]
) -> list[Change]:
    reasons = {outcome.id: outcome.reason for outcome in refused}
    suggestions = {suggestion.id: suggestion for suggestion in review.suggestions}
    return [
        replace(
            change,
            edits=(),
            mode="comment",
            comment=_comment(review, suggestions[change.id], reasons[change.id]),
        )
        if change.id in reasons
        else change
        for change in changes
    ]


def _of_suggestion(review: Review, suggestion: Suggestion) -> Change:
    spans = [edit.span for edit in suggestion.edits]
    anchor = Span(min(s.start for s in spans), max(s.end for s in spans))
    if _must(review, suggestion):
        comment = _comment(review, suggestion, FOR_SPECIALIST)
        return Change(suggestion.id, (), comment, anchor, "comment")
    return Change(suggestion.id, suggestion.edits, _comment(review, suggestion), anchor)


def _comment(review: Review, suggestion: Suggestion, instead: str = "") -> str:
    deviations = _deviations(review, suggestion)
    return of_suggestion(suggestion, deviations, proposed=bool(instead), reason=instead)


def _deviations(review: Review, suggestion: Suggestion) -> list[Deviation]:
    return [d for d in review.deviations if d.id in suggestion.deviation_ids]


def _must(review: Review, suggestion: Suggestion) -> bool:
    deviations = _deviations(review, suggestion)
    return any(d.route.strength is RouteStrength.MUST for d in deviations)


def _of_deviations(review: Review) -> Iterator[Change]:
    suggested = {i for suggestion in review.suggestions for i in suggestion.deviation_ids}
    failed = {u.deviation_id: u.failed_checks for u in review.unresolved}
    for deviation in review.deviations:
        told = deviation.stance in _TOLD or deviation.specialist or deviation.id in failed
        if told and deviation.id not in suggested:
            comment = of_deviation(deviation, failed.get(deviation.id, ()))
            yield Change(deviation.id, (), comment, _anchor(review, deviation), "comment")


def _anchor(review: Review, deviation: Deviation) -> Span:
    if deviation.evidence:
        return deviation.evidence[0].span
    if deviation.gap is not None:
        return Span(deviation.gap.offset, deviation.gap.offset)
    return _clause_span(review, deviation.clause_id)


def _clause_span(review: Review, clause_id: str | None) -> Span:
    return next((c.span for c in review.clauses if c.id == clause_id), Span(0, 0))


def _of_conflicts(review: Review) -> Iterator[Change]:
    names = {clause.id: clause.number or clause.heading or clause.id for clause in review.clauses}
    here = review.document.id
    for conflict in review.conflicts:
        away = conflict.a is not None and conflict.a.document_id != here
        mine = conflict.b_clause_id if away else conflict.a_clause_id
        theirs = conflict.a_clause_id if away else conflict.b_clause_id
        place = conflict.a if away else conflict.b
        other = names.get(theirs, theirs)
        if place is not None and place.document_id != here:
            other = elsewhere(place)
        anchor = _clause_span(review, mine)
        yield Change(conflict.id, (), of_conflict(conflict, other), anchor, "comment")
