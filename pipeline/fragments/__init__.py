"""Exact fragments of a text: names, parties and dates, found by rules and scored by weights."""

from pipeline.fragments.fragments import Fragment, fragments

__all__ = ["Fragment", "fragments"]
