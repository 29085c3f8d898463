"""Playbooks for tests: small entries of our own beside the shipped routing, conflicts and slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.playbook import Entry, Playbook, load_playbook

LANGUAGE = "{{supplier}} shall treat {{customer_data}} well."


def entry(key: str, **given: Any) -> Entry:
    """A clause entry with harmless defaults; `given` overrides."""
    position = {"statement": "S.", "exemplars": ("one fish", "two fish", "red fish")}
    values: dict[str, Any] = {
        "id": key,
        "kind": "clause",
        "title": key.replace("_", " ").capitalize(),
        "definition": "D.",
        "review_by": "2030-01-01",
        "severity": "high",
        "missing_severity": "high",
        "route": {"queue": "general"},
        "placement": {"heading": "A New Matter"},
        "positions": {
            "preferred": {**position, "language": LANGUAGE},
            "fallback": {**position, "language": LANGUAGE},
            "unacceptable": position,
        },
        "signals": (
            {"id": "never", "stance": "unacceptable", "why": "W.", "phrase": (r"\bxyzzy\b",)},
        ),
        "rationale": "Because of risk.",
        "outgoing": "We would like a clearer text.",
    }
    values.update(given)
    if values["kind"] != "clause":
        for name in ("positions", "signals", "rationale", "outgoing"):
            values.pop(name)
    return Entry.model_validate(values)


def signal(key: str, stance: str, **test: Any) -> dict[str, Any]:
    return {"id": key, "stance": stance, "why": f"Why {key}.", **test}


def playbook(*entries: Entry) -> Playbook:
    shipped = load_playbook()
    return replace(shipped, entries={e.id: e for e in entries}, files={})


ROUTED: Mapping[str, str] = {
    "bias_fairness_testing": "must",
    "explainability_reasons": "must",
    "human_oversight": "must",
    "contestability_appeal": "must",
    "liability_cap_ai": "trigger",
    "g_governing_law": "none",
}


def routed_playbook() -> Playbook:
    return playbook(
        *(
            entry(key, kind="routing", route={"queue": "general", "specialist": rule})
            for key, rule in ROUTED.items()
        )
    )
