"""More pieces of hand-written Word files, for the reader's tests."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.readers.docx.text_map import TextMap, text_map
from pipeline.readers.limits import Limits
from tests.pipeline.redline.word_xml import p, r, word_file

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def mapped(body: str, others: Mapping[str, str] | None = None) -> TextMap:
    return text_map(word_file(body, others), Limits(), "a.docx")


def run(*content: str) -> str:
    return f"<w:r>{''.join(content)}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def field(code: str, *result: str) -> str:
    told = run(f"<w:instrText>{code}</w:instrText>")
    return mark("begin") + told + mark("separate") + "".join(result) + mark("end")


def control(*content: str, lock: str = "") -> str:
    locked = f'<w:lock w:val="{lock}"/>' if lock else ""
    held = "".join(content)
    return f"<w:sdt><w:sdtPr>{locked}</w:sdtPr><w:sdtContent>{held}</w:sdtContent></w:sdt>"


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def text_box(*content: str) -> str:
    """A box as Word writes it: once for itself and once, the same words, for older readers."""
    inside = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return run(
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps"><w:drawing>{inside}'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )


def level(n: int, shape: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
    )


def abstract(key: int, *content: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(content)}</w:abstractNum>'


def num(key: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def in_list(depth: int | None = 0, key: int = 1, style: str = "", more: str = "") -> str:
    """Paragraph properties that put a paragraph in a list."""
    held = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'{named}<w:numPr>{held}<w:numId w:val="{key}"/></w:numPr>{more}'


def item(text: str, depth: int | None = 0, key: int = 1, more: str = "") -> str:
    return p(r(text), properties=in_list(depth, key, more=more))


def style(
    key: str, content: str = "", based: str = "", kind: str = "paragraph", name: str = ""
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{on}'
        f"{content}</w:style>"
    )
