"""What the making of every suggestion for one document shares."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.playbook.entry import Entry
from pipeline.playbook.playbook import Playbook
from pipeline.signals.exemplars import Embed, Exemplars
from pipeline.signals.reading import Reading, read_clauses
from pipeline.suggest.filler import Filler
from pipeline.suggest.rationale import citable, rationale
from pipeline.terms import Parties
from pipeline.types.analysis import Analysis
from pipeline.types.deal import Deal
from pipeline.types.deviation import Deviation, Stance


class Desk:
    """The document's readings, names for slots, exemplars, and the deal they serve."""

    def __init__(
        self,
        analysis: Analysis,
        playbook: Playbook,
        deal: Deal,
        parties: Parties,
        embed: Embed | None,
    ) -> None:
        self.analysis = analysis
        self.playbook = playbook
        self.deal = deal
        self.parties = parties
        self.filler = Filler(analysis.document.text, parties, analysis.terms, playbook.slots)
        self.readings: dict[str, Reading] = read_clauses(
            analysis.document.text, list(analysis.clauses), analysis.terms, parties
        )
        self._embed = embed

    def lead_of(self, clause_id: str) -> str:
        """Return the words that introduce a clause, "" when none do."""
        reading = self.readings[clause_id]
        return " ".join(span.slice(reading.source) for span in reading.lead)

    def likeness(self, entry: Entry) -> Callable[[str], Stance] | None:
        """Return a judge of texts by the entry's exemplars, None without an encoder."""
        embed = self._embed
        if embed is None or entry.positions is None:
            return None
        exemplars = Exemplars([entry], embed)

        def judge(text: str) -> Stance:
            vector = embed([text])[0]
            length = float((vector @ vector) ** 0.5) or 1.0
            return exemplars.nearest(entry, vector / length)

        return judge

    def reasons(self, deviation: Deviation) -> tuple[str, tuple[str, ...]]:
        """Return our rationale for a deviation and the citations it rests on."""
        entry = self.playbook.entries[deviation.clause_type]
        anchors = citable(entry, self.playbook, self.deal, self.analysis)
        text = rationale(entry, deviation.why, anchors)
        return text, tuple(anchor.citation for anchor in anchors)
