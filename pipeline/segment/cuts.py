"""Cuts: where numbered parts, definitions and recitals begin inside one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence as Row
from dataclasses import dataclass
from itertools import pairwise

from pipeline.segment.headings import looks_like_title, run_in_heading
from pipeline.segment.labels import Label, match_label, readings
from pipeline.segment.sequence import Sequence
from pipeline.types.span import Span

_DEFINES = r"(?:means|shall mean|has the meaning|shall have the meaning)\b"
_MARK = re.compile(
    rf"""(?<=\s)(?:
    (?P<number>(?:(?:ARTICLE|Article)\s+(?:\d{{1,2}}|[IVXL]{{1,6}})\b|(?:(?:SECTION|Section)\s+)?
      \d{{1,3}}(?:\.\d{{1,3}}){{0,5}}\.?)(?=\s+["“(]?[A-Z])|\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}\.?(?=\s+\())
    |(?P<list>\((?:[a-z]{{1,4}}|\d{{1,2}}|[A-Z])\)(?=\s+\S)|(?:[a-zA-Z]|[ivx]{{2,4}})\.(?=\s+["“]?[A-Z])|\d{{1,2}}\)(?=\s))
    |(?P<part>(?:Annex|Exhibit|Schedule|Appendix|ANNEX|EXHIBIT|SCHEDULE|APPENDIX)\s+(?:\d{{1,2}}|[A-Z])
      (?=\s+[A-Z]))
    |(?P<defines>["“][A-Z][^"“”]{{1,60}}["”]\s+{_DEFINES})
    |(?P<formula>WHEREAS\b|NOW,?\s+THEREFORE\b|IN\s+WITNESS\s+WHEREOF\b)
    )""",
    re.VERBOSE,
)
_DEFINITION = re.compile(rf"(?:\S{{1,8}}\s+)?[\"“][^\"“”]{{1,80}}[\"”]\s+{_DEFINES}")
_JOINING = re.compile(r"(?:^|(?<=[\s;,.]))(?:and/or|and|or|but)$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?<=[.;:”\")])\s+\d{1,3}$")
_REFERS = re.compile(
    r"\b(?:sections?|clauses?|articles?|paragraphs?|exhibits?|schedules?|annex|appendix|no|nos|part|"
    r"and|or|to|through|of|in|by|under|see|§+)\.?$",
    re.IGNORECASE,
)
_ENDS = ".;:—–"
_BEFORE = 60  # characters looked back for what a mark stands after
_AFTER = 120  # characters looked ahead for the caption of a section
_SENTENCE = re.compile(
    r"(?<=[a-z)]{2})(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bNo)(?<!\bvs)\.[\"”’)]*\s+(?=[“\"]?[A-Z])"
)
_SHOUTED = re.compile(r"\s*[A-Z]{4,}\b")
_FEWEST = 4  # words an item of a list has at least, its mark and joining words among them
_SHORTEST = 12  # characters a sentence after a list has at least


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    label: Label
    before: str  # the last character before it, joining words and closing quotes apart
    captioned: bool  # stands right after the caption of its section


def inline_cuts(text: str, span: Span, counted: Sequence) -> list[int]:
    """Return the offsets inside a paragraph where a new numbered part begins.

    A section number must come exactly next in `counted`, which is carried on, and stand after a
    sentence or a caption. A list is cut where it begins at its first mark (or goes on the list
    before the paragraph), has two items in order and parts them by ; : or a full stop; without a
    colon or caption before it, three. Lists parted by commas or of few words stay whole. Sentences
    after a list that is part of a sentence are a part of their own. Definitions are cut where two
    stand in the paragraph.
    """
    cuts: list[int] = []
    listed: list[_Mark] = []
    defines = [span.start] if _DEFINITION.match(text, span.start, span.end) else []
    at = span.start
    for found in _MARK.finditer(text, span.start + 1, span.end):
        start, kind = found.start(), found.lastgroup
        before = text[max(at, start - _BEFORE) : start].rstrip()
        paged = at == span.start and before.strip().isdigit()  # a page number heads the paragraph
        before = "" if paged else before
        if kind in ("formula", "defines"):
            if _last(before) in _ENDS:
                (cuts if kind == "formula" else defines).append(start)
            continue
        label = match_label(text[start : found.end() + 6])
        if label is None or (kind == "part" and not paged):
            continue
        mark = _Mark(start, label[0], _last(before), _captioned(text, at, start))
        if kind == "list":
            listed.append(mark)
        elif kind == "part" or _is_section(
            mark, before, counted, text[start + label[1] : start + _AFTER]
        ):
            cuts += [*_lists(text, listed, start, counted), start]
            counted.note(mark.label)
            listed, at = [], start
    cuts += _lists(text, listed, span.end, counted)
    if len(defines) > 1:
        cuts += [start for start in defines if start > span.start]
    return sorted(set(cuts))


def _is_section(mark: _Mark, before: str, counted: Sequence, after: str) -> bool:
    skips = len(mark.label.values) == 1 and not mark.label.bare and _SHOUTED.match(after)
    next_ = counted.plausible(mark.label) if skips else counted.goes_on(mark.label)
    if not next_ or _REFERS.search(before):
        return False
    if mark.captioned or (len(mark.label.values) > 1 and run_in_heading(after)):
        return True
    ends = _last(_PAGE_NUMBER.sub("", before)) in f'{_ENDS}”")'
    shouts = before.split()[-1:] and before.split()[-1].isupper() and len(before.split()[-1]) > 1
    return (ends or bool(shouts)) and not mark.label.bare


def _last(before: str) -> str:
    """Return the character that ends `before`; blank after nothing, joining words skipped."""
    bare = _JOINING.sub("", before).rstrip()
    return bare.rstrip("\"”’')]")[-1:] or (bare[-1:] or ":")


def _captioned(text: str, at: int, start: int) -> bool:
    """Say whether only a number and a caption stand between the last cut and a mark."""
    if start - at > 120:
        return False
    words = text[at:start].strip()
    found = match_label(words + " ")
    rest = words[found[1] :].strip(" .") if found else ""
    return bool(rest) and looks_like_title(rest)


def _lists(text: str, marks: Row[_Mark], end: int, counted: Sequence) -> list[int]:
    """Return where the items of lists among `marks` begin, and count them.

    Where the only list is part of a sentence, the sentence after it begins a part too.
    """
    chains: list[list[_Mark]] = []
    open_: dict[str, list[_Mark]] = {}
    values: dict[str, int] = {}
    carried: set[int] = set()
    for i, mark in enumerate(marks):
        style, value = _reading(mark, marks[i + 1 : i + 2], values)
        parted = mark.before in _ENDS or mark.captioned
        if style in values and value == values[style] + 1 and parted:
            _close_deeper(open_, values, style)
            open_[style].append(mark)
        elif value == 1 or (counted.lists.get(style) == value - 1 and parted):
            if value > 1:
                carried.add(len(chains))
            open_[style] = [mark]
            chains.append(open_[style])
        else:
            continue
        values[style] = value
    kept = [
        mark
        for n, chain in enumerate(chains)
        if n in carried or _whole(text, chain)
        for mark in chain
    ]
    for mark in sorted(kept, key=lambda mark: mark.start):
        counted.note(mark.label)
    closing = _closing(text, kept, end) if len(kept) == max(map(len, chains), default=0) else None
    return [mark.start for mark in kept] + ([closing] if closing else [])


def _closing(text: str, items: Row[_Mark], end: int) -> int | None:
    """Return where the sentence after a list of parts of a sentence begins, or None."""
    for mark in items:
        after = text[mark.start + len(mark.label.shown) : end].lstrip()
        if not after[:1].islower():
            return None
    found = _SENTENCE.search(text, items[-1].start, end) if items else None
    return found.end() if found and end - found.end() >= _SHORTEST else None


def _reading(mark: _Mark, after: Row[_Mark], values: dict[str, int]) -> tuple[str, int]:
    options = [(style, numbers[-1]) for style, numbers in readings(mark.label)]
    going_on = [one for one in options if values.get(one[0]) == one[1] - 1]
    if going_on and not (after and after[0].label.shown == "(ii)" and options[0][1] == 1):
        return going_on[0]
    return options[0]


def _close_deeper(open_: dict[str, list[_Mark]], values: dict[str, int], style: str) -> None:
    since = open_[style][-1].start
    for other in [s for s, chain in open_.items() if s != style and chain[0].start > since]:
        del open_[other], values[other]


def _whole(text: str, chain: Row[_Mark]) -> bool:
    """Say whether marks in order are a list worth cutting: items of some words, a clear lead-in."""
    if len(chain) < 2:
        return False
    items = [text[one.start : after.start] for one, after in pairwise(chain)]
    if any(len(item.split()) < _FEWEST for item in items):
        return False
    if chain[0].before in _ENDS or chain[0].captioned:
        return True
    return len(chain) > 2 and all(mark.before == ";" for mark in chain[1:])
