"""Add one sentence at the clause's end."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.playbook.entry import EditRule
from pipeline.signals.evaluate import Hit
from pipeline.suggest.case import Case

WAY = "insert_sentence"


def write(rule: EditRule, case: Case, hits: Sequence[Hit]) -> str | None:
    """Add the filled sentence after the clause's last words, when those end a sentence."""
    body = case.text.rstrip()
    if rule.insert_sentence is None or not body.rstrip("\"'”’)]").endswith((".", "!", "?")):
        return None
    return f"{body} {case.filler.fill(rule.insert_sentence)}{case.text[len(body) :]}"
