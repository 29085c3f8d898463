"""Bad input: each file is read as what it is or refused in one line, within its limits."""

from __future__ import annotations

import io
import os
import time
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest

from pipeline.errors import UnreadableFile
from pipeline.readers import read, read_bytes
from pipeline.readers.limits import Limits
from pipeline.readers.registry import extensions
from tests.pipeline.readers.pdf_maker import column, make_pdf, pdf_file, show, stream

WORDS = "The Supplier shall keep records for 30 days."
PDF = make_pdf([show(72, 700, WORDS)])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/"), body)
    return out.getvalue()


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(PDF))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.pdf", b"", "empty", id="no bytes in a PDF"),
        pytest.param("a.txt", b"", "empty", id="no bytes in a text"),
        pytest.param("a.docx", b"", "empty", id="no bytes in a docx"),
        pytest.param("a.pdf", PDF[:-90], "damaged", id="PDF cut off in its table"),
        pytest.param("a.pdf", PDF[:60], "damaged", id="PDF cut off after its head"),
        pytest.param("a.pdf", b"%PDF-1.7\n%%EOF", "damaged", id="PDF without objects"),
        pytest.param("a.pdf", b"hello", "not a .pdf", id="text named .pdf"),
        pytest.param("a.pdf", zipped(x=b"1"), "zip archive", id="zip named .pdf"),
        pytest.param("a.docx", zipped(x=b"1"), "zip archive", id="zip named .docx"),
        pytest.param(
            "a.docx",
            zipped(**{"[Content_Types].xml": b"<a/>", "xl__book.xml": b"<a/>"}),
            ".xlsx",
            id="spreadsheet named .docx",
        ),
        pytest.param("a.pdf", encrypted(), "password", id="PDF with a password"),
        pytest.param(
            "a.doc", OLE + "WordDocument".encode("utf-16-le"), r"\(\.doc\)", id="old Word"
        ),
        pytest.param(
            "a.docx", OLE + "WordDocument".encode("utf-16-le"), r"\(\.doc\)", id="old Word renamed"
        ),
        pytest.param(
            "a.docx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "password",
            id="docx with a password",
        ),
        pytest.param("a.txt", b"{\\rtf1 words}", "Rich Text", id="RTF named .txt"),
        pytest.param("a.txt", bytes(range(256)) * 8, "binary", id="binary named .txt"),
        pytest.param("a.md", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "PNG", id="picture named .md"),
        pytest.param("a.xyz", b"words", "readable are", id="unknown extension"),
        pytest.param("contract", b"words", "no extension", id="no extension"),
        pytest.param("a.html", b"<div>" * 6000, "deep", id="HTML nested without end"),
    ],
)
def test_refused_in_one_line(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("name", "data", "text", "code"),
    [
        pytest.param("a.md", PDF, WORDS, "extension_mismatch", id="PDF named .md"),
        pytest.param("a.doc", PDF, WORDS, None, id="PDF named .doc, which promises nothing"),
        pytest.param(
            "a.txt", b"<!DOCTYPE html><p>Yes", "Yes", "extension_mismatch", id="HTML named .txt"
        ),
        pytest.param("a.html", b"<p>Bare", "Bare", None, id="HTML without its head"),
        pytest.param("a.html", b"<!DOCTYPE html><p>Fine", "Fine", None, id="DOCTYPE in HTML"),
        pytest.param("A.PDF", PDF, WORDS, None, id="extension in capitals"),
        pytest.param("a.pdf", b"junk\n" + PDF, WORDS, None, id="junk before the PDF's head"),
        pytest.param("a.pdf", PDF[:-20], WORDS, None, id="PDF without its last lines"),
        pytest.param("a.txt", "‮abc שלום".encode(), "‮abc שלום", "bidi_controls", id="override"),
        pytest.param("a.txt", "𝔘𝔫𝔦 😀".encode(), "𝔘𝔫𝔦 😀", None, id="astral characters"),
        pytest.param("a.txt", b"sh\x00all", "shall", "control_characters", id="NUL byte"),
        pytest.param("a.txt", "é".encode("utf-16"), "é", None, id="UTF-16 with its mark"),
        pytest.param("a.txt", b"x", "x", None, id="one character"),
        pytest.param("a.txt", b"\n \n", "", None, id="white space only"),
    ],
)
def test_read_as_what_it_is(name: str, data: bytes, text: str, code: str | None) -> None:
    document = read_bytes(data, name)
    assert document.text == text
    assert [w.code for w in document.warnings] == ([code] if code else [])


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    (tmp_path / "folder.pdf").mkdir()
    for path, reason in [
        (tmp_path / "absent.pdf", "no such file"),
        (tmp_path / "folder.pdf", "folder"),
        (pipe, "regular"),
    ]:
        with pytest.raises(UnreadableFile, match=reason):
            read(path)


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("x", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)  # the suite may run as root, who may read all
    with pytest.raises(UnreadableFile, match="no permission"):
        read(path)


@pytest.mark.parametrize(
    ("name", "data", "limits", "reason"),
    [
        pytest.param("a.txt", b"x" * 99, Limits(max_bytes=98), "too large", id="bytes"),
        pytest.param("a.txt", b"x" * 99, Limits(max_chars=98), "too long", id="characters"),
        pytest.param("a.pdf", PDF, Limits(max_chars=9), "too long", id="characters of a PDF"),
        pytest.param("a.txt", b"1\f2\f3", Limits(max_pages=2), "3 pages", id="pages of a text"),
        pytest.param("a.pdf", make_pdf(["", "", ""]), Limits(max_pages=2), "3 pages", id="pages"),
    ],
)
def test_each_limit_refuses(name: str, data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_bytes(data, name, limits)
    read_bytes(data, name)  # the limit, not the file, was the reason


def test_two_thousand_pages_are_read(tmp_path: Path) -> None:
    lines = [
        f"{n}. The Supplier shall keep the records of the Services for years." for n in range(9)
    ]
    one = pypdf.PdfReader(io.BytesIO(make_pdf([column(72, 700, lines)])))
    writer = pypdf.PdfWriter()
    for _ in range(2000):
        writer.add_page(one.pages[0])
    path = tmp_path / "long.pdf"
    with path.open("wb") as file:
        writer.write(file)
    began = time.monotonic()
    document = read(path)
    assert document.pages == 2000
    assert document.blocks[-1].page is not None
    assert time.monotonic() - began < 60
    with pytest.raises(UnreadableFile, match="2,000 pages; at most 1999"):
        read(path, Limits(max_pages=1999))


def test_operators_without_end_are_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(make_pdf([show(72, 700, "x") * 400_000]))
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        read(path, Limits(max_seconds=1, max_ocr_seconds=0, max_memory_mb=300))
    assert time.monotonic() - began < 15
    assert "\n" not in str(caught.value)


def test_a_stream_that_inflates_without_end_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    packed = zlib.compress(b" " * 400_000_000, 1)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    path.write_bytes(pdf_file([*tree, page, stream(b"/Filter/FlateDecode", packed)]))
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match="250 MB of memory"):
        read(path, Limits(max_memory_mb=250))
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        pytest.param(b"/Count 3/Kids[2 0 R 2 0 R]", "none of its 3 pages", id="pages in a circle"),
        pytest.param(b"/Count 100000/Kids[3 0 R]", "100,000 pages", id="a count that lies"),
        pytest.param(b"/Count 0/Kids[]", "damaged|no pages", id="no pages"),
    ],
)
def test_page_trees_that_lie(pages: bytes, reason: str) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages" + pages + b">>", page]
    with pytest.raises(UnreadableFile, match=reason):
        read_bytes(pdf_file(tree), "a.pdf")


def test_pages_that_cannot_be_read_are_named() -> None:
    lying = PDF.replace(b"/Count 1", b"/Count 3")
    document = read_bytes(lying, "a.pdf")
    assert document.text == WORDS
    assert [w.code for w in document.warnings] == ["damaged_pages"]
    assert "pages 2, 3" in document.warnings[0].message


def test_every_reader_is_in_the_folder() -> None:
    assert {".txt", ".md", ".html", ".htm", ".pdf"} <= set(extensions())
