"""The example contracts: the committed Word files are what the builder writes, and are sound."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from examples.build import HERE, SOURCES, build, docx
from examples.structure import parse
from pipeline.errors import DataError

NAMES = (
    "ai-hiring-screening-agreement",
    "data-processing-addendum",
    "llm-platform-agreement",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(name: str, path: str) -> ElementTree.Element:
    with zipfile.ZipFile(HERE / f"{name}.docx") as archive:
        return ElementTree.fromstring(archive.read(path))


def test_the_builder_writes_the_committed_bytes(tmp_path: Path) -> None:
    written = build(tmp_path)
    assert [path.stem for path in written] == list(NAMES)
    for path in written:
        assert path.read_bytes() == (HERE / path.name).read_bytes(), f"rebuild {path.name}"


@pytest.mark.parametrize("name", NAMES)
def test_every_part_is_xml_and_named_in_the_content_types(name: str) -> None:
    with zipfile.ZipFile(HERE / f"{name}.docx") as archive:
        assert archive.testzip() is None
        parts = {n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist()}
    types = parts["[Content_Types].xml"]
    named = {e.get("PartName", "").lstrip("/") for e in types} - {""}
    assert named == {n for n in parts if n != "[Content_Types].xml" and not n.endswith(".rels")}


@pytest.mark.parametrize("name", NAMES)
def test_clause_numbers_come_from_word_lists(name: str) -> None:
    numbering = part(name, "word/numbering.xml")
    linked = {e.get(f"{W}val") for e in numbering.iter(f"{W}pStyle")}
    shown = [e.get(f"{W}val") for e in numbering.iter(f"{W}lvlText")]
    assert shown[:4] == ["%1.", "%1.%2", "(%3)", "(%4)"]
    styles = part(name, "word/styles.xml")
    numbered = {s.get(f"{W}styleId") for s in styles if s.find(f".//{W}numPr") is not None}
    assert numbered == linked
    body = part(name, "word/document.xml")
    used = Counter(e.get(f"{W}val") for e in body.iter(f"{W}pStyle"))
    assert used["ClauseHeading"] >= 12
    assert used["ClauseText"] >= 40
    assert used["ClauseItem"] >= 20
    assert used["ScheduleTitle"] >= 2
    known = {s.get(f"{W}styleId") for s in styles}
    assert set(used) <= known


@pytest.mark.parametrize("name", NAMES)
def test_each_has_tables_a_footnote_fields_and_the_length_of_a_contract(name: str) -> None:
    body = part(name, "word/document.xml")
    words = sum(len((t.text or "").split()) for t in body.iter(f"{W}t"))
    assert 4500 <= words <= 6500
    assert len(list(body.iter(f"{W}tbl"))) >= 3
    noted = {e.get(f"{W}id") for e in body.iter(f"{W}footnoteReference")}
    held = {e.get(f"{W}id") for e in part(name, "word/footnotes.xml")} - {"-1", "0"}
    assert noted == held
    assert noted
    marks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
    codes = [e.text or "" for e in body.iter(f"{W}instrText")]
    assert codes
    assert {re.split(r"\s+", code.strip())[1] for code in codes} <= marks
    pages = [e.text for e in part(name, "word/footer.xml").iter(f"{W}instrText")]
    assert pages == [" PAGE ", " NUMPAGES "]


@pytest.mark.parametrize("name", NAMES)
def test_every_named_schedule_or_annex_exists(name: str) -> None:
    contract = parse((SOURCES / f"{name}.txt").read_text(encoding="utf-8"), name)
    titles = {b.number for b in contract.blocks if b.kind == "schedule" and b.level == 0}
    word = contract.settings.get("schedules", "Schedule")
    with zipfile.ZipFile(io.BytesIO(docx(contract))) as archive:
        text = archive.read("word/document.xml").decode()
    assert set(re.findall(rf"{word} \d+", text)) <= titles


def test_the_pdf_is_of_the_addendum() -> None:
    data = (HERE / "data-processing-addendum.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")


def test_the_deal_file_names_a_party_of_the_hiring_agreement() -> None:
    deal = yaml.safe_load((HERE / "deal.yaml").read_text(encoding="utf-8"))
    assert set(deal) == {"side", "party", "posture", "facts"}
    source = (SOURCES / "ai-hiring-screening-agreement.txt").read_text(encoding="utf-8")
    assert f"**{deal['party']}**" in source


@pytest.mark.parametrize(
    ("source", "said"),
    [
        # a label Word would not show
        pytest.param("# One\n## First\n(b) item", "Word will show \\(a\\)", id="label"),
        # a line without a mark
        pytest.param("No mark here", "no known mark", id="mark"),
        # a row longer than its header
        pytest.param("| a | b |\n| c | d | e |", "3 cells, the header has 2", id="cells"),
    ],
)
def test_the_source_format_refuses(source: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        parse(source, "source")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param("# One\n## See {=two}", "'two'; named: ", id="reference"),
        pytest.param("# One\n## See[^4]", "\\[\\^4\\] has no text", id="footnote"),
    ],
)
def test_the_builder_refuses_what_points_nowhere(source: str, said: str) -> None:
    contract = parse(f"@title T\n@footer F\n{source}", "source")
    with pytest.raises(DataError, match=said):
        docx(contract)


def test_the_builder_refuses_a_source_without_a_footer() -> None:
    with pytest.raises(DataError, match="no @footer; settings given: title"):
        docx(parse("@title T\n# One", "source"))


def test_numbers_restart_below_a_heading_and_in_a_schedule() -> None:
    lines = ["# A", "## b", "(a) c", "    (i) d", "    (ii) e", "(b) f", "    (i) g", "## h"]
    lines += ["(a) i", "# J", "## k", "#[] L", "# M", "## n", "#[] O", "# P"]
    shown = [block.number for block in parse("\n".join(lines), "source").blocks]
    assert shown[:9] == ["1", "1.1", "(a)", "(i)", "(ii)", "(b)", "(i)", "1.2", "(a)"]
    assert shown[9:] == ["2", "2.1", "Schedule 1", "1", "1.1", "Schedule 2", "1"]
