"""Markdown contracts: headings, numbered and nested lists, tables, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.readers.decoding import decode
from pipeline.readers.drafts import Draft, Source, assemble
from pipeline.readers.limits import Limits
from pipeline.readers.marks import mark_of
from pipeline.readers.md_inline import inline
from pipeline.types.document import BlockKind, Document, DocumentWarning, Story

EXTENSIONS = (".md", ".markdown")
MEDIA_TYPE = "text/markdown"

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_CODE_ELEMENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)([^\[\]]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\[\]\s]+)\]:\s+(.*)")
_ATX = re.compile(r"^ {0,3}(#{1,6})(?:\s+(.*?))??(?:\s+#+)?\s*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-+)\s*$")
_BREAK = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"^(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+|$)(.*)$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read Markdown. An automatic list number goes to `Block.number`, dotted where lists nest.

    Comments, scripts and front matter are left out with a warning; a block's locator is its line.
    Raises UnreadableFile for binary data or too many characters.
    """
    text, warnings = decode(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for pattern, code, what in (
        (_FRONT_MATTER, "front_matter", "front matter that a reader of the page does not see"),
        (_COMMENT, "comments", "comments that a reader of the page does not see"),
        (_CODE_ELEMENT, "scripts", "scripts or style sheets"),
    ):
        count = sum(1 for _ in pattern.finditer(text))
        if count:
            text = pattern.sub(lambda match: "\n" * match.group(0).count("\n"), text)
            warnings.append(DocumentWarning(code, f"{count} {what}: left out"))
    blocks = _Blocks()
    for line in text.split("\n"):
        blocks.take(line.expandtabs(4))
    blocks.end()
    if blocks.struck:
        message = f"{blocks.struck} blocks hold struck-out words, kept as text"
        warnings.append(DocumentWarning("struck_text", message))
    return assemble(blocks.drafts, Source(data, name, MEDIA_TYPE), limits, warnings=warnings)


@dataclass(slots=True)
class _List:
    indent: int
    ordered: bool
    count: int = 0
    label: str = ""


@dataclass(slots=True)
class _Blocks:
    """Takes lines one by one; `drafts` holds the finished blocks."""

    drafts: list[Draft] = field(default_factory=list)
    struck: int = 0
    _lines: list[str] = field(default_factory=list)
    _draft: Draft | None = None
    _lists: list[_List] = field(default_factory=list)
    _references: dict[str, str] = field(default_factory=dict)
    _raw: list[tuple[Draft, str]] = field(default_factory=list)
    _fence: str | None = None
    _table: int = -1
    _row: int | None = None
    _line: int = 0
    _blank: bool = True

    def take(self, line: str) -> None:
        self._line += 1
        if self._fenced(line):
            return
        line = re.sub(r"^ {0,3}(?:> ?)+", "", line)
        if not line.strip():
            self._flush()
            self._blank, self._row = True, None
            return
        if not (self._definition(line) or self._rule_or_heading(line) or self._cells(line)):
            self._item_or_words(line)
        self._blank = False

    def end(self) -> None:
        self._flush()
        for draft, source in self._raw:
            words = inline(source, self._references)
            draft.text, draft.hidden = words.text, words.hidden
            self.struck += words.struck

    def _fenced(self, line: str) -> bool:
        match = _FENCE.match(line)
        if self._fence is None and match is None:
            return False
        if self._fence is None and match is not None:
            self._flush()
            self._fence = match.group(1)
        elif match is not None and match.group(1).startswith(self._fence or "`"):
            self._fence = None
        elif line.strip():
            self.drafts.append(Draft(line.strip(), locator={"line": self._line}))
        return True

    def _definition(self, line: str) -> bool:
        if match := _REFERENCE.match(line):
            self._references.setdefault(match.group(1).casefold(), match.group(2))
            return True
        if match := _FOOTNOTE.match(line):
            note = Draft("", BlockKind.FOOTNOTE, Story.NOTES, number=match.group(1))
            self._begin(note, match.group(2))
            return True
        return False

    def _rule_or_heading(self, line: str) -> bool:
        setext = _SETEXT.match(line)
        if setext and self._draft is not None and self._draft.kind is BlockKind.PARAGRAPH:
            self._draft.kind = BlockKind.HEADING
            self._draft.level = 0 if setext.group(1)[0] == "=" else 1
            self._flush()
            return True
        if _BREAK.match(line):
            self._flush()
            return True
        if match := _ATX.match(line):
            self._lists.clear()
            heading = Draft("", BlockKind.HEADING, level=len(match.group(1)) - 1)
            self._begin(heading, match.group(2) or "")
            self._flush()
            return True
        return False

    def _cells(self, line: str) -> bool:
        if "|" not in line:
            self._row = None
            return False
        if self._row is None:
            if not (_DELIMITER.match(line) and len(self._lines) == 1 and "|" in self._lines[0]):
                return False
            header, self._lines, self._draft = self._lines[0], [], None
            self._table, self._row = self._table + 1, 0
            self._cell_row(header, self._line - 1)
        else:
            self._row += 1
            self._cell_row(line, self._line)
        return True

    def _cell_row(self, line: str, number: int) -> None:
        cells = _CELL.split(line.strip().removeprefix("|").removesuffix("|"))
        for column, cell in enumerate(cells):
            if cell.strip():
                row = (self._table, self._row or 0, column)
                draft = Draft("", BlockKind.TABLE_CELL, row=row, locator={"line": number})
                self.drafts.append(draft)
                self._raw.append((draft, cell.strip().replace("\\|", "|")))

    def _item_or_words(self, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        match = _ITEM.match(line)
        if match and (self._draft is None or self._draft.kind is BlockKind.LIST_ITEM):
            self._item(match)
        elif match and match.group(6) and (match.group(2) or match.group(3) == "1"):
            self._item(match)
        elif self._draft is not None and not self._typed_item(line, indent):
            self._lines.append(line)
        else:
            while self._lists and indent < self._lists[-1].indent + 2:
                self._lists.pop()
            level = len(self._lists) - 1 if self._lists else None
            self._begin(Draft("", level=level), line)

    def _typed_item(self, line: str, indent: int) -> bool:
        """Say whether a line that follows words begins an item with a mark typed as text."""
        if mark_of(line) is None:
            return False
        before = self._lines[-1]
        ended = before.rstrip().endswith((".", ";", ":", "; and", "; or", ", and", ", or"))
        return ended or indent > len(before) - len(before.lstrip()) > 0

    def _item(self, match: re.Match[str]) -> None:
        indent, ordered = len(match.group(1)), match.group(3) is not None
        while self._lists and indent < self._lists[-1].indent:
            self._lists.pop()
        top = self._lists[-1] if self._lists else None
        if top is None or indent >= top.indent + 2:
            top = _List(indent, ordered)
            self._lists.append(top)
        elif top.ordered != ordered:
            top = self._lists[-1] = _List(indent, ordered)
        number = None
        if ordered:
            top.count = top.count + 1 if top.count else int(match.group(3))
            outer = [held.label for held in self._lists[:-1] if held.ordered]
            top.label = ".".join([*outer[-1:], str(top.count)])
            number = top.label if outer else f"{top.label}{match.group(4)}"
        level = len(self._lists) - 1
        self._begin(Draft("", BlockKind.LIST_ITEM, number=number, level=level), match.group(6))

    def _begin(self, draft: Draft, words: str) -> None:
        self._flush()
        draft.locator = {"line": self._line}
        self._draft, self._lines = draft, [words]

    def _flush(self) -> None:
        if self._draft is not None:
            self.drafts.append(self._draft)
            self._raw.append((self._draft, _joined(self._lines)))
        self._draft, self._lines = None, []


def _joined(lines: list[str]) -> str:
    """Join soft-wrapped lines by a space; two spaces or a backslash at the end keep the break."""
    text = ""
    for line in lines:
        hard = text.endswith(("  ", "\\"))
        text = text.rstrip().removesuffix("\\") if hard else text.rstrip()
        text += ("\n" if hard else " " if text else "") + line.lstrip()
    return text.rstrip()
