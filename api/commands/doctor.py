"""`clausewright doctor`: what is installed, which weights, and what is off and why."""

from __future__ import annotations

import sys

import click


@click.command("doctor")
def command() -> None:
    """Say what is installed, the weights with their sha256, OCR, the data folder, what is off."""
    from api.health import findings

    bad = False
    for finding in findings():
        mark = {"ok": "ok ", "off": "off", "bad": "BAD"}[finding.state]
        click.echo(f"{mark}  {finding.what}: {finding.detail}")
        bad |= finding.state == "bad"
    sys.exit(1 if bad else 0)
