"""Compare one document of a deal with a playbook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.compare.conflicts import conflicts
from pipeline.compare.judge import Judge
from pipeline.compare.missing import missing_deviation, unseen_in, wanted
from pipeline.playbook.entry import Entry
from pipeline.playbook.playbook import Playbook
from pipeline.signals.bearing import Bearing, bearing
from pipeline.signals.evaluate import Hit, fired
from pipeline.signals.exemplars import Embed, Exemplars
from pipeline.signals.facts import CONSEQUENTIAL, Facts
from pipeline.signals.held import Held, Holdings, holdings
from pipeline.signals.reading import Reading, read_clauses
from pipeline.terms import find_parties
from pipeline.types.analysis import Analysis
from pipeline.types.comparison import Comparison
from pipeline.types.deal import Deal, Known
from pipeline.types.deviation import Conflict, Deviation, Stance
from pipeline.types.review import Missing

_QUESTION = "Are outputs used in decisions about people?"


@dataclass(frozen=True)
class _Read:
    """One document read: its clauses' readings, types held and signals fired."""

    analysis: Analysis
    readings: dict[str, Reading]
    held: Holdings
    hits: dict[tuple[str, str], list[Hit]]


def compare(
    analysis: Analysis,
    playbook: Playbook,
    deal: Deal,
    together: Sequence[Analysis] = (),
    *,
    not_seen: Sequence[str] = (),
    embed: Embed | None = None,
    labels: Collection[str] | None = None,
) -> Comparison:
    """Judge every clause of `analysis`, and what the whole deal lacks or says twice over.

    `together` are the other documents of the deal, `not_seen` the names of documents it
    incorporates that were not supplied. `embed` turns texts into unit vectors comparable with
    `analysis.vectors`; without it no stance rests on likeness. `labels` are the types the tagger
    knows. Raises UsageError when the deal's facts contradict each other.
    """
    reads = [_read(one, playbook, labels) for one in (analysis, *together)]
    facts = Facts(deal, [r for read in reads for r in read.readings.values()], playbook.routing)
    deviations = _judged(reads, playbook, deal, embed)
    absent, unseen = _absent(reads, playbook, facts, not_seen)
    answer = facts.answer(CONSEQUENTIAL)
    asks = answer.known is Known.UNKNOWN and facts.ai_in_play
    fact = playbook.routing.facts.get(CONSEQUENTIAL)
    return Comparison(
        deviations=(*deviations, *absent),
        missing=tuple(
            Missing(d.clause_type, d.why, d.gap, d.id) for d in absent if d.gap is not None
        ),
        conflicts=tuple(_conflicts(reads, playbook)),
        not_seen=tuple(unseen),
        consequential=answer.known,
        consequential_by=answer.by,
        ai_in_play=facts.ai_in_play,
        questions=((fact.question if fact else _QUESTION),) if asks else (),
    )


def _read(analysis: Analysis, playbook: Playbook, labels: Collection[str] | None) -> _Read:
    clauses = list(analysis.clauses)
    parties = find_parties(analysis.document, clauses)
    readings = read_clauses(analysis.document.text, clauses, analysis.terms, parties)
    held = holdings(analysis, readings, playbook, labels)
    hits = {
        (clause_id, name): fired(playbook.entries[name], readings[clause_id])
        for clause_id, types in held.items()
        for name in types
    }
    return _Read(analysis, readings, held, hits)


def _judged(
    reads: Sequence[_Read], playbook: Playbook, deal: Deal, embed: Embed | None
) -> list[Deviation]:
    main = reads[0]
    names = sorted({name for types in main.held.values() for name in types})
    entries = [playbook.entries[name] for name in names]
    exemplars = Exemplars((e for e in entries if e.kind == "clause"), embed) if embed else None
    judge = Judge(main.analysis.document.text, deal.side, exemplars)
    quiet = _satisfied_absences(reads, entries)
    hosts = {entry.id: _host(main.held, entry.id) for entry in entries}
    out = []
    for clause, vector in zip(main.analysis.clauses, main.analysis.vectors, strict=True):
        for name, held in main.held.get(clause.id, {}).items():
            entry = playbook.entries[name]
            if entry.kind == "fact" or (entry.kind == "routing" and not held.asserted):
                continue
            hits = [
                hit
                for hit in main.hits[clause.id, name]
                if not hit.signal.absent
                or (hosts[name] == clause.id and hit.signal.id not in quiet[name])
            ]
            reading = main.readings[clause.id]
            if _says_nothing(held, hits):
                continue
            near = vector if name == _foremost(main.held[clause.id]) else None
            out.append(judge.deviation(entry, clause, held, hits, reading, near))
    return _settled(out, hosts)


def _foremost(types: dict[str, Held]) -> str:
    """Return the type a clause is most surely of: likeness may judge that one alone."""
    return max(types, key=lambda name: types[name].score or 0.0)


def _settled(judged: list[Deviation], hosts: dict[str, str | None]) -> list[Deviation]:
    """Drop `unclear` rows of a type that another clause decides; else keep its main clause's."""
    decided = {d.clause_type for d in judged if d.stance not in (Stance.UNCLEAR, Stance.NEUTRAL)}
    return [
        d
        for d in judged
        if d.stance is not Stance.UNCLEAR
        or d.rule != "exemplars"
        or (d.clause_type not in decided and hosts[d.clause_type] == d.clause_id)
    ]


def _says_nothing(held: Held, hits: list[Hit]) -> bool:
    """Drop a type that only a cue suggests and no signal bears out."""
    return not held.asserted and not any(hit.spans for hit in hits)


def _host(held: Holdings, name: str) -> str | None:
    """Return the clause that stands for a type: the one most surely of it."""
    best, host = -1.0, None
    for clause_id, types in held.items():
        if name in types and (types[name].score or 0.0) > best:
            best, host = types[name].score or 0.0, clause_id
    return host


def _satisfied_absences(
    reads: Sequence[_Read], entries: Sequence[Entry]
) -> dict[str, frozenset[str]]:
    """Return, by type, the `absent` signals that some other clause of the deal makes good."""
    out = {}
    for entry in entries:
        signals = {signal.id for signal in entry.signals if signal.absent}
        everywhere = set(signals)
        for read in reads:
            for clause_id, types in read.held.items():
                if entry.id in types:
                    hit = {h.signal.id for h in read.hits[clause_id, entry.id]}
                    everywhere &= hit
        out[entry.id] = frozenset(signals - everywhere)
    return out


def _absent(
    reads: Sequence[_Read], playbook: Playbook, facts: Facts, not_seen: Sequence[str]
) -> tuple[list[Deviation], list[tuple[str, str]]]:
    main = reads[0]
    if not main.analysis.clauses:  # nothing was read, so nothing is known to be absent
        return [], []
    absence = playbook.routing.absence
    out: list[Deviation] = []
    unseen: list[tuple[str, str]] = []
    for entry in playbook.entries.values():
        if entry.kind == "fact" or any(
            _present(read, entry, entry.id in absence) for read in reads
        ):
            continue
        why = wanted(entry, facts, absence)
        if why is None:
            continue
        elsewhere = unseen_in(entry.id, not_seen, playbook)
        if elsewhere is not None:
            unseen.append((entry.id, elsewhere))
            if entry.id not in absence:
                continue
            why = f"Provisional: not seen; it may be in {elsewhere}, which was not supplied."
        out.append(missing_deviation(entry, why, main.analysis, main.held))
    return out, unseen


def _present(read: _Read, entry: Entry, strictly: bool) -> bool:
    """Say whether a type stands in a document.

    A cue in one clause is enough to doubt that it is missing; `strictly`, as for the types whose
    absence goes to a specialist, asks for the tagger, a signal, or a second clause.
    """
    cued = 0
    for clause_id, types in read.held.items():
        held = types.get(entry.id)
        if held is None:
            continue
        if held.asserted or _borne_out(read, clause_id, entry):
            return True
        cued += 1
    return cued > (1 if strictly else 0)


def _borne_out(read: _Read, clause_id: str, entry: Entry) -> bool:
    hits = read.hits[clause_id, entry.id]
    return not entry.signals or any(h.spans for h in hits) or entry.kind != "clause"


def _conflicts(reads: Sequence[_Read], playbook: Playbook) -> list[Conflict]:
    types: dict[str, frozenset[str]] = {}
    said: dict[str, set[str]] = {}
    for read in reads:
        types |= {clause_id: frozenset(held) for clause_id, held in read.held.items()}
        for (clause_id, name), hits in read.hits.items():
            said.setdefault(clause_id, set()).update(f"{name}.{h.signal.id}" for h in hits)
    clauses = [
        clause
        for read in reads
        for clause in read.analysis.clauses
        if bearing(clause) in (Bearing.OPERATIVE, Bearing.DEFINITION)
    ]
    return conflicts(
        playbook.conflicts,
        clauses,
        {key: reading for read in reads for key, reading in read.readings.items()},
        types,
        {key: frozenset(names) for key, names in said.items()},
        frozenset(clause.id for clause in reads[0].analysis.clauses),
    )
