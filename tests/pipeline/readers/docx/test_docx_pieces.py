"""The pieces of a text map tile its text, and each is said by its element."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.docx.text_map import TextMap, text_map
from pipeline.readers.limits import Limits
from pipeline.redline.revisions import accept, reject
from tests.pipeline.readers.docx.parts import (
    cell,
    control,
    field,
    mapped,
    mark,
    row,
    run,
    table,
    text_box,
)
from tests.pipeline.redline.word_xml import act, gone, p, r, word_file
from tests.pipeline.redline.word_xml import mark as change

SAID = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}

words = st.text("ab é日\U0001d518\u200b", min_size=1, max_size=4)
marks = st.sampled_from(["tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"])
plain = st.one_of(words.map(r), marks.map(lambda name: run(f"<w:{name}/>")))
calls = st.sampled_from([1, 2]).map(lambda n: run(f'<w:footnoteReference w:id="{n}"/>'))
bits = st.recursive(
    plain
    | calls
    | calls.map(lambda x: act("del", x))
    | st.sampled_from(["begin", "separate", "end"]).map(mark)
    | words.map(gone),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda x: control(*x)),
        st.lists(inner, max_size=3).map(lambda x: field(" X ", *x)),
        (plain | calls).map(lambda x: act("ins", x)),
        plain.map(lambda x: act("moveTo", x)),
        st.lists(inner, max_size=2).map(lambda x: text_box(p(*x))),
    ),
    max_leaves=5,
)
struck = st.sampled_from(["", "", "", change("del"), change("ins")])
paragraphs = st.builds(lambda x, c: p(*x, properties=c), st.lists(bits, max_size=4), struck)
tables = st.lists(paragraphs, min_size=1, max_size=2).map(
    lambda x: table(row(cell(*x, p(r("last"))), cell(p())))
)
bodies = st.lists(paragraphs | tables, max_size=5).map("".join)


def says(found: TextMap, index: int) -> str:
    piece = found.pieces[index]
    name = str(piece.element.tag).rsplit("}", 1)[-1]
    whole = SAID.get(name) or (piece.element.text or "")
    return whole[piece.offset : piece.offset + piece.end - piece.start]


def tiles(found: TextMap) -> None:
    at = 0
    ends = {paragraph.span.end for paragraph in found.paragraphs}
    for index, piece in enumerate(found.pieces):
        assert at <= piece.start < piece.end
        assert all(found.text[gap] == "\n" and gap in ends for gap in range(at, piece.start))
        assert says(found, index) == found.text[piece.start : piece.end]
        assert piece.part in found.package
        at = piece.end
    assert set(found.text[at:]) <= {"\n"}
    joined = "\n".join(x.span.slice(found.text) for x in found.paragraphs)
    assert joined == found.text


notes = st.lists(paragraphs, min_size=2, max_size=2).map(
    lambda x: "".join(
        f'<w:footnote w:id="{n}">{p(r("n"))}{c}</w:footnote>'
        for n, c in zip((1, 2), x, strict=True)
    )
)


@given(bodies, st.lists(paragraphs, max_size=2).map("".join), notes)
def test_pieces_tile_the_text(body: str, header: str, footnotes: str) -> None:
    tiles(mapped(body, {"header1": header, "footnotes": footnotes}))


@given(bodies, notes)
def test_views_are_what_accepting_and_rejecting_leaves(body: str, footnotes: str) -> None:
    data = word_file(body, {"footnotes": footnotes})
    found = text_map(data, Limits())
    assert text_map(accept(data), Limits()).text == found.text
    assert text_map(reject(data), Limits()).text == found.original
