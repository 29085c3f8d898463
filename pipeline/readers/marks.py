"""List marks and heading shapes as they stand typed in a line of text."""

from __future__ import annotations

import re

# "1." "1.2.3" "12.1)" "(a)" "(iv)" "a)" "A." "§ 4" "Section 2.1" "ARTICLE IV" "Exhibit B" bullets
_MARK = re.compile(
    r"(?:(?P<decimal>\d{1,3}(?:\.\d{1,3}){0,5})[.)]?(?=\s|$)"
    r"|\((?:\d{1,3}|[A-Za-z]{1,2}|[ivxlcIVXLC]{1,6})\)"
    r"|(?:[A-Za-z]|[ivxIVX]{1,5})[.)](?=\s|$)"
    r"|(?:section|article|clause|exhibit|schedule|annex|appendix)\s+(?:\d[\d.]*|[IVXLC]+\b|[A-Z]\b)"
    r"|§\s*\d"
    r"|[•●○▪■◦‣–*·o-](?=\s))",
    re.I,
)
_HEADING_END = re.compile(r"[.;:,]$")
_MOST_HEADING = 120


def mark_of(line: str) -> str | None:
    """Return the list mark that `line` begins with ("2.1", "(a)", "•"), or None.

    A bare number without a point or bracket counts only when it has parts ("2.1"), since "30
    days" may begin a line.
    """
    match = _MARK.match(line.lstrip())
    if match is None:
        return None
    text = match.group(0)
    if match.group("decimal") and text.isdigit():
        return None
    return text


def all_capitals(line: str) -> bool:
    """Say whether `line` has at least three letters and all are capitals."""
    letters = [ch for ch in line if ch.isalpha()]
    return len(letters) >= 3 and all(ch.isupper() for ch in letters)


def looks_like_heading(line: str) -> bool:
    """Say whether `line` alone has the shape of a heading: short, in capitals, no sentence end."""
    line = line.strip()
    if len(line) > _MOST_HEADING or not all_capitals(line):
        return False
    return not _HEADING_END.search(line) or mark_of(line) is not None
