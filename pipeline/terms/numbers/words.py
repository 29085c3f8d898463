"""Whole numbers in English words, both ways, up to 999,999,999."""

from __future__ import annotations

import re

from pipeline.errors import UsageError

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_ONES = {word: value for value, word in enumerate(_SMALL)}
_SCALES = {"thousand": 1_000, "million": 1_000_000}
LARGEST = 999_999_999

_WORD = rf"(?:{'|'.join(sorted([*_ONES, *_TENS, 'hundred', *_SCALES], key=len, reverse=True))})"
_FRACTION = r"(?:half|quarters?|thirds?|tenths?)"
NUMBER_WORDS = (
    rf"\b{_WORD}(?:(?:\s+and\s+|\s*-\s*|\s+)(?!{_WORD}[-\s]{_FRACTION}\b){_WORD}(?![A-Za-z]))*\b"
)
_SEPARATOR = re.compile(r"[\s-]+")


def parse_number_words(text: str) -> int | None:
    """Return the whole number that `text` spells, or None when it spells none.

    Case, hyphens and "and" inside are free ("One Hundred and Twenty"). Figures are not words.
    """
    words = [word for word in _SEPARATOR.split(text.strip().lower()) if word]
    if words == ["zero"]:
        return 0
    if not words or words[-1] == "and":
        return None
    total, group, room, ceiling = 0, 0, 1000, LARGEST + 1
    previous = ""
    for word in words:
        if word == "and":
            if previous not in ("hundred", *_SCALES):
                return None
            room = 100
        elif word in _SCALES:
            scale = _SCALES[word]
            if group == 0 or scale >= ceiling:
                return None
            total, group, room, ceiling = total + group * scale, 0, 1000, scale
        else:
            step = _step(word, group, room)
            if step is None:
                return None
            group, room = step
        previous = word
    return total + group


def _step(word: str, group: int, room: int) -> tuple[int, int] | None:
    """Add one word to a group below a thousand; the next word must stay under `room`."""
    if word == "hundred":
        return (group * 100, 100) if 1 <= group <= 9 else None
    if word in _TENS:
        return (group + _TENS[word], 10) if room >= 100 else None
    value = _ONES.get(word, 0)
    return (group + value, 1) if 0 < value < room else None


def number_to_words(number: int, *, conjunction: bool = False) -> str:
    """Spell `number` (0 to 999,999,999) in lower case; `conjunction` writes "hundred and".

    Raises UsageError outside that range.
    """
    if not 0 <= number <= LARGEST:
        raise UsageError(f"{number} cannot be spelled; allowed are 0 to {LARGEST}")
    if number == 0:
        return "zero"
    parts: list[str] = []
    for name, scale in (("million", 1_000_000), ("thousand", 1_000)):
        if number >= scale:
            parts.append(f"{_group(number // scale, conjunction)} {name}")
            number %= scale
    if number:
        joint = "and " if conjunction and parts and number < 100 else ""
        parts.append(joint + _group(number, conjunction))
    return " ".join(parts)


def _group(number: int, conjunction: bool) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_SMALL[hundreds]} hundred"] if hundreds else []
    if rest:
        parts += ["and"] if hundreds and conjunction else []
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    ten = next(word for word, value in _TENS.items() if value == tens * 10)
    return f"{ten}-{_SMALL[ones]}" if ones else ten
