"""What bytes are, whatever the file is called."""

from __future__ import annotations

import io
import re
import zipfile

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_BOM = b"\xef\xbb\xbf"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "is a Rich Text file; save it as .docx"),
    (b"\x89PNG", "is a PNG picture, not a contract file"),
    (b"\xff\xd8\xff", "is a JPEG picture, not a contract file"),
    (b"GIF8", "is a GIF picture, not a contract file"),
    (b"II*\x00", "is a TIFF picture, not a contract file"),
    (b"MM\x00*", "is a TIFF picture, not a contract file"),
    (b"\x1f\x8b", "is a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive; unpack it first"),
    (b"Rar!", "is a RAR archive; unpack it first"),
    (b"\x7fELF", "is a program, not a contract file"),
    (b"MZ", "is a program, not a contract file"),
    (b"%!PS", "is a PostScript file; save it as PDF"),
)
_PACKAGES = (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx"))


def extension_of(data: bytes) -> str | None:
    """Return ".pdf", ".docx" or ".html" where the bytes say so beyond doubt, else None."""
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK\x03\x04") and _package(data) == ".docx":
        return ".docx"
    if looks_like_html(data):
        return ".html"
    return None


def looks_like_html(data: bytes) -> bool:
    """Say whether bytes begin as an HTML page does."""
    return _HTML.match(data[:4096].removeprefix(_BOM)) is not None


def foreign_kind(data: bytes) -> str | None:
    """Return what a file is that no reader takes, as the end of a sentence, else None."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_file(data)
    if data.startswith(b"PK\x03\x04"):
        package = _package(data)
        if package == ".docx":
            return None
        kind = f"an Office file ({package})" if package else "a zip archive"
        return f"is {kind}, not a contract file that can be read"
    if data.startswith(b"MZ") and b"\x00" not in data[:1024]:
        return None
    return next((what for mark, what in _FOREIGN if data.startswith(mark)), None)


def _compound_file(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is protected by a password; remove the protection and save it again"
    if "WordDocument".encode("utf-16-le") in data:
        return "is an old Word file (.doc); save it as .docx"
    return "is an old Office file; save it as .docx"


def _package(data: bytes) -> str | None:
    """Look at member names only; a directory that cannot be read leaves the question open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        head = data[:4096]
        return ".docx" if b"[Content_Types].xml" in head or b"word/" in head else None
    if "[Content_Types].xml" not in names:
        return None
    return next(
        (kind for prefix, kind in _PACKAGES if any(n.startswith(prefix) for n in names)), None
    )
