"""Playbooks as data: entries, routing, conflicts and slots, loaded and checked."""

from pipeline.playbook.check import Finding, check
from pipeline.playbook.entry import Entry
from pipeline.playbook.load import load_playbook, shipped_folders
from pipeline.playbook.playbook import Playbook

__all__ = ["Entry", "Finding", "Playbook", "check", "load_playbook", "shipped_folders"]
