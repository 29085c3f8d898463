"""One clause under repair, and what a writer may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.playbook.entry import Entry, Target
from pipeline.signals.evaluate import Hit, fired
from pipeline.signals.loose import read_text
from pipeline.signals.reading import Reading
from pipeline.suggest.filler import Filler
from pipeline.terms import Parties
from pipeline.types.deviation import Stance
from pipeline.types.span import Span

Verdict = Callable[[Entry, str], Stance]


@dataclass(frozen=True)
class Case:
    """`text` as it stands now; `lead` introduces it; spans of `reading` start after the lead.

    `bad` are the stances to be rid of. `focus` are places of `text`, in code points, that
    decided where no signal did.
    """

    entry: Entry
    text: str
    lead: str
    parties: Parties
    filler: Filler
    bad: frozenset[Stance]
    target: Target
    focus: tuple[Span, ...] = ()

    def read(self, text: str | None = None) -> Reading:
        """Return the reading of `text`, or of the clause as it stands."""
        return read_text(self.text if text is None else text, self.parties, self.lead)

    def hits(self, text: str | None = None) -> list[Hit]:
        """Return the signals of a bad stance that hold, their spans places of the text."""
        reading = self.read(text)
        out = []
        for hit in fired(self.entry, reading):
            if hit.signal.stance in self.bad:
                out.append(Hit(hit.signal, _own(hit.spans, reading)))
        return out


def _own(spans: tuple[Span, ...], reading: Reading) -> tuple[Span, ...]:
    shift = reading.span.start
    return tuple(
        Span(max(span.start, shift) - shift, span.end - shift) for span in spans if span.end > shift
    )
