"""A long contract is read while one waits."""

from __future__ import annotations

import random
import time

from pipeline.readers import read_bytes
from tests.pipeline.readers.docx.parts import abstract, level, num, style
from tests.pipeline.redline.word_xml import p, r, word_file

PARAGRAPHS = 1000
MOST_SECONDS = 1.0  # of processor time: about 150 pages


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


def test_a_long_contract_is_read_in_a_second() -> None:
    data = contract()
    read_bytes(data, "warm.docx")
    spent = []
    for _ in range(3):
        began = time.process_time()
        document = read_bytes(data, "a.docx")
        spent.append(time.process_time() - began)
    assert len(document.blocks) == PARAGRAPHS
    assert document.blocks[-1].number == "334."
    assert document.blocks[-2].number == "(a)"
    assert len(document.text) > 400_000
    assert min(spent) <= MOST_SECONDS
