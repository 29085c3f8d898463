"""The builder: takes the lines of a document in order and makes clauses of them."""

from __future__ import annotations

import re

from pipeline.segment.contents import CONTENTS
from pipeline.segment.drafts import Draft
from pipeline.segment.headings import (
    is_running_line,
    looks_like_data,
    looks_like_title,
    run_in_heading,
)
from pipeline.segment.labels import Label, match_label
from pipeline.segment.lines import Line
from pipeline.segment.outline import Outline
from pipeline.segment.sections import (
    Part,
    defined_term,
    listed_term,
    names_contract,
    opens_contract,
    part_of,
)

_CAPS_LEVEL, _TITLE_LEVEL = 1, 60  # outline levels of headings known by their shape alone
_FILED_AS = re.compile(r"(?:exhibit|ex\.?)\s+\d", re.IGNORECASE)
_NEW_PAPER = re.compile(r"(?:exhibit|schedule|annex|appendix|attachment|addendum|form of)\b", re.I)
_PARTIES = re.compile(r"\b(?:between|parties|party|hereinafter|dated|agreement”?\"?\))", re.I)
_DEFINING = re.compile(r"\bdefinitions?\b|\bmeanings?\b", re.IGNORECASE)
_BODY = 150  # characters: a paragraph rather than a caption or a name
_CLOSED = '.;:!?)]”"'


class Builder:
    """Holds the clauses so far (`drafts`) and where the next line goes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.outline = Outline()
        self._row: tuple[int, int] | None = None
        self._phase: Part | str | None = "start"  # "front", "contents", a Part or None
        self._recitals = 0

    def add(self, line: Line, following: Line | None) -> None:
        """Take the next line; `following` is the one after it."""
        words = line.span.slice(self.text)
        if line.contents:
            return self._contents(line)
        if line.row is not None or line.note:
            return self._apart(line, words)
        if self._phase == "start" and not is_running_line(words):
            self._begin(line, words)
            if self._phase == "front":
                return self._front(line, words)
        part = None if line.label else part_of(words)
        if part is None and (self._in_front(line, words) or self._in_signatures(line, words)):
            return None
        if line.label is not None:
            return self._numbered(line, line.label)
        if part is not None:
            return self._part(line, part, words)
        if term := defined_term(words) or (self._defines() and listed_term(words)) or None:
            return self._definition(line, term)
        self._unnumbered(line, words, following)

    def _unnumbered(self, line: Line, words: str, following: Line | None) -> None:
        caption = None if line.inline else run_in_heading(words)
        if is_running_line(words):
            self._plain(line, words)
        elif line.heading and line.level is not None and len(words) <= 3 * _BODY:
            self._titled(line, words, line.level, inside=False)
        elif self._is_title(line, words, following):
            groups = following is not None and following.label is not None
            shouts = words.isupper() or (groups and self._is_section(following))
            self._titled(line, words, _CAPS_LEVEL if shouts else _TITLE_LEVEL, inside=not shouts)
        elif caption and caption.isupper() and len(caption) > 3:
            self._titled(line, caption, _CAPS_LEVEL, inside=False)
            self.drafts[-1].bare = False
        elif caption and not self._in_numbers() and not looks_like_data(words[:40]):
            self._start(line, heading=caption, parent=self._home())
        elif line.bullet:
            self.outline.bullet(len(self.drafts), line.level)
            self._start(line, parent=self.outline.parent())
        else:
            self._plain(line, words)

    # Parts known by their place or words

    def _contents(self, line: Line) -> None:
        if self._phase == "contents" and not line.apart:
            return self.drafts[-1].join(line.span)
        self.outline.close()
        self._start(line, heading=CONTENTS)
        self.drafts[-1].open, self._phase = False, "contents"

    def _apart(self, line: Line, words: str) -> None:
        if line.row is not None and line.row == self._row and not line.apart:
            return self.drafts[-1].join(line.span)
        self._start(line, parent=self._home())
        draft, found = self.drafts[-1], match_label(words + " ")
        draft.open, self._row = False, line.row
        if line.row is not None and found and not words[found[1] :].strip():
            draft.number = found[0].shown
            draft.path = (*draft.path, found[0].shown)

    def _begin(self, line: Line, words: str) -> None:
        filed = line.label is not None and _FILED_AS.match(words)
        titled = line.label is None and (opens_contract(words) and part_of(words) is None)
        self._phase = "front" if filed or titled else None

    def _front(self, line: Line, words: str) -> None:
        named = looks_like_title(words) and not line.label and not looks_like_data(words)
        title = " ".join(words.split()) if named else None
        self._start(line, heading=title)
        self.drafts[-1].bare = len(words) < _BODY

    def _in_front(self, line: Line, words: str) -> bool:
        """Join a line to the title and parties, where the document still is at them."""
        if self._phase == "contents":
            self._phase = None
        if self._phase != "front":
            return False
        draft, title = self.drafts[-1], looks_like_title(words)
        deeper = line.heading and (line.level or 0) > 0
        joins = draft.bare or (not title and bool(_PARTIES.search(words)))
        if line.label is not None or defined_term(words) or deeper or line.apart or not joins:
            self._phase = None
            return False
        still = draft.bare and len(words) < _BODY
        draft.join(line.span)
        draft.bare = still
        if title and not looks_like_data(words) and not names_contract(draft.heading or ""):
            draft.heading = " ".join(words.split())
        return True

    def _in_signatures(self, line: Line, words: str) -> bool:
        if self._phase is not Part.SIGNATURES:
            return False
        label = line.label
        anew = label is not None and (label.style == "part" or label.values == (1,))
        if anew or line.apart or _NEW_PAPER.match(words) or len(words) > 4 * _BODY:
            self._phase = None
            return False
        if not self.drafts[-1].open:  # a table of signatures came between
            self._start(line, parent=self._home())
        else:
            self.drafts[-1].join(line.span)
        return True

    def _part(self, line: Line, part: Part, words: str) -> None:
        if part is Part.WHEREAS and self._phase in (Part.RECITALS, Part.WHEREAS):
            last = self.drafts[-1]
            if last.number is None and last.open and not line.apart:
                self._phase = part
                return last.join(line.span)
            return self._start(line, parent=self._home())
        self._phase = part
        self.outline.close()
        named = " ".join(words.split()).rstrip(":.") if part is Part.RECITALS else "Recitals"
        heading = named if part in (Part.RECITALS, Part.WHEREAS) else None
        self._start(line, heading="Signatures" if part is Part.SIGNATURES else heading)
        if part is not Part.OPERATIVE:
            self._recitals = len(self.drafts) - 1
            self.outline.heading(self._recitals, _CAPS_LEVEL, inside=False)
            self.drafts[-1].bare = part is Part.RECITALS
        return None

    # Clauses

    def _numbered(self, line: Line, label: Label) -> None:
        self._leave_recitals(label)
        rest = self.text[line.label_end : line.span.end].strip(" \t\u00a0\n–—-:.")
        title = " ".join(rest.split())
        alone = not title or (line.heading and len(title) <= _BODY) or looks_like_title(title)
        shape = alone and not looks_like_data(title)
        heading = defined_term(rest) or run_in_heading(rest) if ". " in title or not shape else None
        heading = (
            heading or defined_term(rest) or (title.rstrip(".:").lstrip("[") if shape else None)
        )
        self.outline.number(label, len(self.drafts), line.level, line.heading, line.own)
        self._start(line, heading=heading or None, parent=self.outline.parent())
        draft = self.drafts[-1]
        draft.number, draft.path = label.shown, (*draft.path, label.shown)
        draft.bare = alone and not looks_like_data(title)

    def _leave_recitals(self, label: Label) -> None:
        if self._phase not in (Part.RECITALS, Part.WHEREAS):
            self._phase = None
            return
        begun = len(self.drafts) > self._recitals + 1 or not self.drafts[self._recitals].bare
        numbers = label.style.startswith(("decimal", "article", "part"))
        top = self.outline.top
        if numbers and begun and (top is None or top.style != "decimal1" or label.values == (1,)):
            self._phase = None
            self.outline.close()

    def _definition(self, line: Line, term: str) -> None:
        if self._phase not in (Part.RECITALS, Part.WHEREAS):
            self._phase = None
        last = self.drafts[-1] if self.drafts else None
        if last is not None and last.bare and last.number and not last.heading and not line.apart:
            last.join(line.span)
            last.heading = term
            return
        self.outline.definition(len(self.drafts))
        self._start(line, heading=term, parent=self.outline.parent())

    def _titled(self, line: Line, words: str, level: int, inside: bool) -> None:
        last = self.drafts[-1] if self.drafts else None
        if last is not None and last.bare and last.number and not last.heading and not line.apart:
            last.join(line.span)
            last.heading, last.bare = " ".join(words.split()), True
            return
        self._phase = None
        self.outline.heading(len(self.drafts), level, inside)
        heading = " ".join(words.split()).rstrip(":.")
        self._start(line, heading=heading, parent=self.outline.parent())
        self.drafts[-1].bare = True

    def _plain(self, line: Line, words: str) -> None:
        last = self.drafts[-1] if self.drafts else None
        if last is None or not last.open or line.apart:
            self._start(line, parent=self._home())
        elif line.inline and self.outline.top and self.outline.top.clause == len(self.drafts) - 1:
            lead_in = self.outline.parent()  # the sentences after a list within a sentence
            if lead_in is not None:
                self.outline.leave(lead_in)
            self._start(line, parent=lead_in)
        elif last.bare or self._runs_on(last, words):
            last.join(line.span)
        elif (lead_in := self._list_left(last)) is not None:
            self.outline.leave(lead_in)
            self._start(line, parent=lead_in)
        elif self._in_numbers() or self._phase in (Part.RECITALS, Part.WHEREAS):
            last.join(line.span)
        else:
            self._start(line, parent=self._home())

    def _runs_on(self, last: Draft, words: str) -> bool:
        """Say whether a line goes on a sentence that the line before has not ended."""
        return (
            words[:1].islower() or is_running_line(words) or self.text[last.stop - 1] not in _CLOSED
        )

    def _list_left(self, last: Draft) -> int | None:
        """Return the clause whose list has ended before a paragraph in its own right."""
        top = self.outline.top
        parent = self.outline.parent()
        if top is None or not top.listed or parent is None or top.style == "definition":
            return None
        if self.drafts[top.clause] is not last and self.drafts[-1].parent != top.clause:
            return None
        return parent if self.text[self.drafts[parent].stop - 1] in ":—–" else None

    def _is_title(self, line: Line, words: str, following: Line | None) -> bool:
        caps = words.isupper() and len(words) < 60
        bare = words.rstrip(".") if caps else words
        shape = line.heading or (looks_like_title(bare) and not words.endswith(":"))
        if not shape or line.inline or following is None or looks_like_data(words):
            return False
        after = following.span.slice(self.text)
        if following.label is None and not following.heading:
            if looks_like_title(after) and not (words.isupper() and not after.isupper()):
                return False
        last = self.drafts[-1] if self.drafts else None
        named = last is not None and not (last.bare and last.number and not last.heading)
        if not self._in_numbers() or words.isupper() or not named:
            return sum(ch.isalpha() for ch in words) > 2
        ended = not self.drafts or self.text[self.drafts[-1].stop - 1] in ".;:"
        return ended and (self._is_section(following) or len(after) >= _BODY)

    def _is_section(self, line: Line | None) -> bool:
        label = line.label if line else None
        return label is not None and label.style in ("article", "decimal1")

    def _defines(self) -> bool:
        """Say whether the section the text is in says that definitions follow."""
        frames = [f for f in self.outline.stack if not f.listed]
        if not frames:
            return False
        draft = self.drafts[frames[-1].clause]
        return bool(_DEFINING.search(self.text[draft.start : min(draft.stop, draft.start + 400)]))

    def _in_numbers(self) -> bool:
        top = self.outline.top
        return top is not None and top.style != "heading"

    def _start(self, line: Line, heading: str | None = None, parent: int | None = None) -> None:
        self._row = None
        above = self.drafts[parent].path if parent is not None else ()
        self.drafts.append(
            Draft(line.span.start, line.span.end, None, heading, parent, above, line.page)
        )

    def _home(self) -> int | None:
        return self.outline.top.clause if self.outline.top else None
