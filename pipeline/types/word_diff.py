"""The smallest readable word-level edits that turn one text into another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.types.span import Span
from pipeline.types.suggestion import Edit

_TOKEN = re.compile(r"\w+(?:[’'\-.,]\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w")
_PHRASE = 40  # characters from which a change counts as rewriting, not as a change of words

_Change = tuple[int, int, int, int]


def word_edits(old: str, new: str, at: int = 0) -> list[Edit]:
    """Return disjoint edits, in order, whose application to `old` gives exactly `new`.

    Whole words, runs of white space and single marks are the units; `at` is where `old` stands in
    the document, in code points. Where phrases are rewritten, changes parted by little that is
    unchanged are joined, since confetti is harder to read than one replaced phrase.
    """
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    changes = [(i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
    starts_left, starts_right = _starts(left), _starts(right)
    edits = []
    for i, j, k, m in _joined(changes, left, right):
        span = Span(at + starts_left[i], at + starts_left[j])
        original = old[starts_left[i] : starts_left[j]]
        replacement = new[starts_right[k] : starts_right[m]]
        if original != replacement:
            edits.append(Edit(span, original, replacement))
    return edits


def _starts(tokens: list[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _joined(changes: list[_Change], left: list[str], right: list[str]) -> Iterator[_Change]:
    held: _Change | None = None
    for change in changes:
        if held is None:
            held = change
            continue
        kept = left[held[1] : change[0]]
        if _joins(kept, held, change, left, right):
            held = (held[0], change[1], held[2], change[3])
        else:
            yield held
            held = change
    if held is not None:
        yield held


def _joins(
    kept: list[str], before: _Change, after: _Change, left: list[str], right: list[str]
) -> bool:
    if "\n" in "".join(kept):
        return False
    words = sum(bool(_WORD.match(token)) for token in kept)
    if words == 0:
        return not "".join(kept).strip() and _replaces(before) and _replaces(after)
    if words == 1 and min(_size(before), _size(after)) >= 5:
        return True
    around = min(_weight(before, left, right), _weight(after, left, right))
    return len("".join(kept)) * 2 <= around and around >= _PHRASE


def _replaces(change: _Change) -> bool:
    return change[1] > change[0] and change[3] > change[2]


def _weight(change: _Change, left: list[str], right: list[str]) -> int:
    """Return how many characters a change strikes or puts in, whichever is more."""
    i, j, k, m = change
    return max(len("".join(left[i:j])), len("".join(right[k:m])))


def _size(change: _Change) -> int:
    return max(change[1] - change[0], change[3] - change[2])
