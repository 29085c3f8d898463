"""Checked edits that would bring a document to the playbook's positions."""

from pipeline.suggest.suggest import suggest

__all__ = ["suggest"]
