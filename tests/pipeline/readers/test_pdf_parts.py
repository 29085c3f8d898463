"""Scans, forms, scripts, attachments and comments in PDFs; the shared PDFs as a whole."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from pipeline.readers import read, read_bytes
from pipeline.readers.limits import Limits
from pipeline.types.document import Document
from tests.pipeline.readers.pdf_maker import column, make_pdf, show

LINES = [
    "7. The Supplier shall defend the Customer against each claim",
    "of a third party and pay the damages that a court awards.",
    "8. This Agreement is governed by the laws of England.",
]
NO_OCR = Limits(max_ocr_pages=0)
OCR = shutil.which("tesseract")


def scan(lines: list[str]) -> bytes:
    """A page drawn as a picture and nothing else."""
    page = pypdfium2.PdfDocument(make_pdf([column(72, 700, lines, leading=22)]))[0]
    bitmap = page.render(scale=200 / 72, grayscale=True)
    raw, stride = bytes(bitmap.buffer), bitmap.stride
    grey = b"".join(raw[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
    writer = pypdf.PdfWriter(io.BytesIO(make_pdf(["q 612 0 0 792 0 0 cm /Im1 Do Q\n"])))
    image = StreamObject()
    image.set_data(grey)
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(bitmap.width),
            NameObject("/Height"): NumberObject(bitmap.height),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/ColorSpace"): NameObject("/DeviceGray"),
        }
    )
    resources = writer.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    shown = DictionaryObject({NameObject("/Im1"): writer._add_object(image.flate_encode())})
    resources[NameObject("/XObject")] = shown
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def messages(document: Document) -> dict[str, str]:
    return {warning.code: warning.message for warning in document.warnings}


def test_a_scan_without_recognition_is_a_state_not_an_empty_success() -> None:
    document = read_bytes(scan(LINES), "scan.pdf", NO_OCR)
    assert (document.text, document.pages) == ("", 1)
    assert "page 1" in messages(document)["no_text_layer"]


def test_an_empty_page_has_no_text_layer_either() -> None:
    assert "no_text_layer" in messages(read_bytes(make_pdf([""]), "a.pdf", NO_OCR))


@pytest.mark.skipif(OCR is None, reason="tesseract is not installed")
def test_a_scan_is_recognised_in_the_limited_process(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(LINES))
    document = read(path)
    words = re.findall(r"\w+", " ".join(LINES))
    assert set(words) - set(re.findall(r"\w+", document.text)) == set()
    assert len(document.blocks) == 2  # lines of one clause are one paragraph here too
    said = messages(document)
    assert int(re.findall(r"(\d+) of 100", said["ocr"])[0]) > 70
    assert "no_text_layer" not in said


@pytest.mark.skipif(OCR is None, reason="tesseract is not installed")
def test_recognition_stops_at_its_limit() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(scan(LINES)))
    writer.append(io.BytesIO(scan(LINES[:1])))
    document = read_bytes(written(writer), "a.pdf", Limits(max_ocr_pages=1))
    assert "page 1 recognised" in messages(document)["ocr"]
    assert "page 2 not read" in messages(document)["no_text_layer"]


def test_scripts_attachments_and_comments_are_named() -> None:
    script = b"<</S/JavaScript/JS(app.alert\\('words'\\))>>"
    names = "/Names<</JavaScript<</Names[(run) 5 0 R]>>>>"
    source = make_pdf([column(72, 700, LINES)], catalog=names, extra=[script])
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(source))
    writer.add_attachment("order.txt", b"secret terms")
    writer.add_annotation(0, Text(rect=(50, 50, 80, 80), text="a comment of the other side"))
    document = read_bytes(written(writer), "a.pdf")
    said = messages(document)
    assert set(said) == {"scripts", "attachments", "annotations"}
    assert said["attachments"].startswith("1 ")
    assert "comment" not in document.text + said["annotations"]
    assert document.text.count("\n") == 1


def test_filled_form_fields_are_read_where_they_stand() -> None:
    look = StreamObject()
    look.set_data(show(2, 4, "Acme Robotics Limited").encode())
    source = io.BytesIO(make_pdf([show(72, 700, "The Customer is:")]))
    writer = pypdf.PdfWriter(source)
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(v) for v in (0, 0, 200, 16)]),
            NameObject("/Resources"): writer.pages[0]["/Resources"],
        }
    )
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/F"): NumberObject(4),
            NameObject("/T"): TextStringObject("customer"),
            NameObject("/V"): TextStringObject("Acme Robotics Limited"),
            NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (165, 696, 365, 712)]),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    document = read_bytes(written(writer), "form.pdf")
    assert document.text == "The Customer is: Acme Robotics Limited"
    assert set(messages(document)) == {"form_fields"}


def recall(document: Document, reference: str) -> tuple[float, float]:
    """Shares of the reference's words found, and of the document's words that it holds."""
    theirs = Counter(re.findall(r"\w+", reference.casefold()))
    ours = Counter(re.findall(r"\w+", document.text.casefold()))
    both = sum((theirs & ours).values())
    return both / max(1, sum(theirs.values())), both / max(1, sum(ours.values()))


def check_contracts(folder: Path, names: list[str]) -> None:
    found, held = [], []
    for name in names:
        path = folder / "pdf" / f"{name}.pdf"
        document = read_bytes(path.read_bytes(), path.name, NO_OCR)
        reference = (folder / "contracts" / f"{name}.txt").read_text(encoding="utf-8")
        got = recall(document, reference)
        assert got[0] > 0.9, f"{name}: word recall {got[0]:.3f}"  # running lines are set aside
        assert got[1] > 0.98, f"{name}: word precision {got[1]:.3f}"
        pages = [block.page for block in document.blocks if not block.hidden]
        assert all(page is not None and 1 <= page <= (document.pages or 0) for page in pages)
        found.append(got[0])
        held.append(got[1])
    assert sum(found) / len(found) > 0.97
    assert sum(held) / len(held) > 0.99


@pytest.mark.data
def test_a_sample_of_contracts_against_their_texts(data_dir: Path) -> None:
    names = sorted(path.stem for path in (data_dir / "cuad" / "pdf").glob("*.pdf"))
    assert len(names) == 40
    check_contracts(data_dir / "cuad", names[::4])


@pytest.mark.corpus
@pytest.mark.data
def test_every_contract_against_its_text(data_dir: Path) -> None:
    names = sorted(path.stem for path in (data_dir / "cuad" / "pdf").glob("*.pdf"))
    check_contracts(data_dir / "cuad", names)


@pytest.mark.data
def test_standard_forms_as_pdf_hold_their_markdown(data_dir: Path) -> None:
    folder = data_dir / "standard_forms"
    pairs = [
        ("bonterms-Bonterms-Mutual-NDA-Version-1.pdf", "bonterms-Mutual-NDA.md"),
        ("bonterms-Bonterms-Cloud-Terms-Version-1.0.pdf", "bonterms-Cloud-Terms.md"),
    ]
    for pdf, markdown in pairs:
        document = read_bytes((folder / pdf).read_bytes(), pdf)
        reference = read_bytes((folder / markdown).read_bytes(), markdown)
        assert recall(document, reference.text)[0] > 0.93, json.dumps(pdf)


@pytest.mark.data
def test_a_long_contract_is_read_within_the_limits(data_dir: Path) -> None:
    assert read(data_dir / "cuad" / "pdf" / "2e0e5fe3b14c.pdf").pages == 68
