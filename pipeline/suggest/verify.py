"""Every check of the folder, run over a proposal."""

from __future__ import annotations

from pipeline.suggest.proposal import Proposal
from pipeline.suggest.registry import components
from pipeline.types.suggestion import Check


def verify(proposal: Proposal, skip: frozenset[str] = frozenset()) -> tuple[Check, ...]:
    """Return one result per check, in name order, without those in `skip`."""
    out = []
    for module in components("pipeline.suggest.checks"):
        if module.NAME in skip:
            continue
        wrong = module.check(proposal)
        out.append(Check(module.NAME, wrong is None, wrong or ""))
    return tuple(out)


def failed(checks: tuple[Check, ...]) -> tuple[str, ...]:
    """Return the names of the checks that failed."""
    return tuple(check.name for check in checks if not check.ok)
