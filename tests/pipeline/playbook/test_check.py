from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.playbook import check
from pipeline.suggest.playbook_check import check_playbook
from tests.pipeline.compare.entries import LANGUAGE, entry, playbook, signal

DAY = date(2026, 11, 24)
LONG = "the supplier shall always tell the customer in good time before it stops the service"


def positions(**over: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "preferred": {
            "statement": "S.",
            "exemplars": ("one fish", "two fish", "red fish"),
            "language": LANGUAGE,
        },
        "fallback": {
            "statement": "S.",
            "exemplars": ("one bird", "two bird", "red bird"),
            "language": LANGUAGE,
        },
        "unacceptable": {
            "statement": "S.",
            "exemplars": ("It is a cat here.", "That was a cat there.", "Any cat will do."),
        },
    }
    return {key: {**value, **over.get(key, {})} for key, value in base.items()}


CAT = signal("cat", "unacceptable", phrase=[r"\bcat\b"])
FISH = signal("fish", "preferred", phrase=[r"\bfish\b"])


@pytest.mark.parametrize(
    ("given", "level", "rule", "told"),
    [
        pytest.param(
            {"review_by": "2026-11-23"},
            "warning",
            "review_overdue",
            "2026-11-23",
            id="review overdue",
        ),
        pytest.param(
            {"placement": {"heading": "H", "after": ["g_nowhere"]}},
            "error",
            "unknown_type",
            "g_nowhere",
            id="dangling placement",
        ),
        pytest.param(
            {"positions": positions(preferred={"language": "{{suplier}} shall pay."})},
            "error",
            "unknown_slot",
            "supplier",
            id="unknown slot in language",
        ),
        pytest.param(
            {"edits": [{"cures": ["cat"], "find": "cat", "replace": "{{dog}}"}]},
            "error",
            "unknown_slot",
            "{{dog}}",
            id="unknown slot in an edit",
        ),
        pytest.param(
            {"required_when": ["full_moon"]},
            "error",
            "unknown_fact",
            "personal_data",
            id="unknown fact",
        ),
        pytest.param(
            {
                "anchors": [
                    {
                        "citation": "C",
                        "fact": "F",
                        "jurisdiction": "Mars",
                        "sure": "high",
                        "checked_on": "2026-01-01",
                    }
                ]
            },
            "error",
            "unknown_jurisdiction",
            "Mars",
            id="unknown jurisdiction",
        ),
        pytest.param(
            {
                "positions": positions(
                    preferred={"exemplars": (LONG, LONG + " at night", "red fish")}
                )
            },
            "error",
            "exemplars_alike",
            "preferred[0] and preferred[1]",
            id="exemplars alike",
        ),
        pytest.param(
            {
                "positions": positions(
                    fallback={"exemplars": ("a cat bird", "two bird", "red bird")}
                )
            },
            "error",
            "misjudged",
            "fallback[0]",
            id="unacceptable signal holds on a fallback exemplar",
        ),
        pytest.param(
            {"positions": positions(preferred={"language": "{{supplier}} keeps a cat."})},
            "error",
            "misjudged",
            "preferred.language",
            id="unacceptable signal holds on the language",
        ),
        pytest.param(
            {"positions": positions(unacceptable={"exemplars": ("a cat", "the cat", "no dog")})},
            "warning",
            "uncaught",
            "unacceptable[2]",
            id="unacceptable exemplar not caught",
        ),
        pytest.param(
            {"positions": positions(unacceptable={"exemplars": ("a cat", "the cat", "no fish")})},
            "error",
            "misjudged",
            "unacceptable[2]",
            id="preferred signal holds on an unacceptable exemplar",
        ),
        pytest.param(
            {"signals": (CAT, FISH, signal("dog", "unacceptable", phrase=[r"\bdog\b"]))},
            "warning",
            "idle_signal",
            "dog",
            id="signal that holds on none of its own",
        ),
        pytest.param(
            {"edits": [{"cures": ["cat"], "find": r"\ba\b", "replace": "one"}]},
            "error",
            "edit_fails",
            "cat",
            id="edit that leaves its signal",
        ),
        pytest.param(
            {"edits": [{"cures": ["cat"], "find": "dog", "replace": "fish"}]},
            "warning",
            "idle_edit",
            "edits[0]",
            id="edit that fits nothing",
        ),
    ],
)
def test_findings(given: dict[str, Any], level: str, rule: str, told: str) -> None:
    book = playbook(entry("g_cat", **{"positions": positions(), "signals": (CAT, FISH), **given}))
    found = [f for f in check_playbook(book, DAY) if f.entry == "g_cat"]
    assert [f for f in found if (f.level, f.rule) == (level, rule) and told in f.message], found


def test_a_sound_entry_has_no_finding() -> None:
    edits = [{"cures": ["cat"], "find": r"\bcat\b", "replace": "fish"}]
    book = playbook(entry("g_cat", positions=positions(), signals=(CAT, FISH), edits=edits))
    assert [f for f in check_playbook(book, DAY) if f.entry == "g_cat"] == []


def test_routing_and_conflicts_must_name_entries() -> None:
    rules = {(f.entry, f.rule) for f in check(playbook(entry("g_cat")), DAY)}
    assert {("routing", "unknown_type"), ("conflicts", "unknown_type")} <= rules


def test_a_finding_reads_as_one_line() -> None:
    (line,) = {
        str(f)
        for f in check(playbook(entry("g_cat", review_by="2020-01-01")), DAY)
        if f.entry == "g_cat"
    }
    assert line == "warning: g_cat: review_overdue: review was due by 2020-01-01"
