"""Markdown inside a line: emphasis, code, links, escapes and tags, down to the words."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.readers.html_style import hidden_by
from pipeline.readers.links import shown_link

_LABEL = r"\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)"
    r"|<(?P<auto>https?://[^\s<>]+|mailto:[^\s<>]+)>"
    r"|<(?P<close>/)?(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s[^<>]*)?)/?>"
    rf"|(?P<image>!)?{_LABEL}"
    r"(?:\(\s*<?(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[\"'(][^\"')]*[\"')])?\s*\)"
    r"|\[(?P<ref>[^\[\]]*)\])"
    r"|(?P<mark>\*{1,3}(?!\*)|_{1,3}(?!_)|~~)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});)"
)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_LONG_RUN = re.compile(r"\*{4,}|_{4,}")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_VOID = {"br", "hr", "img", "input", "wbr", "col", "meta", "link"}


@dataclass(slots=True)
class Inline:
    """Words of a line; `hidden` holds half-open ranges of them, `struck` says of deletions."""

    text: str = ""
    hidden: list[tuple[int, int]] = field(default_factory=list)
    struck: bool = False


@dataclass(slots=True)
class _Piece:
    text: str
    mark: str = ""
    opens: bool = False
    closes: bool = False
    hidden: bool = False


def inline(source: str, references: Mapping[str, str] | None = None) -> Inline:
    """Return the words of one paragraph of Markdown; `references` maps link labels to addresses."""
    source = _BREAK.sub("<br>", source)
    pieces: list[_Piece] = []
    tags: list[tuple[str, bool]] = []
    at = 0
    for match in _tokens(source):
        pieces.append(_Piece(source[at : match.start()], hidden=_any_hides(tags)))
        at = match.end()
        piece = _piece(match, source, references or {})
        if match.group("tag"):
            _turn(tags, match)
        piece.hidden = _any_hides(tags)
        pieces.append(piece)
    pieces.append(_Piece(source[at:], hidden=_any_hides(tags)))
    struck = _match_marks(pieces)
    return _gather(pieces, struck)


def _tokens(source: str) -> list[re.Match[str]]:
    """Find tokens outside long runs such as a signature line of underscores."""
    found: list[re.Match[str]] = []
    at = 0
    while match := _TOKEN.search(source, at):
        run = _LONG_RUN.search(source, at, match.end() + 4)
        if run and run.start() <= match.start():
            at = run.end()
            continue
        found.append(match)
        at = match.end()
    return found


def _piece(match: re.Match[str], source: str, references: Mapping[str, str]) -> _Piece:
    groups = match.groupdict()
    if groups["escaped"]:
        return _Piece(groups["escaped"])
    if groups["code"]:
        return _Piece(groups["code"].strip())
    if groups["auto"]:
        return _Piece(groups["auto"].removeprefix("mailto:"))
    if groups["tag"]:
        return _Piece("\n" if groups["tag"].lower() == "br" else "")
    if groups["mark"]:
        before = source[match.start() - 1 : match.start()] or " "
        after = source[match.end() : match.end() + 1] or " "
        inner = groups["mark"][0] == "_" and before.isalnum() and after.isalnum()
        opens = not after.isspace() and not inner
        closes = not before.isspace() and not inner
        return _Piece(groups["mark"], groups["mark"], opens, closes)
    if groups["entity"]:
        return _Piece(html.unescape(groups["entity"]))
    return _Piece(_link(match, references))


def _link(match: re.Match[str], references: Mapping[str, str]) -> str:
    label = match.group("label") or ""
    words = inline(label, references).text
    if match.group("image"):
        return words
    address = match.group("url")
    if address is None:
        key = (match.group("ref") or label).casefold()
        if key not in references:
            return match.group(0)
        address = references[key]
    return shown_link(words, address)


def _any_hides(tags: list[tuple[str, bool]]) -> bool:
    return any(hides for _, hides in tags)


def _turn(tags: list[tuple[str, bool]], match: re.Match[str]) -> None:
    name = match.group("tag").lower()
    if match.group("close"):
        for index in range(len(tags) - 1, -1, -1):
            if tags[index][0] == name:
                del tags[index:]
                return
    elif name not in _VOID and not match.group(0).endswith("/>"):
        found = _ATTRIBUTE.findall(match.group("attributes"))
        attributes = {key.lower(): a or b or c for key, a, b, c in found}
        tags.append((name, hidden_by(attributes) is not None))


def _match_marks(pieces: list[_Piece]) -> bool:
    """Empty the marks that pair up; return whether any of them struck words out."""
    open_marks: list[_Piece] = []
    struck = False
    for piece in pieces:
        if not piece.mark:
            continue
        opener = _opener(open_marks, piece) if piece.closes else None
        if opener is None:
            if piece.opens:
                open_marks.append(piece)
            continue
        struck = struck or piece.mark == "~~"
        taken = min(len(opener.text), len(piece.text))
        opener.text, piece.text = opener.text[taken:], piece.text[taken:]
        del open_marks[open_marks.index(opener) + (1 if opener.text else 0) :]
        if piece.text and piece.opens:
            open_marks.append(piece)
    return struck


def _opener(open_marks: list[_Piece], piece: _Piece) -> _Piece | None:
    same = [mark for mark in open_marks if mark.mark[0] == piece.mark[0]]
    equal = [mark for mark in same if len(mark.text) == len(piece.text)]
    found = equal or same
    return found[-1] if found else None


def _gather(pieces: list[_Piece], struck: bool) -> Inline:
    out = Inline(struck=struck)
    parts: list[str] = []
    at = 0
    for piece in pieces:
        if piece.hidden and piece.text:
            out.hidden.append((at, at + len(piece.text)))
        parts.append(piece.text)
        at += len(piece.text)
    out.text = "".join(parts)
    return out
