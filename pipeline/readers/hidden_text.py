"""Characters nobody sees: control characters, zero-width marks, direction overrides, tag letters.

Controls are taken out (no format can carry them on), everything else stays in the text and is
marked, because hidden words are evidence and never instructions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.types.document import DocumentWarning
from pipeline.types.span import Span

_LINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Joiners shape Persian or emoji; between Latin letters they only hide or split words.
_ZERO_WIDTH = re.compile(
    "[\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<=[ -\u024f])[\u200c\u200d]+(?=[ -\u024f])"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile("[\U000e0000-\U000e007f\U000e0100-\U000e01ef]")

_FOUND = (
    ("zero_width", _ZERO_WIDTH, "zero-width characters, which can split or hide words"),
    ("bidi_controls", _BIDI, "direction controls, which can make words show in another order"),
    ("tag_characters", _TAG, "invisible tag characters, which can spell hidden words"),
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text fit to keep. `dropped` holds, in order, offsets into the text as it was given."""

    text: str
    dropped: tuple[int, ...] = ()
    surrogates: int = 0

    def moved(self, offset: int) -> int:
        """Return where an offset of the given text stands now."""
        return offset - sum(1 for at in self.dropped if at < offset)


def clean(text: str) -> Cleaned:
    r"""Make every line end "\n", drop control characters, put U+FFFD for lone surrogates.

    Tab and newline stay. A "\r\n" counts as one dropped character.
    """
    dropped = [m.start() for m in _DROPPED.finditer(text)] if _DROPPED.search(text) else []
    if "\r\n" in text:
        dropped = sorted([*dropped, *(m.start() for m in re.finditer("\r\n", text))])
    text, surrogates = _SURROGATE.subn("�", text)
    return Cleaned(_DROPPED.sub("", _LINE.sub("\n", text)), tuple(dropped), surrogates)


def hidden_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of invisible characters in `text[start:end]`, in order and disjoint."""
    stop = len(text) if end is None else end
    found = [
        Span(match.start(), match.end())
        for _, pattern, _ in _FOUND
        for match in pattern.finditer(text, start, stop)
    ]
    return merge_spans(found)


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the union of `spans` as disjoint spans in order; touching ones become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if not len(span):
            continue
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def character_warnings(text: str, dropped: int = 0, surrogates: int = 0) -> list[DocumentWarning]:
    """Warn of invisible characters in `text`, and of those cleaning took out of it."""
    warnings = []
    if dropped:
        warnings.append(
            DocumentWarning("control_characters", f"{dropped} control characters were left out")
        )
    if surrogates:
        message = f"{surrogates} broken characters were replaced by U+FFFD"
        warnings.append(DocumentWarning("lone_surrogates", message))
    for code, pattern, what in _FOUND:
        count = sum(1 for _ in pattern.finditer(text))
        if count:
            warnings.append(DocumentWarning(code, f"the text holds {count} {what}"))
    return warnings


def hidden_warning(text: str, spans: Sequence[Span], how: str) -> list[DocumentWarning]:
    """Warn, in one sentence, of words that a reader of the page does not see; `how` names why."""
    words = sum(len(span.slice(text).split()) for span in spans)
    if not words:
        return []
    message = f"{words} words are hidden from a reader of the page ({how}); kept and marked"
    return [DocumentWarning("hidden_text", message)]
