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
from pipeline.types.deal import Deal
from pipeline.types.review import Review


def review_text(text: str, name: str, deal: Deal) -> Review:
    """Return the review of a text, read as Markdown where `name` ends so."""
    tools = _tools()
    document = read_bytes(text.encode("utf-8"), name)
    return judge(LocalStages(tools).analyse(document), (), deal, tools, Stopwatch())


def reviewer_config() -> Mapping[str, str]:
    """Return what decides a review: weights and playbook."""
    tools = _tools()
    return {"weights": tools.model_version, "playbook": tools.playbook.version}


@lru_cache(maxsize=1)
def _tools() -> Tools:
    settings = Settings.from_environment()
    return tools_for(Recipe(settings.home, None, settings.threads))
