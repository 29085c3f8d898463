from __future__ import annotations

import re
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipeline.errors import UnreadableFile
from pipeline.readers import read_bytes, read_many
from pipeline.readers.decoding import decode
from pipeline.readers.wrapping import join_lines, paragraph_lines, wrap_width
from pipeline.types.document import BlockKind, Story


def texts(source: str) -> list[str]:
    document = read_bytes(source.encode(), "a.txt")
    return [block.span.slice(document.text) for block in document.blocks]


WRAPPED = """\
                        SERVICES AGREEMENT

     1.   FEES.  The Customer shall pay each undisputed invoice within
thirty (30) days of receipt.  Amounts that are not paid when due bear
interest at one percent (1%) a month, or the highest rate that the law
permits, whichever is lower.

     2.   RECORDS.  The Supplier shall:

     (a)  keep complete records of the Services for at least 36
          months after each year of the Term has come to its end;
     (b)  show them to the Customer on request; and
     (c)  keep them, in each Service Period and after it, in a non-
          proprietary format that each common program can open.

Role                Monthly fee          Yearly fee
Engineer            1,000                12,000

Acme Limited
1 Harbour Street
London
"""


def test_wrapped_paragraphs_are_whole_and_lists_stay_apart() -> None:
    assert texts(WRAPPED) == [
        "SERVICES AGREEMENT",
        "1.   FEES.  The Customer shall pay each undisputed invoice within thirty (30) days of "
        "receipt.  Amounts that are not paid when due bear interest at one percent (1%) a month, "
        "or the highest rate that the law permits, whichever is lower.",
        "2.   RECORDS.  The Supplier shall:",
        "(a)  keep complete records of the Services for at least 36 months after each year of the "
        "Term has come to its end;",
        "(b)  show them to the Customer on request; and",
        "(c)  keep them, in each Service Period and after it, in a non-proprietary format that each "
        "common program can open.",
        "Role                Monthly fee          Yearly fee",
        "Engineer            1,000                12,000",
        "Acme Limited",
        "1 Harbour Street",
        "London",
    ]


@pytest.mark.parametrize(
    ("lines", "groups"),
    [
        pytest.param(["one " * 40, "two " * 40], [[0], [1]], id="long lines were never wrapped"),
        pytest.param(["word " * 13, "and more."], [[0, 1]], id="next word would not have fitted"),
        pytest.param(["By:", "Name:", "Title:"], [[0], [1], [2]], id="short lines are meant"),
        pytest.param(["x " * 33, "-----", "y " * 33], [[0], [2]], id="a rule parts and goes"),
        pytest.param(["word " * 13, "", "word " * 13], [[0], [2]], id="a blank line parts"),
        pytest.param(["WORD " * 13, "The word " * 8], [[0], [1]], id="a heading stays alone"),
    ],
)
def test_paragraph_lines(lines: list[str], groups: list[list[int]]) -> None:
    padded = [*lines, "", "w" * 66] if max(map(len, lines)) < 80 else lines
    found = paragraph_lines(padded, wrap_width(padded))
    assert [group for group in found if group[-1] < len(lines)] == groups


@given(st.lists(st.text("abc -.1(", max_size=90), max_size=30))
def test_every_line_with_words_is_in_one_paragraph(lines: list[str]) -> None:
    groups = paragraph_lines(lines, wrap_width(lines))
    used = [index for group in groups for index in group]
    assert used == sorted(set(used))
    for index, line in enumerate(lines):
        if any(ch.isalnum() for ch in line):
            assert index in used
    whole = " ".join(join_lines([lines[i] for i in group]) for group in groups)
    kept = [ch for ch in whole if ch.isalnum()]
    assert kept == [ch for line in lines for ch in line if ch.isalnum()]


@pytest.mark.parametrize(
    ("data", "text", "warned"),
    [
        pytest.param("naïve “x”".encode(), "naïve “x”", False, id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfabc", "abc", False, id="UTF-8 with its mark"),
        pytest.param("\ufeffné".encode("utf-16-le"), "né", False, id="UTF-16 LE with its mark"),
        pytest.param("\ufeffné".encode("utf-16-be"), "né", False, id="UTF-16 BE with its mark"),
        pytest.param("\ufeffné".encode("utf-32-le"), "né", False, id="UTF-32 with its mark"),
        pytest.param("words only".encode("utf-16-le"), "words only", True, id="UTF-16, no mark"),
        pytest.param("“fee” €5".encode("cp1252"), "“fee” €5", True, id="Windows-1252"),
    ],
)
def test_encodings(data: bytes, text: str, warned: bool) -> None:
    got, warnings = decode(data, "a.txt")
    assert (got, bool(warnings)) == (text, warned)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_text_with_a_mark_comes_back_from_every_encoding(text: str) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        assert decode(("\ufeff" + text).encode(encoding), "a.txt") == (text, [])


def test_form_feeds_are_pages_and_line_ends_are_one_kind() -> None:
    document = read_bytes(b"First\r\n\r\nSecond\x0c\r\nThird\rFourth", "a.txt")
    found = [(block.page, block.span.slice(document.text)) for block in document.blocks]
    assert found == [(1, "First"), (1, "Second"), (2, "Third"), (2, "Fourth")]
    assert document.pages == 2


def test_tags_of_filings_are_not_words() -> None:
    source = "First\n<PAGE>   2\nSecond\n<TABLE>\n<S>  <C>\nFee   10\n</TABLE>\nuse <C> here"
    document = read_bytes(source.encode(), "a.txt")
    found = [(block.page, block.span.slice(document.text)) for block in document.blocks]
    words = ["Second", "Fee   10", "use <C> here"]
    assert found == [(1, "First"), *((2, word) for word in words)]


def test_page_numbers_go_to_the_margin() -> None:
    body = "\n\n".join(f"Clause words of page {n}.\n\n   - {n} -" for n in range(1, 5))
    document = read_bytes((body + "\n\n30\n").encode(), "a.txt")
    margin = [b.span.slice(document.text) for b in document.blocks if b.story is Story.MARGIN]
    assert margin == ["- 1 -", "- 2 -", "- 3 -", "- 4 -"]  # the lone 30 stays: it may be a value
    assert [w.code for w in document.warnings] == ["running_lines"]


def test_capitals_alone_on_a_line_are_a_heading() -> None:
    document = read_bytes(b"GOVERNING LAW\n\nThe law of England governs.", "a.txt")
    assert [b.kind for b in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert [b.locator for b in document.blocks] == [{"line": 1}, {"line": 3}]


def check_texts(paths: list[Path]) -> None:
    for path, document in read_many(paths):
        assert not isinstance(document, UnreadableFile), document
        raw = path.read_text(encoding="utf-8")
        kept = re.findall(r"[^\W_]+", document.text)
        # Joining lines may only put a word that a hyphen broke together again.
        assert "".join(kept) == "".join(re.findall(r"[^\W_]+", raw)), path.name


@pytest.mark.data
def test_a_sample_of_contracts_keeps_every_word(data_dir: Path) -> None:
    check_texts(sorted((data_dir / "cuad" / "contracts").glob("*.txt"))[::20])


@pytest.mark.corpus
@pytest.mark.data
def test_every_contract_keeps_every_word(data_dir: Path) -> None:
    paths = sorted((data_dir / "cuad" / "contracts").glob("*.txt"))
    assert len(paths) == 408
    check_texts(paths)
