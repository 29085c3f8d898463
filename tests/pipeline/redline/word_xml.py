"""Small Word files written by hand, part by part, for the redliner's tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header1": "header",
    "footer1": "footer",
}
_LINKS = (
    "styles",
    "numbering",
    "settings",
    "footnotes",
    "endnotes",
    "comments",
    "header",
    "footer",
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'


def word_file(
    body: str, others: Mapping[str, str] | None = None, end: str = "<w:sectPr/>"
) -> bytes:
    """A .docx with this body; `others` maps a part ("footnotes", "settings") to its content."""
    parts = {"document": f"<w:document {NAMESPACES}><w:body>{body}{end}</w:body></w:document>"}
    for name, content in (others or {}).items():
        root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
        parts[name] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _rels([("officeDocument", "word/document.xml", "")]),
        "word/_rels/document.xml.rels": _rels(
            [("hyperlink", "https://example.org/terms", "External")]
            + [(_kind(name), f"{name}.xml", "") for name in parts if name != "document"]
        ),
    }
    files |= {f"word/{name}.xml": content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, DECLARATION + content)
    return out.getvalue()


def body_of(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


def _kind(name: str) -> str:
    return next(kind for kind in _LINKS if name.startswith(kind))


def _types(parts: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_KINDS[name]}+xml"/>'
        for name in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _rels(links: list[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"' if mode else "")
        + "/>"
        for n, (kind, target, mode) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def p(*content: str, properties: str = "") -> str:
    held = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{held}{''.join(content)}</w:p>"


def r(text: str, properties: str = "", tag: str = "t") -> str:
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def act(kind: str, *content: str, author: str = "Ann Other", number: int = 1) -> str:
    """A tracked change of another person: kind is ins, del, moveFrom, moveTo or a property change."""
    head = f'w:{kind} w:id="{number}" w:author="{author}" w:date="2026-01-02T03:04:05Z"'
    return f"<{head}>{''.join(content)}</w:{kind}>" if content else f"<{head}/>"


def gone(text: str, author: str = "Ann Other", number: int = 1) -> str:
    return act("del", r(text, tag="delText"), author=author, number=number)


def mark(kind: str, author: str = "Ann Other", number: int = 1) -> str:
    return f"<w:rPr>{act(kind, author=author, number=number)}</w:rPr>"
