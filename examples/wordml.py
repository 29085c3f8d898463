"""Contract blocks as the WordprocessingML of a document body and its footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from examples.structure import Block, Contract
from pipeline.errors import DataError

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TOKEN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\[\^(?P<note>\d+)\]|\{=(?P<see>\w+)\}|\{@(?P<field>\w+)\}"
)
PLAIN_STYLES = {
    "heading": "PlainHeading",
    "body": "BodyIndent",
    "definition": "Definition",
    "centre": "Centred",
    "party": "PartyItem",
    "recital": "RecitalItem",
}
CLAUSE_STYLES = ("", "ClauseHeading", "ClauseText", "ClauseItem", "ClauseSubitem")
SCHEDULE_STYLES = (
    "ScheduleTitle",
    "ScheduleHeading",
    "ScheduleText",
    "ScheduleItem",
    "ScheduleSubitem",
)
TEXT_WIDTH = 9070
FIRST_BOOKMARK = 204800001


def run(text: str, properties: str = "") -> str:
    """Return one run of plain text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """Return a complex field with its last result, as Word stores one."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return one paragraph of a named style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


class Body:
    """Writes one contract; keeps the numbers and bookmarks that cross-references need."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.numbers = contract.numbers()
        self.bookmarks = {name: FIRST_BOOKMARK + i for i, name in enumerate(self.numbers)}

    def _number(self, name: str) -> str:
        if name not in self.numbers:
            raise DataError(f"cross-reference to {name!r}; named: {', '.join(self.numbers)}")
        return self.numbers[name]

    def _token(self, found: re.Match[str], properties: str) -> str:
        if found["bold"]:
            return self.inline(found["bold"], "<w:b/>")
        if found["note"]:
            if int(found["note"]) not in self.contract.footnotes:
                raise DataError(f"footnote [^{found['note']}] has no text")
            style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            return f'<w:r>{style}<w:footnoteReference w:id="{found["note"]}"/></w:r>'
        if found["see"]:
            return run(self._number(found["see"]), properties)
        number = self._number(found["field"])
        return field(f"REF _Ref{self.bookmarks[found['field']]} \\r \\h", number)

    def inline(self, text: str, properties: str = "") -> str:
        """Return the runs of a text with bold, footnotes and cross-references."""
        out, at = "", 0
        for found in TOKEN.finditer(text):
            if found.start() > at:
                out += run(text[at : found.start()], properties)
            out += self._token(found, properties)
            at = found.end()
        return out + (run(text[at:], properties) if at < len(text) else "")

    def _named(self, block: Block) -> str:
        content = self.inline(block.text)
        if not block.name:
            return content
        number = self.bookmarks[block.name]
        key = number - FIRST_BOOKMARK
        return (
            f'<w:bookmarkStart w:id="{key}" w:name="_Ref{number}"/>{content}'
            f'<w:bookmarkEnd w:id="{key}"/>'
        )

    def _table(self, block: Block) -> str:
        count = len(block.rows[0])
        shares = block.widths or (1,) * count
        widths = [TEXT_WIDTH * share // sum(shares) for share in shares]
        rows = ""
        for index, cells in enumerate(block.rows):
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="E7EBF0"/>' if index == 0 else ""
            row = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if index == 0 else "") + "</w:trPr>"
            for cell, width in zip(cells, widths, strict=True):
                style = "TableHead" if index == 0 else "TableText"
                row += (
                    f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
                    f"{paragraph(style, self.inline(cell))}</w:tc>"
                )
            rows += f"<w:tr>{row}</w:tr>"
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="ContractTable"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>" + paragraph("AfterTable", "")
        )

    def _signature(self, block: Block, more_follow: bool) -> str:
        line = '<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        out = paragraph("SignLead", self.inline(block.text), "<w:keepNext/>")
        labels = ("Signature", "Name", "Position", "Date")
        for index, label in enumerate(labels):
            keep = "<w:keepNext/>" if more_follow or index < len(labels) - 1 else ""
            out += paragraph("SignLine", run(f"{label}:") + "<w:r><w:tab/></w:r>" + line, keep)
        return out

    def blocks(self) -> Iterator[str]:
        """Yield the XML of each block in order."""
        following = [block.kind for block in self.contract.blocks[1:]] + [""]
        for block, after in zip(self.contract.blocks, following, strict=True):
            if block.kind == "table":
                yield self._table(block)
            elif block.kind == "sign":
                yield self._signature(block, more_follow=after == "sign")
            elif block.kind == "clause":
                yield paragraph(CLAUSE_STYLES[block.level], self._named(block))
            elif block.kind == "schedule":
                yield paragraph(SCHEDULE_STYLES[block.level], self._named(block))
            else:
                yield paragraph(PLAIN_STYLES[block.kind], self.inline(block.text))

    def document(self) -> str:
        """Return word/document.xml."""
        title = paragraph("Title", run(self.contract.settings["title"]))
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
            '<w:footerReference w:type="default" r:id="rIdFooter"/>'
            '<w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" '
            'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
        )
        inner = title + "".join(self.blocks()) + section
        return f"<w:document {NS}><w:body>{inner}</w:body></w:document>"

    def footnotes(self) -> str:
        """Return word/footnotes.xml, with the two separators that Word expects."""
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        notes = "".join(
            f'<w:footnote w:id="{key}">'
            + paragraph("FootnoteText", mark + run(" ") + self.inline(text))
            + "</w:footnote>"
            for key, text in sorted(self.contract.footnotes.items())
        )
        return (
            f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
            '<w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" '
            'w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
            f"{notes}</w:footnotes>"
        )
