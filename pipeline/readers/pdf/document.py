"""A whole PDF as a Document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pipeline.errors import UnreadableFile
from pipeline.readers.drafts import Draft, Source, assemble
from pipeline.readers.limits import Limits
from pipeline.readers.pdf import hyphens, ocr, structure
from pipeline.readers.pdf.extract import extract_page
from pipeline.readers.pdf.layout import Line, Page
from pipeline.readers.pdf.lines import page_lines
from pipeline.readers.pdf.margins import is_page_number, running_lines
from pipeline.readers.pdf.paragraphs import (
    Measure,
    Paragraph,
    footnote_lines,
    measure,
    paragraphs,
)
from pipeline.types.document import BlockKind, Document, DocumentWarning, Story

_DAMAGED = 3
_ERRORS = {
    _DAMAGED: "is damaged or not a PDF",
    4: "is protected by a password; remove the protection and save it again",
    5: "is protected by a security scheme that cannot be opened",
}
_GARBLED = 0.1


def read_pdf(data: bytes, name: str, limits: Limits, media_type: str) -> Document:
    """Read `data`; raises UnreadableFile as `pipeline.readers.pdf.read` says."""
    pdf = _open(data, name)
    try:
        count = len(pdf)
        if count > limits.max_pages:
            allowed = f"at most {limits.max_pages} are allowed"
            raise UnreadableFile(f"{name}: {count:,} pages; {allowed}")
        if count == 0:
            raise UnreadableFile(f"{name}: has no pages")
        warnings = structure.document_warnings(pdf)
        pages, unread, marks = _pages(pdf, count, name, limits)
        warnings += structure.annotation_warnings(marks)
        warnings += _recognise(pdf, pages, limits)
    finally:
        pdf.close()
    if unread:
        message = f"{_listed(unread)} could not be read (damaged)"
        warnings.append(DocumentWarning("damaged_pages", message))
    drafts, more = _drafts(pages)
    how = ", ".join(sorted({w.hidden for page in pages for w in page.words if w.hidden}))
    return assemble(
        drafts,
        Source(data, name, media_type),
        limits,
        warnings=[*warnings, *more],
        pages=count,
        hidden_how=how,
    )


def _open(data: bytes, name: str) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None) or _DAMAGED
        # pdfium may report the error of the file before.
        code = code if code in _ERRORS and b"/Encrypt" in data else _DAMAGED
        raise UnreadableFile(f"{name}: {_ERRORS[code]}") from None


def _pages(
    pdf: Any,  # noqa: ANN401
    count: int,
    name: str,
    limits: Limits,
) -> tuple[list[Page], list[int], Counter[str]]:
    """Return all pages, the numbers of those that failed, and the annotations by name."""
    import pypdfium2

    pages: list[Page] = []
    unread: list[int] = []
    marks: Counter[str] = Counter()
    characters = 0
    for index in range(count):
        try:
            page = pdf[index]
            if structure.settle_page(page, marks):
                page.close()
                page = pdf[index]
            pages.append(extract_page(page, index))
            page.close()
        except pypdfium2.PdfiumError:
            unread.append(index + 1)
            pages.append(Page(index, 612.0, 792.0))
        characters += sum(len(word.text) for word in pages[-1].words)
        if characters > limits.max_chars:
            allowed = f"at most {limits.max_chars:,} characters are allowed"
            raise UnreadableFile(f"{name}: the text is too long; {allowed}")
    if len(unread) == count:
        raise UnreadableFile(f"{name}: is damaged; none of its {count} pages can be read")
    return pages, unread, marks


def _recognise(pdf: Any, pages: Sequence[Page], limits: Limits) -> list[DocumentWarning]:  # noqa: ANN401
    scanned = [page for page in pages if page.scanned]
    warnings: list[DocumentWarning] = []
    if scanned and limits.max_ocr_pages and limits.max_ocr_seconds and ocr.available():
        found = ocr.recognise(pdf, scanned, limits.max_ocr_pages, limits.max_ocr_seconds)
        if found.pages:
            mean = sum(found.confidences) / len(found.confidences)
            message = f"{_listed(found.pages)} recognised from pictures (OCR), mean confidence"
            warnings.append(DocumentWarning("ocr", f"{message} {mean:.0f} of 100"))
    blank = [page.index + 1 for page in scanned if page.scanned]
    empty = not any(page.words for page in pages)
    if blank or empty:
        where = _listed(blank) if blank else "the whole file"
        message = f"no text layer: {where} not read; use a scan with recognised text (OCR)"
        warnings.append(DocumentWarning("no_text_layer", message))
    return warnings


def _drafts(pages: Sequence[Page]) -> tuple[list[Draft], list[DocumentWarning]]:
    """Return body, then footnotes, words not seen and running lines, with what to warn of."""
    by_page = [page_lines(page) for page in pages]
    running = running_lines(by_page, [page.height for page in pages])
    kept = [_without(lines, running) for lines in by_page]
    body = [line for lines in kept for line in lines]
    usual = measure(body)
    notes = [footnote_lines(lines, usual.size) for lines in kept]
    noted = {id(line) for lines in notes for line in lines}
    body = [line for line in body if id(line) not in noted]
    known = hyphens.vocabulary(line.text for line in body)
    drafts = [_draft(p, usual, known) for p in paragraphs(body, usual)]
    for lines in notes:
        for paragraph in paragraphs(lines, usual):
            page = paragraph.lines[0].page + 1
            text = paragraph.text(known)
            drafts.append(Draft(text, BlockKind.FOOTNOTE, Story.NOTES, page=page))
    drafts += [draft for page in pages for draft in _hidden(page)]
    margin = [line for lines in by_page for line in lines if id(line) in running]
    drafts += _margin_drafts(margin, pages)
    return drafts, _warnings(margin, pages)


def _without(lines: Sequence[Line], running: set[int]) -> list[Line]:
    """Return the lines that do not run, those after one that does marked so."""
    kept: list[Line] = []
    broken = False
    for line in lines:
        if id(line) in running:
            broken = True
            continue
        line.after_break, broken = broken, False
        kept.append(line)
    return kept


def _draft(paragraph: Paragraph, usual: Measure, known: frozenset[str]) -> Draft:
    heading = paragraph.is_heading(usual.size)
    kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    first = paragraph.lines[0]
    locator: dict[str, str | int] = {"x": round(first.x0), "y": round(first.top)}
    locator |= {"pages": paragraph.lines[-1].page - first.page + 1}
    return Draft(paragraph.text(known), kind, page=first.page + 1, locator=locator)


def _hidden(page: Page) -> list[Draft]:
    """Return words that are not seen, those with one reason in a row as one block."""
    drafts = []
    for reason, words in groupby(page.words, key=lambda word: word.hidden):
        if reason:
            text = " ".join(word.text for word in words)
            draft = Draft(text, page=page.index + 1, locator={"hidden": reason})
            draft.hidden.append((0, len(text)))
            drafts.append(draft)
    return drafts


def _margin_drafts(margin: Sequence[Line], pages: Sequence[Page]) -> list[Draft]:
    """Keep each running line once, as it stands first; bare page numbers are left out."""
    drafts: dict[str, Draft] = {}
    for line in margin:
        words = "".join(ch for ch in line.text.casefold() if ch.isalpha())
        if not is_page_number(line) and words not in drafts:
            upper = line.top < pages[line.page].height / 2
            kind = BlockKind.HEADER if upper else BlockKind.FOOTER
            drafts[words] = Draft(line.text, kind, Story.MARGIN, page=line.page + 1)
    return list(drafts.values())


def _warnings(margin: Sequence[Line], pages: Sequence[Page]) -> list[DocumentWarning]:
    warnings = []
    if margin:
        where = len({line.page for line in margin})
        message = (
            f"{len(margin)} running headers, footers and page numbers on {where} pages set aside"
        )
        warnings.append(DocumentWarning("running_lines", message))
    unmapped = sum(page.unmapped for page in pages)
    total = sum(len(word.text) for page in pages for word in page.words)
    if unmapped > _GARBLED * max(1, total):
        message = f"{unmapped} characters have no known letter; the text may be garbled"
        warnings.append(DocumentWarning("garbled_text", message))
    return warnings


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8]))
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"
