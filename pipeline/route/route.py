"""Give every clause its specialist route: by type, words, model, absence; good ones too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.playbook.playbook import Playbook
from pipeline.route.by_model import by_model
from pipeline.route.by_type import by_disagreement, by_type
from pipeline.route.by_words import by_words
from pipeline.route.reason import Reason, strongest
from pipeline.signals.bearing import Bearing, bearing
from pipeline.signals.evidence import evidence
from pipeline.signals.facts import CONSEQUENTIAL
from pipeline.signals.held import Held, holdings
from pipeline.signals.reading import Reading, read_clauses
from pipeline.terms import find_parties
from pipeline.types.analysis import Analysis
from pipeline.types.clause import Clause
from pipeline.types.comparison import Comparison
from pipeline.types.deal import Deal, Known
from pipeline.types.deviation import Deviation, Queue, Route, RouteStrength, Severity, Stance

_SEVERITIES = tuple(Severity)
_SILENT = (Bearing.HEADING, Bearing.SIGNATURE)


def route(
    deviations: Sequence[Deviation],
    analysis: Analysis,
    comparison: Comparison,
    playbook: Playbook,
    deal: Deal,
    labels: Collection[str] | None = None,
) -> list[Deviation]:
    """Return the rows with specialist routes, one row per clause carrying all its reasons.

    A clause that no row speaks of gets one that carries routing alone. The row chosen in a clause
    is the one of a type that always goes, else the most severe. `labels` are the types the tagger
    knows.
    """
    told = deal.fact(CONSEQUENTIAL)
    use = told if told is not Known.UNKNOWN else comparison.consequential
    clauses = list(analysis.clauses)
    parties = find_parties(analysis.document, clauses)
    readings = read_clauses(analysis.document.text, clauses, analysis.terms, parties)
    held = holdings(analysis, readings, playbook, labels)
    rows = {deviation.id: deviation for deviation in deviations}
    for clause in clauses:
        if bearing(clause) in _SILENT:
            continue
        reasons = _reasons(clause, analysis, readings[clause.id], held.get(clause.id, {}), playbook)
        reasons += by_type(held.get(clause.id, {}), playbook, use)
        reasons += by_words(readings[clause.id], playbook.routing, use, comparison.ai_in_play)
        reasons += by_model(clause.id, analysis, playbook.routing.model, use, comparison.ai_in_play)
        if reasons:
            row = _row(clause, reasons, list(rows.values()), analysis, playbook)
            rows[row.id] = row
    for deviation in list(rows.values()):
        if deviation.stance is Stance.MISSING:
            rows[deviation.id] = _absent(deviation, playbook, use)
    return list(rows.values())


def _reasons(
    clause: Clause,
    analysis: Analysis,
    reading: Reading,
    held: dict[str, Held],
    playbook: Playbook,
) -> list[Reason]:
    if bearing(clause) is Bearing.DEFINITION:
        return []
    return by_disagreement(clause.id, analysis, held, reading, playbook)


def _row(
    clause: Clause,
    reasons: list[Reason],
    rows: list[Deviation],
    analysis: Analysis,
    playbook: Playbook,
) -> Deviation:
    words = "; ".join(dict.fromkeys(reason.words for reason in reasons))
    way = Route(Queue.BIAS_EXPLAINABILITY, strongest(reasons), words[:1].upper() + words[1:])
    mine = [row for row in rows if row.clause_id == clause.id]
    if mine:
        return replace(min(mine, key=lambda row: _rank(row, playbook)), route=way)
    top = reasons[0]
    spans = [span for reason in reasons for span in reason.spans]
    own = [span for span in spans if clause.span.overlaps(span)]
    return Deviation(
        id=f"{clause.id}:route",
        clause_id=clause.id,
        gap=None,
        clause_type=top.clause_type,
        rule=top.rule,
        stance=Stance.NEUTRAL,
        severity=Severity.NONE,
        evidence=evidence(analysis.document.text, own or [clause.span]),
        route=way,
        why=way.reason,
    )


def _rank(row: Deviation, playbook: Playbook) -> tuple[bool, int, str]:
    entry = playbook.entries.get(row.clause_type)
    always = entry is not None and entry.route.specialist == "must"
    return not always, -_SEVERITIES.index(row.severity), row.id


def _absent(row: Deviation, playbook: Playbook, use: Known) -> Deviation:
    entry = playbook.entries[row.clause_type]
    always = entry.route.specialist == "must"
    bears = entry.route.specialist != "none" and use is Known.YES
    if not (always or bears):
        return row
    words = f"{entry.title} is absent. {row.why}"
    return replace(row, route=Route(Queue.BIAS_EXPLAINABILITY, RouteStrength.MUST, words))
