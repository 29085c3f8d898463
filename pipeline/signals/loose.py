"""Words that stand in no document yet, read as a clause: exemplars and edited text."""

from __future__ import annotations

from pipeline.signals.reading import Reading
from pipeline.terms import Parties, extract
from pipeline.types.clause import Clause
from pipeline.types.document import Block, Document
from pipeline.types.span import Span

_NOBODY = Parties()


def read_text(text: str, parties: Parties = _NOBODY, lead: str = "") -> Reading:
    """Return the reading of `text`, introduced by `lead`, with its terms extracted."""
    source = f"{lead}\n{text}" if lead else text
    start = len(source) - len(text)
    span = Span(start, len(source))
    blocks = ([Block(Span(0, len(lead)))] if lead else []) + [Block(span)]
    document = Document("loose", "loose", "text/plain", source, tuple(blocks))
    clause = Clause("loose", "loose", None, span, text)
    terms = tuple(extract(document, [clause]))
    return Reading(source, span, (Span(0, len(lead)),) if lead else (), parties, terms)
