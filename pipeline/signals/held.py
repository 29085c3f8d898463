"""Which clause types a clause holds: by the tagger, or by a cue the tagger does not gainsay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.playbook.playbook import Playbook
from pipeline.signals.bearing import Bearing, bearing
from pipeline.signals.patterns import first, found
from pipeline.signals.reading import Reading
from pipeline.types.analysis import Analysis
from pipeline.types.span import Span

CUE_FLOOR = 0.2


@dataclass(frozen=True, slots=True)
class Held:
    """A type held: the tag's score (None where only a cue spoke) and the words that say so."""

    clause_type: str
    score: float | None
    spans: tuple[Span, ...]

    @property
    def asserted(self) -> bool:
        """Say whether the tagger stands behind it."""
        return self.score is not None and self.score >= 0.5


Holdings = dict[str, dict[str, Held]]


def holdings(
    analysis: Analysis,
    readings: Mapping[str, Reading],
    playbook: Playbook,
    labels: Collection[str] | None = None,
) -> Holdings:
    """Return the types each clause holds, by clause id and type.

    `labels` are those the tagger knows; without them, those it used anywhere in this analysis. A
    cue counts alone for a type the tagger does not know, else from a score of CUE_FLOOR.
    """
    scores, spans = _scores(analysis, playbook)
    names = {tag.clause_type for tag in analysis.tags} if labels is None else set(labels)
    known = {entry.id for entry in map(playbook.entry_of, names) if entry is not None}
    out: Holdings = {}
    for clause in analysis.clauses:
        kind = bearing(clause)
        if kind in (Bearing.HEADING, Bearing.SIGNATURE):
            continue
        held: dict[str, Held] = {}
        for entry in playbook.entries.values():
            if kind is Bearing.DEFINITION and not entry.in_definitions:
                continue
            score = scores.get((clause.id, entry.id))
            if score is not None and score >= 0.5:
                places = tuple(spans[clause.id, entry.id])
                held[entry.id] = Held(entry.id, score, places)
            elif (score or 0.0) >= CUE_FLOOR or entry.id not in known:
                cued = cue_spans(entry.cues, entry.negative_cues, readings[clause.id])
                if cued:
                    held[entry.id] = Held(entry.id, score, cued)
        if held:
            out[clause.id] = held
    return out


def cue_spans(
    cues: Collection[str], negative: Collection[str], reading: Reading
) -> tuple[Span, ...]:
    """Return the clause's own words that cues match, none when a negative cue is found."""
    places: list[Span] = []
    for sentence in reading.sentences if cues else ():
        if found(negative, sentence.text):
            return ()
        match = first(cues, sentence.text)
        if match:
            located = sentence.locate(match.start(), match.end())
            if any(reading.span.covers(span) for span in located):
                places.append(sentence.own)
    return tuple(places)


def _scores(
    analysis: Analysis, playbook: Playbook
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], list[Span]]]:
    scores: dict[tuple[str, str], float] = {}
    spans: dict[tuple[str, str], list[Span]] = {}
    for tag in analysis.tags:
        entry = playbook.entry_of(tag.clause_type)
        if entry is None:
            continue
        key = (tag.clause_id, entry.id)
        scores[key] = max(scores.get(key, 0.0), tag.score)
        if tag.asserted:
            spans.setdefault(key, []).append(tag.span)
    return scores, spans
