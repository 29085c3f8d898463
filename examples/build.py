"""Write the example contracts as Word files: `python -m examples.build [--pdf] [FOLDER]`.

The bytes are the same on every machine: parts are stored, not deflated, with fixed times.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from examples.structure import Contract, parse
from examples.styles import numbering_xml, styles_xml
from examples.wordml import NS, Body, field, paragraph, run
from pipeline.errors import DataError

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "source"
AS_PDF = "data-processing-addendum"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MADE = "2026-01-05T09:00:00Z"
PARTS = ("styles", "numbering", "settings", "footnotes", "header", "footer")


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_TYPE}.{part}+xml"/>'
        for part in PARTS
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _core(title: str) -> str:
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{MADE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Clausewright examples</dc:creator>"
        f"{dates}</cp:coreProperties>"
    )


def _settings() -> str:
    return (
        f'<w:settings {NS}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _edges(contract: Contract) -> tuple[str, str]:
    settings = contract.settings
    top = paragraph("Header", run(settings["title"]))
    pages = run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    bottom = paragraph("Footer", run(settings["footer"]) + "<w:r><w:tab/></w:r>" + pages)
    return f"<w:hdr {NS}>{top}</w:hdr>", f"<w:ftr {NS}>{bottom}</w:ftr>"


def docx(contract: Contract) -> bytes:
    """Return the bytes of the Word file of one contract.

    Raises:
        DataError: a cross-reference or footnote points nowhere, or a setting is missing.
    """
    for needed in ("title", "footer"):
        if needed not in contract.settings:
            raise DataError(f"no @{needed}; settings given: {', '.join(contract.settings)}")
    body = Body(contract)
    header, footer = _edges(contract)
    links = {f"rId{part.title()}": (f"{OFFICE}/{part}", f"{part}.xml") for part in PARTS}
    roots = {
        "rId1": (f"{OFFICE}/officeDocument", "word/document.xml"),
        "rId2": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    }
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(roots),
        "docProps/core.xml": _core(contract.settings["title"]),
        "word/document.xml": body.document(),
        "word/_rels/document.xml.rels": _relationships(links),
        "word/styles.xml": styles_xml(),
        "word/numbering.xml": numbering_xml(contract.settings.get("schedules", "Schedule")),
        "word/settings.xml": _settings(),
        "word/footnotes.xml": body.footnotes(),
        "word/header.xml": header,
        "word/footer.xml": footer,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, (DECLARATION + text).encode())
    return buffer.getvalue()


def build(folder: Path) -> list[Path]:
    """Write every source as a Word file into `folder` and return the paths in name order."""
    written = []
    for source in sorted(SOURCES.glob("*.txt")):
        target = folder / f"{source.stem}.docx"
        target.write_bytes(docx(parse(source.read_text(encoding="utf-8"), source.name)))
        written.append(target)
    return written


def main() -> None:
    """Build into the folder named on the command line, by default beside this file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=HERE)
    options.add_argument("--pdf", action="store_true", help="also the PDF, through LibreOffice")
    chosen = options.parse_args()
    for path in build(chosen.folder):
        print(path.name)
        if chosen.pdf and path.stem == AS_PDF:
            command = ["soffice", "--headless", "--convert-to", "pdf"]
            subprocess.run([*command, "--outdir", str(chosen.folder), str(path)], check=True)


if __name__ == "__main__":
    main()
