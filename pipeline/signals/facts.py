"""Facts of the deal: a person's answer first, else what the contract itself says, else unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.playbook.routing import Routing
from pipeline.signals.patterns import first, found, masked
from pipeline.signals.reading import Reading, Sentence
from pipeline.types.deal import Deal, Known
from pipeline.types.span import Span

CONSEQUENTIAL = "consequential_use"
AI_SYSTEM = "ai_system"


@dataclass(frozen=True, slots=True)
class Answer:
    """`by` says who answered: "person", "contract" or "nobody"; `spans` are the words."""

    known: Known
    by: str = "nobody"
    says: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def ruled_out(self) -> bool:
        """Say whether the answer is no; unknown is never no."""
        return self.known is Known.NO


_UNKNOWN = Answer(Known.UNKNOWN)


class Facts:
    """The facts of one deal, over the readings of all its documents; answers are kept."""

    def __init__(self, deal: Deal, readings: Iterable[Reading], routing: Routing) -> None:
        self._deal = deal
        self._readings = list(readings)
        self._routing = routing
        self._answers: dict[str, Answer] = {}
        self._refuse_contradiction()

    def answer(self, name: str) -> Answer:
        """Return the answer to a named fact; a name without data has a person's answer alone."""
        if name not in self._answers:
            self._answers[name] = self._find(name)
        return self._answers[name]

    def known(self, name: str) -> Known:
        """Return yes, no or unknown."""
        return self.answer(name).known

    @property
    def ai_in_play(self) -> bool:
        """Say whether the deal is about AI: stated, shown by its words, or by a use it shows."""
        return Known.YES in (self.known(AI_SYSTEM), self.known(CONSEQUENTIAL))

    def _find(self, name: str) -> Answer:
        told = self._deal.fact(name)
        if told is not Known.UNKNOWN:
            return Answer(told, "person")
        if name == CONSEQUENTIAL:
            return self._consequential()
        fact = self._routing.facts.get(name)
        if fact is None:
            return _UNKNOWN
        return self._stated(fact.stated, fact.denied, fact.unless)

    def _stated(
        self, stated: Sequence[str], denied: Sequence[str], unless: Sequence[str]
    ) -> Answer:
        for known, patterns in ((Known.NO, denied), (Known.YES, stated)):
            for sentence in self._sentences() if patterns else ():
                match = first(patterns, sentence.text)
                if match and not found(unless, sentence.text):
                    spans = sentence.locate(match.start(), match.end())
                    return Answer(known, "contract", match[0], spans)
        return _UNKNOWN

    def _consequential(self) -> Answer:
        uses = self._routing.uses.items()
        told = [name for name, use in uses if self._deal.fact(use.fact) is Known.YES]
        if told:
            return Answer(Known.YES, "person", ", ".join(told))
        for name, use in uses:
            if self._deal.fact(use.fact) is Known.NO:
                continue
            for sentence in self._sentences():
                if not found(use.cues, sentence.text):
                    continue
                text = masked(sentence.text, self._routing.guards)
                match = first(use.cues, text)
                if match and self._affirmed(text):
                    spans = sentence.locate(match.start(), match.end())
                    return Answer(Known.YES, "contract", name, spans)
        denied = self._routing.facts.get(CONSEQUENTIAL)
        if denied is not None:
            answer = self._stated((), denied.denied, denied.unless)
            if answer.known is Known.NO:
                return answer
        if all(self._deal.fact(use.fact) is Known.NO for _, use in uses):
            return Answer(Known.NO, "person")
        return _UNKNOWN

    def _affirmed(self, text: str) -> bool:
        """Say whether a sentence says that something automated is used so, and does not deny it."""
        routing = self._routing
        if not found(routing.use_verbs, text) or found(routing.use_denials, text):
            return False
        return self.known(AI_SYSTEM) is Known.YES or found(routing.use_actors, text)

    def _sentences(self) -> Iterable[Sentence]:
        for reading in self._readings:
            yield from reading.sentences

    def _refuse_contradiction(self) -> None:
        uses = [use.fact for use in self._routing.uses.values()]
        yes = [name for name in uses if self._deal.fact(name) is Known.YES]
        if yes and self._deal.fact(CONSEQUENTIAL) is Known.NO:
            raise UsageError(
                f"facts contradict: {CONSEQUENTIAL} is no but {', '.join(yes)} is yes; "
                f"say {CONSEQUENTIAL}: yes, or the uses no"
            )
