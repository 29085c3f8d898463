"""Mend one type in one clause: small edits first, language last, checked at every step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from pipeline.playbook.entry import EditRule
from pipeline.signals.evaluate import Hit
from pipeline.suggest.case import Case
from pipeline.suggest.proposal import Proposal
from pipeline.suggest.registry import components
from pipeline.suggest.verify import failed, verify
from pipeline.types.suggestion import Check

_STEPS = 4
_NO_RULE = "no_edit_fits"
_TARGET = frozenset({"reaches_target"})
Propose = Callable[[str, bool], Proposal]


@dataclass(frozen=True, slots=True)
class Mended:
    """The new text, its checks, the writers used, and whether sentences were replaced."""

    text: str
    whole: bool
    writers: tuple[str, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    text: str
    whole: bool
    writer: str


def mend(case: Case, propose: Propose, whole: bool = False) -> Mended | tuple[str, ...]:
    """Return the mended clause, or the names of the checks that every way failed.

    Each step must cure some signal of a bad stance and leave no new one; at most four steps.
    """
    now, writers = case, []
    unseen = not case.hits()
    for _ in range(_STEPS):
        hits = now.hits()
        if not hits and not (unseen and now.text == case.text):
            break
        step = _step(now, hits, propose, whole)
        if isinstance(step, tuple):
            return step
        now, whole = replace(now, text=step.text), whole or step.whole
        writers.append(step.writer)
    checks = verify(propose(now.text, whole))
    wrong = failed(checks)
    return wrong or Mended(now.text, whole, tuple(dict.fromkeys(writers)), checks)


def _step(
    case: Case, hits: Sequence[Hit], propose: Propose, whole: bool
) -> _Step | tuple[str, ...]:
    failures: list[str] = []
    ids = {hit.signal.id for hit in hits}
    for rule in _rules(case, hits):
        cured = [hit for hit in hits if hit.signal.id in rule.cures]
        writer = _writer(rule)
        text = writer.write(rule, case, cured)
        if text is None or text == case.text:
            continue
        left = {hit.signal.id for hit in case.hits(text)}
        if hits and not left < ids:
            failures.append("reaches_target")
            continue
        replaced = rule.replace_clause is not None
        checks = verify(propose(text, whole or replaced), _TARGET if left else frozenset())
        wrong = failed(checks)
        if not wrong:
            return _Step(text, replaced, f"rule:{writer.WAY}")
        failures += wrong
    return tuple(dict.fromkeys(failures)) or (_NO_RULE,)


def _rules(case: Case, hits: Sequence[Hit]) -> list[EditRule]:
    """Return fitting rules, small ones before language, those toward our target first.

    The language itself, put in or put in place, is the last resort for every signal.
    """
    ids = {hit.signal.id for hit in hits}
    written = [r for r in case.entry.edits if not ids or ids & set(r.cures)]
    if not ids:
        written = [r for r in written if r.replace_clause is not None]
    written.sort(key=lambda r: (r.replace_clause is not None, r.toward != case.target))
    cures = tuple(ids) or ("exemplars",)
    last = [EditRule(cures=cures, replace_clause=case.target)]
    positions = case.entry.positions
    if positions is None:
        return written
    position = positions.preferred if case.target == "preferred" else positions.fallback
    if hits and all(hit.signal.absent for hit in hits) and position.language:
        last.insert(0, EditRule(cures=cures, insert_sentence=position.language))
    return written + last


def _writer(rule: EditRule) -> ModuleType:
    for module in components("pipeline.suggest.writers"):
        if getattr(rule, module.WAY) is not None:
            return module
    raise AssertionError(f"no writer for {rule}")
