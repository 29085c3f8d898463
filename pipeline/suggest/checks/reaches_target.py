"""The clause as edited is what we ask for: the fault is gone and no new one is there."""

from __future__ import annotations

from pipeline.playbook.entry import Entry
from pipeline.signals.evaluate import fired
from pipeline.signals.reading import Reading
from pipeline.suggest.proposal import Proposal
from pipeline.types.deviation import Stance

NAME = "reaches_target"


def check(proposal: Proposal) -> str | None:
    """Read the new text: no signal of a bad stance in the type mended, no new one in others."""
    after = proposal.read(proposal.new)
    left = [h.signal.id for h in fired(proposal.entry, after) if h.signal.stance in proposal.bad]
    if left:
        return f"still {', '.join(left)}"
    if proposal.likeness is not None and proposal.likeness(proposal.new) in proposal.bad:
        return "still reads like an unacceptable position"
    for entry in proposal.entries:
        worse = _unacceptable(entry, after)
        if worse:
            worse -= _unacceptable(entry, proposal.read(proposal.old))
        if worse:
            return f"brings in {', '.join(sorted(worse))} of {entry.id}"
    return None


def _unacceptable(entry: Entry, reading: Reading) -> set[str]:
    hits = fired(entry, reading)
    return {h.signal.id for h in hits if h.signal.stance is Stance.UNACCEPTABLE}
