"""HTML contracts, read with the standard library's parser; nothing is fetched or run."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from pipeline.errors import UnreadableFile
from pipeline.readers.decoding import decode
from pipeline.readers.drafts import Draft, Source, assemble
from pipeline.readers.html_numbers import label, list_type
from pipeline.readers.html_style import declarations, hidden_by, own_background
from pipeline.readers.html_tables import Table, end_table
from pipeline.readers.limits import Limits
from pipeline.readers.links import shown_link
from pipeline.readers.sniff import looks_like_html
from pipeline.types.document import BlockKind, Document, DocumentWarning, Story

EXTENSIONS = (".html", ".htm", ".xhtml")
MEDIA_TYPE = "text/html"

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I)
_HEADING = re.compile(r"h([1-6])$")
_BLOCKS = frozenset(
    "p div section article main aside header footer nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table "
    "tr td th caption thead tbody tfoot blockquote pre hr center address figure figcaption form "
    "fieldset legend details summary body html".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset("script style template title iframe object svg select noscript".split())
_MARGIN = {"nav": BlockKind.HEADER, "footer": BlockKind.FOOTER}
_TYPED = {"text", "", "date", "number", "email", "tel", "url"}
_MOST_DEEP = 5000

matches = looks_like_html


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read HTML as a browser would show it; words that styles hide are kept and marked.

    Numbers of ordered lists go to `Block.number`. Scripts, styles and comments are left out.
    Raises UnreadableFile for binary data, nesting without end, or too many characters.
    """
    declared = _CHARSET.search(data[:4096])
    text, warnings = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    page = _Page(name)
    page.feed(text)
    page.close()
    page.flush()
    for code, what in (
        ("comments", "comments that a reader of the page does not see: left out"),
        ("scripts", "scripts: left out and not run"),
        ("deleted_text", "passages marked as deleted: left out"),
        ("struck_text", "struck-out passages, kept as text"),
    ):
        if page.counts[code]:
            warnings.append(DocumentWarning(code, f"{page.counts[code]} {what}"))
    how = ", ".join(sorted(page.ways)) or "hidden"
    source = Source(data, name, MEDIA_TYPE)
    return assemble(page.drafts, source, limits, warnings=warnings, hidden_how=how)


@dataclass(slots=True)
class _Open:
    tag: str
    hidden: str | None
    painted: bool
    unseen: bool
    address: str = ""
    mark: int = 0


@dataclass(slots=True)
class _List:
    kind: str | None
    next: int = 1


class _Page(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.drafts: list[Draft] = []
        self.counts: Counter[str] = Counter()
        self.ways: set[str] = set()
        self._name = name
        self._open: list[_Open] = []
        self._lists: list[_List] = []
        self._tables: list[Table] = []
        self._table_count = 0
        self._number: str | None = None
        self._parts: list[str] = []
        self._length = 0
        self._hidden: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag == "br":
            self._break()
        elif tag == "input" and attributes.get("type", "").lower() in _TYPED:
            self.handle_data(f" {attributes.get('value', '')} ")
        if tag in _BLOCKS:
            self.flush()
        if tag in _VOID:
            return
        self._close_implied(tag)
        self._push(tag, attributes)
        if tag in {"ol", "ul"}:
            self._begin_list(tag, attributes)
        elif tag == "li" and self._lists:
            self._begin_item(attributes)
        elif tag == "table":
            self._tables.append(Table(self._table_count, len(self.drafts)))
            self._table_count += 1
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row(len(self.drafts))
        elif tag in {"td", "th"} and self._tables:
            self._tables[-1].begin_cell(attributes.get("colspan", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag == "br":
            self._break()
        if not any(held.tag == tag for held in reversed(self._open)):
            return
        while self._open:
            held = self._open.pop()
            self._end(held)
            if held.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._open and not data.strip():
            return
        if any(held.unseen for held in self._open):
            return
        if not any(held.tag == "pre" for held in self._open):
            data = re.sub(r"[ \t\r\n\f]+", " ", data)
            if data.startswith(" ") and (not self._parts or self._parts[-1][-1:] in {" ", "\n"}):
                data = data[1:]
        if not data:
            return
        how = self._hides()
        if how and data.strip():
            self.ways.add(how)
            self._hidden.append((self._length, self._length + len(data)))
        self._parts.append(data)
        self._length += len(data)

    def handle_comment(self, data: str) -> None:
        self.counts["comments"] += bool(data.strip()) and not data.lstrip().startswith("[if")

    def flush(self) -> None:
        """End the block under way."""
        text, hidden = "".join(self._parts), self._hidden
        self._parts, self._hidden, self._length = [], [], 0
        if not text.strip():
            return
        draft = Draft(text, hidden=hidden, locator={"line": self.getpos()[0]})
        tags = [held.tag for held in self._open]
        heading = next((m for m in map(_HEADING.match, reversed(tags)) if m), None)
        draft.row = self._tables[-1].place() if self._tables else None
        if heading is not None:
            draft.kind, draft.level = BlockKind.HEADING, int(heading.group(1)) - 1
        elif self._lists and "li" in tags:
            draft.kind, draft.level = BlockKind.LIST_ITEM, len(self._lists) - 1
        elif draft.row is not None:
            draft.kind = BlockKind.TABLE_CELL
        draft.number, self._number = self._number, None
        margin = next((_MARGIN[tag] for tag in tags if tag in _MARGIN), None)
        if margin is not None:
            draft.kind, draft.story = margin, Story.MARGIN
        self.drafts.append(draft)

    def _push(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _MOST_DEEP:
            raise UnreadableFile(f"{self._name}: nested more than {_MOST_DEEP} elements deep")
        unseen = tag in _UNSEEN or tag == "del"
        self.counts["scripts"] += tag == "script"
        self.counts["deleted_text"] += tag == "del"
        self.counts["struck_text"] += tag in {"s", "strike"}
        address = attributes.get("href", "") if tag == "a" else ""
        painted = own_background(attributes)
        self._open.append(
            _Open(tag, hidden_by(attributes), painted, unseen, address, len(self._parts))
        )

    def _end(self, held: _Open) -> None:
        if held.tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif held.tag == "table" and self._tables:
            end_table(self._tables.pop(), self.drafts)
        elif held.tag == "a" and held.address and held.mark < len(self._parts):
            words = "".join(self._parts[held.mark :])
            added = shown_link(words, held.address)[len(words) :]
            if added:
                self._parts.append(added)
                self._length += len(added)

    def _close_implied(self, tag: str) -> None:
        """Close elements whose end tag HTML allows to be left out."""
        ends = {"li": {"li"}, "p": {"p"}, "td": {"td", "th"}, "th": {"td", "th"}}
        ends |= {"tr": {"tr", "td", "th"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}
        while self._open and self._open[-1].tag in ends.get(tag, ()):
            self._end(self._open.pop())

    def _begin_list(self, tag: str, attributes: dict[str, str]) -> None:
        style = declarations(attributes.get("style", ""))
        shown = style.get("list-style-type", "") or style.get("list-style", "")
        kind = list_type(attributes.get("type", "1"), shown) if tag == "ol" else None
        start = attributes.get("start", "")
        self._lists.append(_List(kind, int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1))

    def _begin_item(self, attributes: dict[str, str]) -> None:
        held = self._lists[-1]
        value = attributes.get("value", "")
        if re.fullmatch(r"-?\d{1,6}", value):
            held.next = int(value)
        self._number = f"{label(held.next, held.kind)}." if held.kind else None
        held.next += 1

    def _hides(self) -> str | None:
        """Return why words here are not seen; white on an element that paints is seen."""
        painted = any(held.painted for held in self._open)
        ways = (held.hidden for held in self._open if held.hidden)
        return next((way for way in ways if way != "white" or not painted), None)

    def _break(self) -> None:
        if any(held.unseen for held in self._open):
            return
        if self._parts and self._parts[-1] == "\n":
            self.flush()
        elif self._parts:
            self._parts[-1] = self._parts[-1].rstrip(" ") or "\n"
            if self._parts[-1] != "\n":
                self._parts.append("\n")
            self._length = sum(map(len, self._parts))
