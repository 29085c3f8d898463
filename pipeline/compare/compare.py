"""Compare one document of a deal with a playbook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.compare.conflicts import conflicts
from pipeline.compare.judge import Judge
from pipeline.compare.missing import missing_deviation, unseen_in, wanted
from pipeline.compare.papers.clashes import clashes, prevails
from pipeline.compare.papers.paper import Paper, master_of, papers_of
from pipeline.compare.papers.precedence import precedences
from pipeline.compare.papers.undefined import undefined
from pipeline.compare.read import Read, read
from pipeline.playbook.entry import Entry
from pipeline.playbook.playbook import Playbook
from pipeline.signals.evaluate import Hit
from pipeline.signals.exemplars import Embed, Exemplars
from pipeline.signals.facts import CONSEQUENTIAL, Facts
from pipeline.signals.held import Held, Holdings
from pipeline.types.analysis import Analysis
from pipeline.types.comparison import Comparison
from pipeline.types.deal import Deal, Known
from pipeline.types.deviation import Conflict, Deviation, Stance
from pipeline.types.precedence import Precedence
from pipeline.types.review import Missing

_QUESTION = "Are outputs used in decisions about people?"


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
    incorporates that were not supplied. What the deal lacks is missing from one of its documents
    only, the master agreement. `embed` turns texts into unit vectors comparable with
    `analysis.vectors`; without it no stance rests on likeness. `labels` are the types the tagger
    knows. Raises UsageError when the deal's facts contradict each other.
    """
    others = {one.document.id: one for one in together}
    others.pop(analysis.document.id, None)
    reads = [read(one, playbook, labels) for one in (analysis, *others.values())]
    papers = papers_of([one.analysis for one in reads])
    home = master_of(papers)
    said = tuple(precedences(papers, home))
    facts = Facts(deal, [r for one in reads for r in one.readings.values()], playbook.routing)
    deviations = _judged(reads, playbook, deal, embed)
    absent, unseen = _absent(reads, playbook, facts, not_seen)
    if home is None or home.id != analysis.document.id:  # told once, where it would be inserted
        absent = []
    answer = facts.answer(CONSEQUENTIAL)
    asks = answer.known is Known.UNKNOWN and facts.ai_in_play
    fact = playbook.routing.facts.get(CONSEQUENTIAL)
    return Comparison(
        deviations=(*deviations, *absent),
        missing=tuple(
            Missing(d.clause_type, d.why, d.gap, d.id) for d in absent if d.gap is not None
        ),
        conflicts=tuple(_conflicts(reads, papers, home, said, playbook)),
        not_seen=tuple(unseen),
        consequential=answer.known,
        consequential_by=answer.by,
        ai_in_play=facts.ai_in_play,
        questions=((fact.question if fact else _QUESTION),) if asks else (),
        notes=_notes(papers, home, said, playbook),
        precedence=said,
    )


def _judged(
    reads: Sequence[Read], playbook: Playbook, deal: Deal, embed: Embed | None
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
    reads: Sequence[Read], entries: Sequence[Entry]
) -> dict[str, frozenset[str]]:
    """Return, by type, the `absent` signals that some other clause of the deal makes good."""
    out = {}
    for entry in entries:
        signals = {signal.id for signal in entry.signals if signal.absent}
        everywhere = set(signals)
        for one in reads:
            for clause_id, types in one.held.items():
                if entry.id in types:
                    hit = {h.signal.id for h in one.hits[clause_id, entry.id]}
                    everywhere &= hit
        out[entry.id] = frozenset(signals - everywhere)
    return out


def _absent(
    reads: Sequence[Read], playbook: Playbook, facts: Facts, not_seen: Sequence[str]
) -> tuple[list[Deviation], list[tuple[str, str]]]:
    main = reads[0]
    if not main.analysis.clauses:  # nothing was read, so nothing is known to be absent
        return [], []
    absence = playbook.routing.absence
    out: list[Deviation] = []
    unseen: list[tuple[str, str]] = []
    for entry in playbook.entries.values():
        if entry.kind == "fact" or any(_present(one, entry, entry.id in absence) for one in reads):
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


def _present(read: Read, entry: Entry, strictly: bool) -> bool:
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


def _borne_out(read: Read, clause_id: str, entry: Entry) -> bool:
    hits = read.hits[clause_id, entry.id]
    return not entry.signals or any(h.spans for h in hits) or entry.kind != "clause"


def _conflicts(
    reads: Sequence[Read],
    papers: Sequence[Paper],
    master: Paper | None,
    said: Sequence[Precedence],
    playbook: Playbook,
) -> list[Conflict]:
    found = []
    for conflict in conflicts(playbook.conflicts, reads):
        if conflict.a is not None and conflict.b is not None:
            conflict = replace(conflict, why=conflict.why + prevails(said, conflict.a, conflict.b))
        found.append(conflict)
    return found + clashes(papers, master, said, playbook.deal_rules, reads[0].id)


def _notes(
    papers: Sequence[Paper],
    master: Paper | None,
    said: Sequence[Precedence],
    playbook: Playbook,
) -> tuple[str, ...]:
    """Return what the deal leaves open: whose order counts, and meanings nobody can read."""
    ids = [paper.id for paper in papers]
    ordered = any(one.puts_above(a, b) for one in said for a in ids for b in ids if a != b)
    silent = len(papers) > 1 and not ordered
    asked = (playbook.deal_rules.order_question,) if silent else ()
    return (*asked, *undefined(papers, master))
