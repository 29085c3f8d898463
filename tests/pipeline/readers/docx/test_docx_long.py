"""A long contract is read whole, with its numbers."""

from __future__ import annotations

import random

from pipeline.readers import read_bytes
from tests.pipeline.readers.docx.parts import abstract, level, num, run, style, t
from tests.pipeline.redline.word_xml import p, r, word_file

PARAGRAPHS = 1000


def contract() -> bytes:
    chosen = random.Random(1)
    known = ["".join(chosen.choices("aeioulmnrst", k=chosen.randint(2, 9))) for _ in range(4000)]
    styles = "".join(
        style(
            f"L{n}",
            f'<w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr></w:pPr>',
        )
        for n in range(3)
    )
    numbering = abstract(
        0, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter")
    ) + num(1, 0)
    body = "".join(
        p(
            *(
                r(" ".join(chosen.choices(known, k=8)) + " ", '<w:sz w:val="22"/>')
                for _ in range(9)
            ),
            properties=f'<w:pStyle w:val="L{n % 3}"/>',
        )
        for n in range(PARAGRAPHS)
    )
    return word_file(body, {"styles": styles, "numbering": numbering})


def test_a_thousand_numbered_paragraphs_are_read() -> None:
    document = read_bytes(contract(), "a.docx")
    assert len(document.blocks) == PARAGRAPHS
    assert document.blocks[-1].number == "334."
    assert document.blocks[-2].number == "(a)"
    assert len(document.text) > 400_000


def test_a_paragraph_of_many_page_breaks_is_read() -> None:
    breaks = '<w:br w:type="page"/><w:lastRenderedPageBreak/>' * 900
    document = read_bytes(word_file(p(run(breaks, t("end"), breaks)) + p(r("after"))), "a.docx")
    assert document.text == "\n" * 900 + "end" + "\n" * 900 + "\nafter"
    assert [block.page for block in document.blocks] == [901, 1801]
