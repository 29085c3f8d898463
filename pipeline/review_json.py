"""`review.json`: the wire form of a review. Its schema is docs/review.schema.json."""

from __future__ import annotations

from typing import Any

from pipeline.types.deviation import Deviation, Evidence, Place
from pipeline.types.document import Document
from pipeline.types.precedence import Precedence
from pipeline.types.review import RedlineReport, Review
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit, Suggestion

SCHEMA = 1


def to_json(review: Review) -> dict[str, Any]:
    """Return a plain value that json.dumps writes; spans are [start, end) in code points."""
    return {
        "schema": SCHEMA,
        "document": _document(review.document),
        "deal": {
            "side": review.deal.side,
            "party": review.deal.party,
            "posture": review.deal.posture,
            "facts": {name: str(known) for name, known in sorted(review.deal.facts.items())},
            "not_seen": list(review.not_seen),
            "precedence": [_precedence(one) for one in review.precedence],
        },
        "clauses": [
            {
                "id": clause.id,
                "parent_id": clause.parent_id,
                "number": clause.number,
                "heading": clause.heading,
                "path": list(clause.path),
                "page": clause.page,
                "span": _span(clause.span),
                "text": clause.text,
            }
            for clause in review.clauses
        ],
        "tags": [
            {
                "clause_id": tag.clause_id,
                "span": _span(tag.span),
                "text": tag.span.slice(review.document.text),
                "type": tag.clause_type,
                "score": round(tag.score, 4),
                "source": tag.source,
            }
            for tag in review.tags
        ],
        "terms": [
            {
                "clause_id": term.clause_id,
                "span": _span(term.span),
                "text": term.text,
                "kind": term.kind,
                "value": term.value,
                "unit": term.unit,
            }
            for term in review.terms
        ],
        "deviations": [_deviation(deviation) for deviation in review.deviations],
        "suggestions": [_suggestion(suggestion) for suggestion in review.suggestions],
        "unresolved": [
            {"deviation_id": u.deviation_id, "failed_checks": list(u.failed_checks)}
            for u in review.unresolved
        ],
        "missing": [
            {
                "type": missing.clause_type,
                "why": missing.why,
                "gap": {
                    "offset": missing.gap.offset,
                    "after_clause_id": missing.gap.after_clause_id,
                },
                "deviation_id": missing.deviation_id,
            }
            for missing in review.missing
        ],
        "conflicts": [
            {
                "id": conflict.id,
                "a_clause_id": conflict.a_clause_id,
                "b_clause_id": conflict.b_clause_id,
                "rule": conflict.rule,
                "severity": conflict.severity,
                "why": conflict.why,
                "queue": conflict.queue,
                "a": _place(conflict.a),
                "b": _place(conflict.b),
            }
            for conflict in review.conflicts
        ],
        "redline": _redline(review.redline),
        "run": {
            "version": review.run.version,
            "playbook": review.run.playbook,
            "models": list(review.run.models),
            "seconds": {stage: round(value, 3) for stage, value in review.run.seconds.items()},
        },
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "media_type": document.media_type,
        "sha256": document.id,
        "pages": document.pages,
        "chars": len(document.text),
        "text": document.text,
        "warnings": [{"code": w.code, "message": w.message} for w in document.warnings],
    }


def _deviation(deviation: Deviation) -> dict[str, Any]:
    gap = deviation.gap
    return {
        "id": deviation.id,
        "clause_id": deviation.clause_id,
        "gap": gap and {"offset": gap.offset, "after_clause_id": gap.after_clause_id},
        "type": deviation.clause_type,
        "rule": deviation.rule,
        "why": deviation.why,
        "stance": deviation.stance,
        "severity": deviation.severity,
        "evidence": [_evidence(piece) for piece in deviation.evidence],
        "queue": deviation.route.queue,
        "specialist": deviation.specialist,
        "route_strength": deviation.route.strength,
        "route_reason": deviation.route.reason,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "id": suggestion.id,
        "deviation_ids": list(suggestion.deviation_ids),
        "clause_id": suggestion.clause_id,
        "edits": [_edit(edit) for edit in suggestion.edits],
        "rationale": suggestion.rationale,
        "outgoing": suggestion.outgoing,
        "precedents": list(suggestion.precedents),
        "legal_anchors": list(suggestion.legal_anchors),
        "writer": suggestion.writer,
        "checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in suggestion.checks],
    }


def _redline(report: RedlineReport) -> dict[str, Any]:
    return {
        "file": report.file,
        "applied": list(report.applied),
        "deferred": [{"id": o.id, "reason": o.reason} for o in report.deferred],
        "refused": [{"id": o.id, "reason": o.reason} for o in report.refused],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "span": _span(edit.span),
        "original": edit.original,
        "replacement": edit.replacement,
        "new_paragraph": edit.new_paragraph,
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {"span": _span(piece.span), "text": piece.text}


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "document_id": place.document_id,
        "document": place.document,
        "clause_id": place.clause_id,
        "number": place.number,
        "heading": place.heading,
        "span": _span(place.span),
        "text": place.text,
    }


def _precedence(one: Precedence) -> dict[str, Any]:
    return {
        "said": _place(one.place),
        "order": [
            [{"name": r.name, "document_ids": list(r.document_ids)} for r in rank]
            for rank in one.ranks
        ],
        "limited": one.limited,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
