"""Hard-wrapped plain text: which lines were one paragraph before somebody set a line width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.readers.marks import looks_like_heading, mark_of

_UNWRAPPED = 120
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")
_COLUMNS = re.compile(r"\S(?: {4,}|\t+)\S.*?(?: {4,}|\t+)\S")
_LEADERS = re.compile(r"\.{5,}|(?:\. ){4,}|_{5,}|\|.*\|")
_RULE = re.compile(r"^\s*([-=~*])(?:\s*\1){2,}\s*$")


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width in characters that `lines` were wrapped at, or None if they were not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return None
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    return width if 40 <= width <= _UNWRAPPED else None


def is_rule(line: str) -> bool:
    """Say whether `line` is only a drawn rule such as "-----"."""
    return _RULE.match(line) is not None


def paragraph_lines(lines: Sequence[str], width: int | None) -> list[list[int]]:
    """Group the indexes of non-blank `lines` (tabs expanded) into paragraphs, in order.

    With `width` None every line is its own paragraph. Otherwise a line goes on the one before
    unless a blank line, a list mark, a table, a heading or a centred line stands between, or the
    line before ended early by choice: its successor's first word would have fitted.
    """
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        if not line.strip() or is_rule(line):
            continue
        before = lines[index - 1] if index else ""
        goes_on = width is not None and groups and groups[-1][-1] == index - 1
        if goes_on and width is not None and _continues(before, line, width):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def join_lines(lines: Sequence[str]) -> str:
    """Join wrapped lines by one space; after a hyphen inside a word by nothing."""
    text = ""
    for line in lines:
        piece = line.strip()
        inside = text[-1:] == "-" and text[-2:-1].isalpha() and piece[:1].islower()
        text += piece if inside or not text else f" {piece}"
    return text


def _continues(before: str, line: str, width: int) -> bool:
    last, piece = before.rstrip(), line.strip()
    if any(_COLUMNS.search(s.strip()) or _LEADERS.search(s) for s in (before, line)):
        return False
    if _centred(before, width) or _centred(line, width):
        return False
    if looks_like_heading(before) != looks_like_heading(line) and not _mid_sentence(last, piece):
        return False
    if mark_of(piece) and not (_mid_sentence(last, piece) and _indent(line) <= _indent(before)):
        return False
    room = width - len(last) - 1 - len(piece.split(maxsplit=1)[0])
    if room < max(6, width // 8):
        return True
    return _mid_sentence(last, piece) and len(last) > width // 2


def _mid_sentence(last: str, piece: str) -> bool:
    return not _SENTENCE_END.search(last) and (piece[0].islower() or piece[0].isdigit())


def _centred(line: str, width: int) -> bool:
    left, text = _indent(line), line.strip()
    right = width - left - len(text)
    return left >= 12 and right >= 8 and abs(left - right) <= max(8, width // 6)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
