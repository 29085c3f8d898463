"""Words broken over two lines: which hyphens were only the typesetter's."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad]$")
_FIRST = re.compile(r"^([^\W\d_]+(?:-[^\W\d_]+)*)")
_ALWAYS = frozenset("non self third well short long high low full half arm arms".split())
_USUALLY = frozenset(
    "co pre post anti semi quasi cross inter ex first second part all by one two three four joint "
    "above below so end on off over under multi sub".split()
)
_JOINTS = frozenset("to of in off out up and or the".split())


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of `texts`, lines in order, casefolded, hyphenated ones whole.

    The two parts of a word broken over lines do not count.
    """
    words: set[str] = set()
    broken = False
    for text in texts:
        found = [match.group(0).casefold() for match in _WORD.finditer(text)]
        breaks = text.rstrip().endswith(("-", "\u00ad"))
        words.update(found[1 if broken else 0 : -1 if breaks else None])
        broken = breaks
    return frozenset(words)


def join(before: str, after: str, known: frozenset[str]) -> str:
    """Join two lines of one paragraph.

    A hyphen at the end goes when the document has the joined word elsewhere, stays when it has
    the hyphenated one or both parts, or when the first part is such as "non"; otherwise it goes,
    if the next line begins in lower case. Before a capital or digit it stays, without a space.
    """
    before, after = before.rstrip(), after.lstrip()
    broken = before.endswith(("-", "\u00ad"))
    match = _LAST.search(before[-60:]) if broken else None
    if match is None or not after:
        return f"{before} {after}" if before and after else before + after
    first = _FIRST.match(after)
    soft = before.endswith("\u00ad")
    if first is None or not after[0].islower():
        return before[:-1] + after if soft else before + after
    left, right = match.group(1).casefold(), first.group(1).casefold()
    if soft or _drop(left, right, known):
        return before[:-1] + after
    return before + after


def _drop(left: str, right: str, known: frozenset[str]) -> bool:
    head = left.rsplit("-", 1)[-1]
    if head + right in known or left + right in known:
        return True
    if f"{left}-{right}" in known:
        return False
    if head in _ALWAYS or right in _JOINTS or (head in _USUALLY and right in known):
        return False
    return not (head in known and right in known and min(len(head), len(right)) >= 3)
