"""Types the deal should hold and does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.compare.placement import gap_for
from pipeline.playbook.entry import Entry
from pipeline.playbook.playbook import Playbook
from pipeline.signals.facts import CONSEQUENTIAL, Facts
from pipeline.signals.held import Held
from pipeline.signals.patterns import found
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Known
from pipeline.types.deviation import Deviation, Route, Severity, Stance

GENERAL = "g_"


def wanted(entry: Entry, facts: Facts, absence: Sequence[str]) -> str | None:
    """Return why a type is required in this deal, None when it is not.

    AI types are asked for only where AI is in play. A condition nobody has answered keeps the
    item, marked provisional: unknown is never read as no.
    """
    if not (entry.id.startswith(GENERAL) or facts.ai_in_play):
        return None
    if entry.id in absence and not facts.answer(CONSEQUENTIAL).ruled_out:
        return _absence_why(facts)
    if entry.required:
        return "Every contract of this kind should hold it."
    answers = {name: facts.known(name) for name in entry.required_when}
    yes = [name for name, known in answers.items() if known is Known.YES]
    if yes:
        return f"Required because {_said(yes)} is yes."
    unknown = [name for name, known in answers.items() if known is Known.UNKNOWN]
    if unknown:
        return f"Provisional: required if {_said(unknown)} is yes, which nobody has answered."
    return None


def _absence_why(facts: Facts) -> str:
    if facts.known(CONSEQUENTIAL) is Known.YES:
        return "Outputs are used in decisions about people, and no clause provides for this."
    return (
        "Provisional: nobody has said whether outputs are used in decisions about people; "
        "if they are, this is required."
    )


def _said(names: Sequence[str]) -> str:
    return " or ".join(name.replace("_", " ") for name in names)


def unseen_in(clause_type: str, not_seen: Sequence[str], playbook: Playbook) -> str | None:
    """Return the name of a document not supplied that may hold the type, else None."""
    for name in not_seen:
        for rule in playbook.routing.not_seen:
            if clause_type in rule.types and found([rule.name], name):
                return name
    return None


def missing_deviation(
    entry: Entry, why: str, analysis: Analysis, held: Mapping[str, Mapping[str, Held]]
) -> Deviation:
    """Return the row of an absent type at the gap where it would go."""
    severity = entry.missing_severity
    if why.startswith("Provisional") and severity is Severity.HIGH:
        severity = Severity.MEDIUM
    return Deviation(
        id=f"{analysis.document.id[:12]}:missing:{entry.id}",
        clause_id=None,
        gap=gap_for(entry, analysis, held),
        clause_type=entry.id,
        rule=_rule(entry),
        stance=Stance.MISSING,
        severity=severity,
        evidence=(),
        route=Route(entry.route.queue),
        why=why,
    )


def _rule(entry: Entry) -> str:
    if entry.required:
        return "required"
    return "required_when" if entry.required_when else "absence"
