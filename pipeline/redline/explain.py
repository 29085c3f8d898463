"""What a margin comment of the internal draft says: stance, rule, reasons, sources, checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.types.deviation import Conflict, Deviation, Place, RouteStrength
from pipeline.types.suggestion import Edit, Suggestion

STAMP = (
    "Draft, not approved. Written by Clausewright for internal use: do not send to the other side. "
    "Every change in this file awaits a person's decision."
)
_QUOTED = 300


def of_suggestion(
    suggestion: Suggestion, deviations: Iterable[Deviation], proposed: bool, reason: str = ""
) -> str:
    """Return the comment for a suggestion; `proposed` spells the edits out, `reason` says why."""
    lines = [line for deviation in deviations for line in _of_deviation(deviation)]
    if proposed:
        lines.append(f"Proposed, not made in the text ({reason}):")
        lines += [_of_edit(edit) for edit in suggestion.edits]
    lines.append(f"Rationale: {suggestion.rationale}")
    if suggestion.precedents:
        lines.append(f"Precedents: {', '.join(suggestion.precedents)}")
    if suggestion.legal_anchors:
        lines.append(f"Law: {'; '.join(suggestion.legal_anchors)}")
    lines.append(f"Checks passed: {', '.join(check.name for check in suggestion.checks)}")
    lines.append(f"Written by: {suggestion.writer}")
    return "\n".join(lines)


def of_deviation(deviation: Deviation, failed_checks: tuple[str, ...] = ()) -> str:
    """Return the comment for a deviation without a suggestion."""
    lines = list(_of_deviation(deviation))
    if failed_checks:
        lines.append(f"No wording passed every check; failed: {', '.join(failed_checks)}")
    return "\n".join(lines)


def of_conflict(conflict: Conflict, other: str) -> str:
    """Return the comment for a conflict; `other` names the clause it is in conflict with."""
    return (
        f"Conflict with {other}: {conflict.why}\n"
        f"Rule: {conflict.rule}; severity {conflict.severity}; queue: {conflict.queue}"
    )


def elsewhere(place: Place) -> str:
    """Return how a comment names words of another document of the deal."""
    return f"{place.document}, {place.named} (\u201c{_short(place.text)}\u201d)"


def _of_deviation(deviation: Deviation) -> Iterator[str]:
    yield f"{deviation.clause_type}: {deviation.stance}, severity {deviation.severity}"
    yield f"Rule: {deviation.rule}"
    if deviation.why:
        yield f"Why: {deviation.why}"
    for piece in deviation.evidence:
        yield f"Evidence: \u201c{_short(piece.text)}\u201d"
    route = deviation.route
    if route.strength is RouteStrength.NONE:
        yield f"Queue: {route.queue}"
    else:
        decides = "must decide" if route.strength is RouteStrength.MUST else "to be consulted"
        yield f"Bias and explainability specialist {decides}: {route.reason}"


def _of_edit(edit: Edit) -> str:
    if edit.new_paragraph:
        return f"New paragraph: {edit.replacement}"
    if not edit.original:
        return f"Insert: {edit.replacement}"
    if not edit.replacement:
        return f"Strike: {edit.original}"
    return f"Replace \u201c{edit.original}\u201d by \u201c{edit.replacement}\u201d"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}\u2026"
