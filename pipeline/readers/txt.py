"""Plain text: encodings, page breaks, hard-wrapped paragraphs made whole again."""

from __future__ import annotations

import re

from pipeline.errors import UnreadableFile
from pipeline.readers.decoding import decode
from pipeline.readers.drafts import Draft, Source, assemble
from pipeline.readers.limits import Limits
from pipeline.readers.marks import looks_like_heading
from pipeline.readers.wrapping import join_lines, paragraph_lines, wrap_width
from pipeline.types.document import BlockKind, Document, DocumentWarning, Story

EXTENSIONS = (".txt", ".text")
MEDIA_TYPE = "text/plain"

# Tags of the plain-text filings of the American securities regulator: <PAGE> begins a page.
_PAGE_TAG = re.compile(r"^[ \t]*<PAGE>[ \t]*\d*[ \t]*$", re.M)
_TABLE_TAG = re.compile(r"^(?:[ \t]*</?(?:TABLE|CAPTION|S|C|FN)>)+[ \t]*$", re.M)
_PAGE_NUMBER = re.compile(r"^\s*(?:-\s*|page\s+)?(\d{1,4})(?:\s*-)?\s*$", re.I)


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read plain text: a block is a paragraph, its locator the line it begins on (from 1).

    Form feeds and <PAGE> tags count pages; a rising row of bare page numbers is set aside in
    the margin story. Raises UnreadableFile for binary data or too many pages or characters.
    """
    text, warnings = decode(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _TABLE_TAG.sub("", _PAGE_TAG.sub("\f", text))
    pages = text.rstrip("\f\n ").split("\f")
    if len(pages) > limits.max_pages:
        raise UnreadableFile(f"{name}: {len(pages)} pages; at most {limits.max_pages} are allowed")
    lines = [line.expandtabs(8) for page in pages for line in page.split("\n")]
    page_of = [at for at, page in enumerate(pages, 1) for _ in page.split("\n")]
    numbers = page_number_lines(lines)
    width = wrap_width(lines)
    drafts: list[Draft] = []
    margin: list[Draft] = []
    for group in _groups(lines, page_of, width):
        page = page_of[group[0]] if len(pages) > 1 else None
        draft = Draft(join_lines([lines[i] for i in group]), page=page)
        draft.locator = {"line": group[0] + 1}
        if group[0] in numbers:
            draft.kind, draft.story = BlockKind.FOOTER, Story.MARGIN
            margin.append(draft)
        elif len(group) == 1 and looks_like_heading(draft.text):
            draft.kind = BlockKind.HEADING
        drafts.append(draft)
    if margin:
        message = f"{len(margin)} page numbers were set aside as margin text"
        warnings.append(DocumentWarning("running_lines", message))
    source = Source(data, name, MEDIA_TYPE)
    count = len(pages) if len(pages) > 1 else None
    return assemble(drafts, source, limits, warnings=warnings, pages=count)


def page_number_lines(lines: list[str]) -> set[int]:
    """Return the indexes of page numbers: bare, set off, three or more rising by one."""
    found: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        match = _PAGE_NUMBER.match(line)
        around = (lines[index - 1] if index else "", lines[index + 1 : index + 2])
        if match and (not around[0].strip() or not "".join(around[1]).strip()):
            found.append((index, int(match.group(1))))
    runs: list[list[tuple[int, int]]] = []
    for index, value in found:
        run = next((run for run in runs if run[-1][1] + 1 == value), None)
        if run is None:
            runs.append([(index, value)])
        else:
            run.append((index, value))
    return {index for run in runs if len(run) >= 3 for index, _ in run}


def _groups(lines: list[str], page_of: list[int], width: int | None) -> list[list[int]]:
    """Group lines into paragraphs that do not run over a page break."""
    groups: list[list[int]] = []
    for group in paragraph_lines(lines, width):
        part = [group[0]]
        for index in group[1:]:
            if page_of[index] != page_of[index - 1]:
                groups.append(part)
                part = []
            part.append(index)
        groups.append(part)
    return groups
