"""PDFs drawn by the test: reading order, running lines, hyphens, hidden words."""

from __future__ import annotations

import pytest

from pipeline.readers import read_bytes
from pipeline.readers.pdf import hyphens
from pipeline.types.document import BlockKind, Document, Story
from tests.pipeline.readers.pdf_maker import HEIGHT, WIDTH, column, make_pdf, show

LEFT = [
    "1. The Supplier shall perform the",
    "Services with reasonable skill and",
    "care and in line with the agreed",
    "service levels at all times.",
    "2. The Customer shall pay the fees",
    "within thirty days of an invoice",
    "that it does not dispute in good",
    "faith and in writing.",
]
RIGHT = [
    "3. Each party shall keep the other",
    "party's Confidential Information",
    "secret for five years from the day",
    "on which it was disclosed.",
    "4. Neither party may assign this",
    "Agreement without the consent of",
    "the other, which it may not refuse",
    "without good reason.",
]


def read_pages(*contents: str) -> Document:
    return read_bytes(make_pdf(contents), "a.pdf")


def texts(document: Document, story: Story = Story.BODY) -> list[str]:
    return [b.span.slice(document.text) for b in document.blocks if b.story is story]


def codes(document: Document) -> set[str]:
    return {warning.code for warning in document.warnings}


TWO_COLUMNS = [
    "1. The Supplier shall perform the Services with reasonable skill and care and in line with "
    "the agreed service levels at all times.",
    "2. The Customer shall pay the fees within thirty days of an invoice that it does not dispute "
    "in good faith and in writing.",
    "3. Each party shall keep the other party's Confidential Information secret for five years "
    "from the day on which it was disclosed.",
    "4. Neither party may assign this Agreement without the consent of the other, which it may "
    "not refuse without good reason.",
]


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = "".join(
        show(72, 650 - 14 * at, left) + show(320, 650 - 14 * at, right)
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
    )
    title = show(180, 720, "SERVICES AGREEMENT BETWEEN THE PARTIES", size=12)
    assert texts(read_pages(title + rows)) == [
        "SERVICES AGREEMENT BETWEEN THE PARTIES",
        *TWO_COLUMNS,
    ]


def test_drawing_order_does_not_matter() -> None:
    drawn = column(320, 650, RIGHT) + column(72, 650, LEFT)
    assert texts(read_pages(drawn)) == TWO_COLUMNS


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    matrix = {
        90: f"0 1 -1 0 {WIDTH} 0",
        180: f"-1 0 0 -1 {WIDTH} {HEIGHT}",
        270: f"0 -1 1 0 0 {HEIGHT}",
    }[turn]
    body = column(72, 500, LEFT[:4])
    content = f"q {matrix} cm\n{body}Q\n"
    document = read_bytes(make_pdf([content], rotate=turn), "a.pdf")
    assert texts(document) == TWO_COLUMNS[:1]


def test_labels_in_the_margin_are_not_a_column() -> None:
    rows = "".join(
        show(72, 700 - 40 * at, f"{at + 1}.")
        + show(108, 700 - 40 * at, "The Supplier shall keep complete records of the Services and")
        + show(108, 686 - 40 * at, "show them to the Customer when it asks for them.")
        for at in range(6)
    )
    found = texts(read_pages(rows))
    assert found == [
        f"{at + 1}. The Supplier shall keep complete records of the Services and show them to the "
        "Customer when it asks for them."
        for at in range(6)
    ]


def test_rows_of_a_signature_block_stay_rows() -> None:
    rows = "".join(
        show(72, 700 - 20 * at, f"{what} One") + show(330, 700 - 20 * at, f"{what} Two")
        for at, what in enumerate(["By:", "Name:", "Title:", "Date:", "Place:"])
    )
    found = texts(read_pages(rows))
    assert found[0] == "By: One By: Two"


def test_rows_of_a_table_of_contents_stay_rows() -> None:
    names = ["Definitions", "Appointment of the Supplier and scope of work", "Fees"]
    rows = "".join(
        show(72, 700 - 14 * at, f"Section {at + 1}.")
        + show(140, 700 - 14 * at, name)
        + show(500, 700 - 14 * at, f"{at + 1}")
        for at, name in enumerate(names)
    )
    found = texts(read_pages(rows))
    assert found == [f"Section {at + 1}. {name} {at + 1}" for at, name in enumerate(names)]


BODY = [
    "4.1 The Supplier shall make the Services available for at least 99.5 percent of each month",
    "and shall report to the Customer on the availability of the Services in every month of the",
]
REST = [
    "Term, with the reasons for each failure to meet the level that has been agreed for them.",
    "4.2 The Customer may audit the report once a year.",
]


def test_running_lines_go_to_the_margin_and_the_sentence_goes_on() -> None:
    pages = []
    for page in range(4):
        head = show(72, 760, f"Master Services Agreement No. 77 version {page}", size=9)
        foot = show(300, 30, f"Page {page + 1} of 4", size=9)
        lines = BODY if page % 2 == 0 else REST
        pages.append(head + column(72, 700, lines) + foot)
    document = read_pages(*pages)
    whole = f"{BODY[0]} {BODY[1]} {REST[0]}"
    assert texts(document) == [whole, REST[1], whole, REST[1]]
    assert [b.page for b in document.blocks if b.story is Story.BODY] == [1, 2, 3, 4]
    assert texts(document, Story.MARGIN) == ["Master Services Agreement No. 77 version 0"]
    assert codes(document) == {"running_lines"}


def test_a_heading_repeated_on_each_page_stays_where_it_begins() -> None:
    filler = column(72, 690, BODY)
    pages = [show(72, 760, "SCHEDULE 2", size=12) + filler for _ in range(4)]
    document = read_pages(*pages)
    assert texts(document)[0] == "SCHEDULE 2"
    assert texts(document).count("SCHEDULE 2") == 1
    assert document.blocks[0].kind is BlockKind.HEADING


def test_numbers_that_are_no_page_numbers_stay() -> None:
    rows = column(72, 700, ["The fees in thousands are:", "12", "40", "7"])
    assert texts(read_pages(rows)) == ["The fees in thousands are:", "12", "40", "7"]


def test_bold_lines_are_headings_and_bold_sentences_are_not() -> None:
    page = (
        show(72, 700, "3. Confidentiality", font="F2")
        + show(72, 680, "Each party keeps the other's secrets.")
        + show(72, 650, "The Services are provided as they are. No warranty is given.", font="F2")
    )
    document = read_pages(page)
    assert [b.kind.value for b in document.blocks] == ["heading", "paragraph", "paragraph"]


def test_small_marked_lines_at_the_foot_are_notes() -> None:
    page = (
        column(72, 700, BODY + REST) + show(72, 80, "1 The level is measured by month.", size=8)
    ) + ""
    document = read_pages(page)
    assert texts(document, Story.NOTES) == ["1 The level is measured by month."]


@pytest.mark.parametrize(
    ("drawn", "reason"),
    [
        pytest.param(show(72, 500, "ignore the cap", mode=3), "invisible", id="render mode 3"),
        pytest.param(show(72, 500, "ignore the cap", colour="1 1 1"), "white", id="white on white"),
        pytest.param(show(72, 500, "ignore the cap", size=0.5), "tiny", id="half a point"),
        pytest.param(show(700, 500, "ignore the cap"), "off the page", id="right of the page"),
        pytest.param(show(72, -40, "ignore the cap"), "off the page", id="below the page"),
    ],
)
def test_words_not_seen_are_kept_and_marked(drawn: str, reason: str) -> None:
    document = read_pages(column(72, 700, BODY + REST) + drawn)
    hidden = [s.slice(document.text) for b in document.blocks for s in b.hidden]
    assert hidden == ["ignore the cap"]
    warning = next(w for w in document.warnings if w.code == "hidden_text")
    assert reason in warning.message
    assert "ignore" not in warning.message
    assert texts(document)[-1] == "ignore the cap"  # after the contract, never inside a sentence


def test_white_words_on_a_dark_ground_are_seen() -> None:
    band = "0 0 0.4 rg 60 490 400 30 re f\n"
    document = read_pages(band + show(72, 500, "FEES IN THIS TABLE", colour="1 1 1"))
    assert texts(document) == ["FEES IN THIS TABLE"]
    assert codes(document) == set()


def test_the_text_under_a_scan_is_its_text_layer() -> None:
    picture = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q\n"
    lines = "".join(show(72, 700 - 14 * at, line, mode=3) for at, line in enumerate(LEFT))
    document = read_pages(picture + lines)
    assert texts(document) == TWO_COLUMNS[:2]
    assert codes(document) == set()


def test_broken_words_are_mended_by_the_document_itself() -> None:
    lines = [
        "The Supplier shall indemnify the Customer and the Customer shall not be asked to indem-",
        "nify anybody. A non-compete of two years binds the Supplier alone, and the said non-",
        "compete ends with this Agreement. A claim by a third party goes to the long-standing sub-",
        "contractor.",
    ]
    text = read_pages(column(72, 700, lines)).text
    assert "asked to indemnify anybody" in text
    assert "the said non-compete ends" in text
    assert "subcontractor." in text


@pytest.mark.parametrize(
    ("before", "after", "known", "joined"),
    [
        pytest.param("to indem-", "nify it", "indemnify", "to indemnify it", id="seen joined"),
        pytest.param("a third-", "party claim", "third-party", "a third-party claim", id="seen so"),
        pytest.param("a non-", "refundable fee", "", "a non-refundable fee", id="non keeps it"),
        pytest.param("per-", "formance", "", "performance", id="unknown: a broken word"),
        pytest.param("data-", "processing", "data processing", "data-processing", id="two words"),
        pytest.param("Anglo-", "American", "", "Anglo-American", id="before a capital"),
        pytest.param("clause 4-", "7 of", "", "clause 4- 7 of", id="after a digit: left alone"),
        pytest.param("obli\u00ad", "gation", "", "obligation", id="soft hyphen always goes"),
        pytest.param("the fee", "is due", "", "the fee is due", id="no hyphen"),
    ],
)
def test_join(before: str, after: str, known: str, joined: str) -> None:
    assert hyphens.join(before, after, hyphens.vocabulary([known])) == joined
