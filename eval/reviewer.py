"""Reviewing a text as the product does, without its store, index and redline."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.build.judge import judge
from pipeline.build.local import LocalStages
from pipeline.build.stopwatch import Stopwatch
from pipeline.build.tools import Recipe, Tools, tools_for
from pipeline.readers import read_bytes
from pipeline.settings import Settings
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal
from pipeline.types.review import Review


def review_text(text: str, name: str, deal: Deal) -> Review:
    """Return the review of a text, read as Markdown where `name` ends so."""
    return judge(analyse_text(text, name), (), deal, reviewer_tools(), Stopwatch())


@lru_cache(maxsize=4)  # tasks that run one after another look at the same few contracts
def analyse_text(text: str, name: str) -> Analysis:
    """Return a text as read, cut and tagged."""
    return LocalStages(reviewer_tools()).analyse(read_bytes(text.encode("utf-8"), name))


def reviewer_config() -> Mapping[str, str]:
    """Return what decides a review: weights and playbook."""
    tools = reviewer_tools()
    return {"weights": tools.model_version, "playbook": tools.playbook.version}


def reviewer_seen() -> Mapping[str, frozenset[str]]:
    """Return, by data set, the documents that the reviewer's weights were trained or tuned on."""
    return reviewer_tools().model.seen


@lru_cache(maxsize=1)
def reviewer_tools() -> Tools:
    """Return the shipped playbook and model."""
    settings = Settings.from_environment()
    return tools_for(Recipe(settings.home, None, settings.threads))
