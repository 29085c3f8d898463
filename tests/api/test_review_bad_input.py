"""Every kind of bad file through the command: reviewed, or refused in one line, and nothing lost."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pypdf
import pytest

from tests.api.test_review_command import SCHEMA, TERMS, clausewright
from tests.pipeline.readers.docx.test_docx_bad_input import document, with_main
from tests.pipeline.readers.pdf_maker import make_pdf, show
from tests.pipeline.readers.test_bad_input import OLE, PDF, encrypted
from tests.pipeline.redline.word_xml import p, r, word_file

Done = tuple[Path, dict[str, str], list[dict[str, Any]]]
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def pages(count: int) -> bytes:
    """A PDF of one short clause a page."""
    one = pypdf.PdfReader(io.BytesIO(make_pdf([show(72, 700, "Supplier shall pay Customer.")])))
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_page(one.pages[0])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


REFUSED = {
    "empty.docx": (b"", "empty"),
    "empty.txt": (b"", "empty"),
    "truncated.docx": (word_file(p(r("Words.")))[:200], "damaged or cut off"),
    "truncated.pdf": (PDF[:60], "damaged"),
    "encrypted.pdf": (encrypted(), "password"),
    "encrypted.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "renamed_doc.docx": (OLE + "WordDocument".encode("utf-16-le"), "(.doc)"),
    "zip_bomb.docx": (with_main(document(" " * 300_000_000)), "MB"),
    "doctype.docx": (with_main(document(p(r("&b;")), LAUGHS)), "DOCTYPE"),
    "long.pdf": (pages(2001), "2,001 pages; at most 2000"),
}
REVIEWED = {
    "image_only.pdf": (make_pdf(["612 0 0 792 0 0 cm /Im1 Do"]), {"no_text_layer"}, ""),
    "utf16.txt": (TERMS.encode("utf-16"), set(), "ONE HUNDRED DOLLARS"),
    "nul.txt": (TERMS.replace("Law.", "L\x00aw.").encode(), {"control_characters"}, "Law."),
    "right_to_left.txt": ((TERMS + "\n7. הסכם זה.‮\n").encode(), {"bidi_controls"}, "הסכם"),
    "astral.txt": ((TERMS + "\n7. 𝔘𝔫𝔦 😀 applies.\n").encode(), set(), "𝔘𝔫𝔦 😀"),
    "spaces.txt": (b" \n \n", set(), ""),
    "astral.docx": (
        word_file("".join(p(r(x)) for x in f"😀 {TERMS}".split("\n\n"))),
        set(),
        "😀 AI SERVICES",
    ),
}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The output folder, the refusals by file, and the reviews on standard output."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "in").mkdir()
    files = {name: row[0] for name, row in REFUSED.items()}
    files |= {name: row[0] for name, row in REVIEWED.items()}
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    ran = clausewright(folder / "home", "review", folder / "in", "--json", "--out", folder / "out")
    assert ran.returncode == 3, ran.stderr
    assert "Traceback" not in ran.stderr
    lines = [line for line in ran.stderr.splitlines() if ": not read: " in line]
    reasons = dict(line.split(": not read: ")[1].split(": ", 1) for line in lines)
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {row["error"].split(":")[0] for row in rows if "error" in row} == set(reasons)
    return folder / "out", reasons, [row for row in rows if "document" in row]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line_with_its_reason(done: Done, name: str) -> None:
    assert REFUSED[name][1] in done[1][name]


@pytest.mark.parametrize("name", REVIEWED)
def test_reviewed_with_its_warning(done: Done, name: str) -> None:
    _, codes, words = REVIEWED[name]
    assert name not in done[1]
    (review,) = [found for found in done[2] if found["document"]["name"] == name]
    jsonschema.validate(review, SCHEMA)
    assert codes <= {warning["code"] for warning in review["document"]["warnings"]}
    assert words in review["document"]["text"]
    check_spans(review)


def check_spans(review: dict[str, Any]) -> None:
    text = review["document"]["text"]
    for piece in [*review["clauses"], *review["tags"], *review["terms"]]:
        assert text[piece["span"][0] : piece["span"][1]] == piece["text"]


def test_nothing_else_is_refused_and_each_review_has_its_files(
    done: Done,
) -> None:
    out, reasons, reviews = done
    assert set(reasons) == set(REFUSED)
    assert len(reviews) == len(REVIEWED)
    assert len(list(out.glob("*.redline.docx"))) == len(REVIEWED)


def test_two_thousand_pages_are_reviewed(tmp_path: Path) -> None:
    (tmp_path / "long.pdf").write_bytes(pages(2000))
    ran = clausewright(
        tmp_path / "home", "review", tmp_path / "long.pdf", "--json", "--out", tmp_path / "o"
    )
    assert ran.returncode == 0, ran.stderr
    review = json.loads(ran.stdout)
    assert review["document"]["pages"] == 2000
    check_spans(review)
