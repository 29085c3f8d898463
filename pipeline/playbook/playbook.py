"""A loaded playbook: entries by id with the routing, conflict and slot data beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.playbook.conflict_rules import ConflictRule, DealRules
from pipeline.playbook.entry import Entry
from pipeline.playbook.routing import Routing
from pipeline.playbook.slots import Slot


@dataclass(frozen=True)
class Playbook:
    """`version` is a hash over the contents of every file; `files` says where an entry stands."""

    entries: Mapping[str, Entry]
    routing: Routing
    conflicts: tuple[ConflictRule, ...]
    deal_rules: DealRules
    slots: Mapping[str, Slot]
    version: str
    files: Mapping[str, Path]

    @cached_property
    def by_cuad(self) -> Mapping[str, str]:
        """Entry ids by the CUAD category they answer to."""
        return {entry.cuad: entry.id for entry in self.entries.values() if entry.cuad}

    def entry_of(self, label: str) -> Entry | None:
        """Return the entry of a tagger's label: its own id, or "cuad:" and a category."""
        if label.startswith("cuad:"):
            label = self.by_cuad.get(label.removeprefix("cuad:"), "")
        return self.entries.get(label)
