"""Places in a text as a reader gives it, found again in the source it was read from, and back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.types.span import Span

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Words that stand in both texts, in order: starts here and there, lengths, ends here."""

    here: Sequence[int]
    there: Sequence[int]
    length: Sequence[int]
    ends: Sequence[int]

    def find(self, span: Span) -> Span | None:
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.here, span.end) - 1
        if first > last:
            return None
        head = max(span.start - self.here[first], 0)
        tail = min(span.end - self.here[last], self.length[last])
        return Span(self.there[first] + head, self.there[last] + tail)


class Alignment:
    """Words (runs of letters and digits) of a text paired with those of its source.

    A reader drops mark-up and joins lines, so places differ though the words are the same. The
    longest runs of equal words are paired first (difflib).
    """

    def __init__(self, read: str, source: str) -> None:
        ours, theirs = (list(_WORD.finditer(text)) for text in (read, source))
        matcher = SequenceMatcher(
            None, [word[0] for word in ours], [word[0] for word in theirs], autojunk=False
        )
        pairs = [
            (ours[block.a + i], theirs[block.b + i])
            for block in matcher.get_matching_blocks()
            for i in range(block.size)
        ]
        here, there = ([pair[side].start() for pair in pairs] for side in (0, 1))
        length = [len(pair[0][0]) for pair in pairs]
        ends = [pair[0].end() for pair in pairs], [pair[1].end() for pair in pairs]
        self._to_source = _Pairs(here, there, length, ends[0])
        self._to_read = _Pairs(there, here, length, ends[1])

    def in_source(self, span: Span) -> Span | None:
        """Return where the words of a span of the read text stand in the source.

        It runs from the first to the last letter or digit; None where the source has none of them.
        """
        return self._to_source.find(span)

    def in_read(self, span: Span) -> Span | None:
        """Return where the words of a span of the source stand in the read text, None if nowhere.

        It runs from the first to the last letter or digit.
        """
        return self._to_read.find(span)


def words(text: str) -> list[str]:
    """Return the runs of letters and digits of a text."""
    return _WORD.findall(text)


def stands_in(said: str, place: str) -> bool:
    """Say whether the words `said` stand in `place` in order, with none added.

    The words of `place` between them are what a reader leaves out, such as the target of a link.
    The last of `said` may be cut off.
    """
    ours, theirs = words(said), iter(words(place))
    return bool(ours) and all(any(word == other for other in theirs) for word in ours)
