"""What a reader of the files should mend: likeness of exemplars, names, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from pipeline.playbook.entry import Entry
from pipeline.playbook.playbook import Playbook

SHARED_LIMIT = 0.4
_SLOT = re.compile(r"\{\{\s*(.*?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Finding:
    """An `error` makes the playbook unfit; a `warning` is for its owner. `file` as loaded."""

    level: Literal["error", "warning"]
    rule: str
    entry: str
    message: str
    file: str = ""

    def __str__(self) -> str:
        place = f"{self.file}: " if self.file else ""
        return f"{place}{self.level}: {self.entry}: {self.rule}: {self.message}"


def check(playbook: Playbook, as_of: date | None = None) -> list[Finding]:
    """Return what the files alone show; whether signals hold is `check_playbook` in suggest.

    `as_of` is the day on which reviews are due, today when not given.
    """
    day = as_of or date.today()
    out: list[Finding] = []
    for entry in playbook.entries.values():
        file = str(playbook.files.get(entry.id, ""))
        for level, rule, message in _entry_findings(entry, playbook, day):
            out.append(Finding(level, rule, entry.id, message, file))
    out += [Finding("error", "unknown_type", "routing", m) for m in _unknown_in_routing(playbook)]
    out += [Finding("error", "unknown_type", "conflicts", m) for m in _unknown_in_rules(playbook)]
    return out


_Found = tuple[Literal["error", "warning"], str, str]


def _entry_findings(entry: Entry, playbook: Playbook, day: date) -> Iterator[_Found]:
    if entry.review_by < day:
        yield "warning", "review_overdue", f"review was due by {entry.review_by}"
    for name in entry.placement.after if entry.placement else ():
        if name not in playbook.entries:
            yield "error", "unknown_type", f"placement.after names {name!r}, which has no entry"
    yield from _slots(entry, playbook)
    yield from _names(entry, playbook)
    yield from _likeness(entry)


def _slots(entry: Entry, playbook: Playbook) -> Iterator[_Found]:
    positions = entry.positions
    texts = [positions.preferred.language, positions.fallback.language] if positions else []
    texts += [words for rule in entry.edits for words in (rule.replace, rule.insert_sentence)]
    for text in texts:
        for name in _SLOT.findall(text or ""):
            if name not in playbook.slots:
                known = ", ".join(sorted(playbook.slots))
                yield "error", "unknown_slot", f"{{{{{name}}}}} is no slot; known: {known}"


def _names(entry: Entry, playbook: Playbook) -> Iterator[_Found]:
    routing = playbook.routing
    facts = {*routing.facts, *(use.fact for use in routing.uses.values())}
    for name in entry.required_when:
        if name not in facts:
            known = ", ".join(sorted(facts))
            yield "error", "unknown_fact", f"required_when {name!r}; known: {known}"
    for anchor in entry.anchors:
        if anchor.jurisdiction not in routing.jurisdictions:
            known = ", ".join(sorted(routing.jurisdictions))
            yield "error", "unknown_jurisdiction", f"{anchor.jurisdiction!r}; known: {known}"


def _likeness(entry: Entry) -> Iterator[_Found]:
    positions = entry.positions
    if positions is None:
        return
    named = [
        (f"{stance}[{index}]", _grams(text))
        for stance in ("preferred", "fallback", "unacceptable")
        for index, text in enumerate(getattr(positions, stance).exemplars)
    ]
    for (a, left), (b, right) in combinations(named, 2):
        share = len(left & right) / max(1, min(len(left), len(right)))
        if share > SHARED_LIMIT:
            yield "error", "exemplars_alike", f"{a} and {b} share {share:.0%} of 4-grams"


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}


def _unknown_in_routing(playbook: Playbook) -> Iterator[str]:
    routing = playbook.routing
    named = {*routing.absence, *(t.clause_type for t in routing.triggers)}
    yield from sorted(f"{name!r} has no entry" for name in named - set(playbook.entries))


def _unknown_in_rules(playbook: Playbook) -> Iterator[str]:
    for rule in playbook.conflicts:
        for side in (rule.a, rule.b):
            for name in side.types:
                if name not in playbook.entries:
                    yield f"{rule.id}: {name!r} has no entry"
            for signal in side.signals:
                kind, _, key = signal.partition(".")
                entry = playbook.entries.get(kind)
                if entry is None or key not in {s.id for s in entry.signals}:
                    yield f"{rule.id}: no signal {signal!r}"
