"""Dates as contracts write them: in figures, in words, with blanks, and left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.types.span import Span

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTH = rf"(?i:{_MONTHS})\b\.?"
# Extracted text parts a raised "th" from its figure, and even its letters: "14t h day".
_ORDINAL = r"(?i:\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)\b)"
_BLANK = r"(?:_{1,30}|\.{3,30}|\[[^\[\]\n]{0,20}\])"
_DAY = rf"(?:\d{{1,2}}(?:{_ORDINAL})?|{_BLANK}(?:{_ORDINAL})?)"
_WORDS = (
    r"(?i:(?:(?:twenty|thirty)[\s-]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth))"
)
_YEAR = r"(?:(?:19|20)\s?\d\s?\d\b|(?:19|20)?(?:__{1,6}|\[[^\[\]\n]{0,12}\])|['’]\d\d\b)"
_GAP = r"[\s,]{1,4}"
_FORMS = (
    # March 3, 2005; Nov  5,  1999; September ___, 2019
    rf"\b{_MONTH}\s{{0,3}}{_DAY}\s?,?\s{{0,3}}{_YEAR}",
    # 3rd day of March, 2005; the [ ] day of [ ], 2020
    rf"(?:\b|(?=[\[_])){_DAY}(?:\s*\(\w{{1,15}}\))?\s+(?i:day\s+of)\s+(?:{_MONTH}|{_BLANK})(?:{_GAP}{_YEAR})?",
    # third day of March, 2005
    rf"\b{_WORDS}\s+(?i:day\s+of)\s+{_MONTH}(?:{_GAP}{_YEAR})?",
    # day of , 20: the figure itself is lost
    r"\b(?i:day\s+of)\s*,\s*(?:19|20)(?:\d\d|__+)?(?!\d)",
    # 3 March 2005; 3-Mar-05; the 3rd of March 2005
    rf"\b\d{{1,2}}(?:{_ORDINAL})?(?:\s+(?i:of))?[\s-]{{1,3}}{_MONTH}[\s,-]{{1,3}}(?:{_YEAR}|\d\d\b)",
    # 1/2/03; 18.9.2008; 3-14-18; 2018-05-04
    r"(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:(?:19|20)\d\d|\d\d)(?![\d/-])",
    r"(?<![\d/.-])(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}(?![\d/-])",
    # March 2005; [●], 2020; ____ 2020
    rf"\b{_MONTH}{_GAP}{_YEAR}",
    rf"{_BLANK}{_GAP}(?:19|20)\d\d\b",
    # a place for a date: Dated as of [●]
    r"(?<=as of )\[[^\[\]\n]{0,20}\]|(?<=AS OF )\[[^\[\]\n]{0,20}\]",
)
_DATE = re.compile("|".join(f"(?:{form})" for form in _FORMS))
# Dates that are said, not figured.
_SAID = re.compile(
    r"(?i)\bthe\s+(?:later\s+of\s+the\s+)?(?:effective\s+|last\s+|latest\s+|closing\s+|signing\s+|"
    r"execution\s+)?date\s+(?:of\s+(?:the\s+|its\s+|this\s+)?\w+(?:\s+\w+)?|first\s+(?:set\s+forth|"
    r"(?:above\s+)?written)(?:\s+(?:above|below))?|hereof|on\s+which[^,.;()]{1,80}|"
    r"set\s+forth[^,.;()]{1,50}|it\s+is[^,.;()]{1,50}|last\s+(?:signed|written|set)[^,.;()]{0,50}|"
    r"(?:this|the)\s+agreement[^,.;()]{1,50})"
    r"|\b(?:the|on)\s+(?:closing|distribution|signing|launch|commencement|execution|plan)\s+date\b"
)


# Every date has one of these, and is sought only so many characters round it.
_ANCHOR = re.compile(r"\d|__|\[|\bday\s+of\b", re.IGNORECASE)
_ROUND = 48


def dates(text: str) -> Iterator[Span]:
    """Yield every date that is written in figures or words, or left blank, in text order."""
    for start, stop in _stretches(text):
        for match in _DATE.finditer(text, start, stop):
            yield Span(match.start(), match.end())


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = stop = 0
    for match in _ANCHOR.finditer(text):
        if match.start() - _ROUND > stop:
            if stop:
                yield start, stop
            start = match.start() - _ROUND
        stop = match.end() + _ROUND
    if stop:
        yield start, min(stop, len(text))


def said_dates(text: str) -> Iterator[Span]:
    """Yield dates given by description: "the date of the Closing"."""
    for match in _SAID.finditer(text):
        yield Span(match.start(), match.end())
