from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipeline.errors import UnreadableFile
from pipeline.readers import read_bytes
from pipeline.readers.html_numbers import label, list_type
from pipeline.readers.html_style import hidden_by
from pipeline.types.document import Document, Story


def read_html(source: str) -> Document:
    return read_bytes(source.encode(), "a.html")


def blocks(source: str) -> list[tuple[str, str | None, str]]:
    document = read_html(source)
    return [(b.kind.value, b.number, b.span.slice(document.text)) for b in document.blocks]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param(
            "<h2>Fees</h2><p>The <b>Fees</b>\n are  due.</p>",
            [("heading", None, "Fees"), ("paragraph", None, "The Fees are due.")],
            id="white space is one space",
        ),
        pytest.param(
            "<p>one<p>two<div>three</div>four",
            [("paragraph", None, w) for w in ("one", "two", "three", "four")],
            id="end tags left out",
        ),
        pytest.param(
            "a<br>b<br><br>c",
            [("paragraph", None, "a\nb"), ("paragraph", None, "c")],
            id="one break is a line, two a paragraph",
        ),
        pytest.param(
            "<ol><li>One<ol type=a><li>x<li>y</ol><li value=7>Seven</ol>",
            [
                ("list_item", "1.", "One"),
                ("list_item", "a.", "x"),
                ("list_item", "b.", "y"),
                ("list_item", "7.", "Seven"),
            ],
            id="nested lists and a set value",
        ),
        pytest.param(
            '<ol start=4 style="list-style-type:upper-roman"><li>F</ol><ul><li>B</ul>',
            [("list_item", "IV.", "F"), ("list_item", None, "B")],
            id="start and style",
        ),
        pytest.param(
            '<ol style="list-style:none"><li>(a) typed</ol>',
            [("list_item", None, "(a) typed")],
            id="no label is shown",
        ),
        pytest.param(
            "<table><tr><td>(a)<td>Supplier shall.<tr><td>(b)<td>Customer shall.</table>",
            [
                ("paragraph", None, "(a) Supplier shall."),
                ("paragraph", None, "(b) Customer shall."),
            ],
            id="a layout table is paragraphs",
        ),
        pytest.param(
            "<table><tr><td><table><tr><td>In</table>After</table>",
            [("paragraph", None, "In"), ("paragraph", None, "After")],
            id="tables in tables",
        ),
        pytest.param("<pre>a  b\n c</pre>", [("paragraph", None, "a  b\n c")], id="preformatted"),
        pytest.param(
            "&lt;b&gt; &amp; &#8364;&#x1F600;", [("paragraph", None, "<b> & €😀")], id="entities"
        ),
        pytest.param("x&#xD83D;y", [("paragraph", None, "x\ufffdy")], id="lone surrogate"),
        pytest.param("<script>var a='<p>x';</script><p>y", [("paragraph", None, "y")], id="script"),
        pytest.param("<title>t</title><style>p{}</style>z", [("paragraph", None, "z")], id="head"),
        pytest.param("</p></div></table>x</b>", [("paragraph", None, "x")], id="stray end tags"),
        pytest.param(
            'See <a href="https://a.test/terms">the <i>Terms</i></a>.',
            [("paragraph", None, "See the Terms (https://a.test/terms).")],
            id="address of a document that is named",
        ),
        pytest.param(
            '<input value="Acme"> signs', [("paragraph", None, "Acme signs")], id="filled"
        ),
        pytest.param(
            "<p>old <del>ten</del><ins>nine</ins>", [("paragraph", None, "old nine")], id="final"
        ),
    ],
)
def test_blocks(source: str, found: list[tuple[str, str | None, str]]) -> None:
    assert blocks(source) == found


def test_a_table_of_data_keeps_its_places() -> None:
    document = read_html(
        "<table><tr><th colspan=2>Fees<th>Term<tr><td>A<td>10<td>May</table>"
        "<table><tr><td>B<td>20</table>"
    )
    cells = [(b.row, b.span.slice(document.text)) for b in document.blocks]
    assert cells == [
        ((0, 0, 0), "Fees"),
        ((0, 0, 2), "Term"),
        ((0, 1, 0), "A"),
        ((0, 1, 1), "10"),
        ((0, 1, 2), "May"),
        ((1, 0, 0), "B"),
        ((1, 0, 1), "20"),
    ]


@pytest.mark.parametrize(
    "style",
    [
        pytest.param('style="display:none"', id="not displayed"),
        pytest.param('style="DISPLAY : None !important"', id="in capitals, important"),
        pytest.param('style="visibility:hidden"', id="invisible"),
        pytest.param('style="font-size:0"', id="no size"),
        pytest.param('style="font-size:1px;color:red"', id="one pixel"),
        pytest.param('style="color:#FFFFFF"', id="white"),
        pytest.param('style="color: rgb(255, 255, 255)"', id="white in numbers"),
        pytest.param('style="opacity:0"', id="clear"),
        pytest.param('style="position:absolute; left:-9999px"', id="far off"),
        pytest.param('style="text-indent:-9999px"', id="indented away"),
        pytest.param("hidden", id="attribute"),
    ],
)
def test_hidden_words_are_kept_and_marked(style: str) -> None:
    document = read_html(f"<p>Fees <span {style}>are <b>all</b> waived</span> apply.</p>")
    assert document.text == "Fees are all waived apply."
    hidden = "".join(s.slice(document.text) for b in document.blocks for s in b.hidden)
    assert hidden == "are all waived"
    assert [w.code for w in document.warnings] == ["hidden_text"]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('<p style="color:white;background:#036">x', id="white on a painted ground"),
        pytest.param(
            '<table bgcolor=navy><tr><td style="color:#fff">x</table>', id="painted table"
        ),
        pytest.param('<p style="font-size:9pt;color:#333">x', id="small and grey"),
        pytest.param('<p style="display:block">x', id="displayed"),
        pytest.param('<p style="margin-left:-40px">x', id="a hanging indent"),
    ],
)
def test_seen_words_are_not_marked(source: str) -> None:
    document = read_html(source)
    assert document.text == "x"
    assert not any(b.hidden for b in document.blocks)


def test_margins_and_what_is_left_out() -> None:
    document = read_html(
        "<nav>Home</nav><p>Body</p><!-- note --><footer>Foot</footer><script>x</script><s>old</s>"
    )
    stories = {b.span.slice(document.text): b.story for b in document.blocks}
    assert stories == {
        "Home": Story.MARGIN,
        "Body": Story.BODY,
        "Foot": Story.MARGIN,
        "old": Story.BODY,
    }
    assert {w.code for w in document.warnings} == {"comments", "scripts", "struck_text"}


def test_the_declared_encoding_counts() -> None:
    page = '<meta charset="windows-1251"><p>Договор</p>'.encode("cp1251")
    assert read_bytes(page, "a.html").text == "Договор"


@given(st.text(max_size=300))
def test_any_text_is_read_and_spans_hold(source: str) -> None:
    try:
        document = read_bytes(("<p>x</p>" + source).encode("utf-8", "replace"), "a.html")
    except UnreadableFile:
        return
    for block in document.blocks:
        assert block.span.slice(document.text).strip()
        assert all(block.span.covers(span) for span in block.hidden)
    assert not any("\ud800" <= ch <= "\udfff" for ch in document.text)


PIECES = (
    "<p>|</p>|<b>|<ol>|<li>|</ol>|<table>|<tr>|<td>|</table>|<br>|<a href=https://x.test/terms>|</a>"
    "|<span hidden>|</span>|<pre>|</pre>|<h2>|</h2>|a|b"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_nesting_keeps_every_letter(pieces: list[str]) -> None:
    source = " ".join(pieces)
    letters = [piece for piece in pieces if piece in {"a", "b"}]
    text = read_html(source + " z").text.replace("(https://x.test/terms)", "")
    assert [ch for ch in text if ch in "ab"] == letters


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        pytest.param(1, "1", "1", id="decimal"),
        pytest.param(26, "a", "z", id="last letter"),
        pytest.param(28, "A", "AB", id="two letters"),
        pytest.param(1994, "i", "mcmxciv", id="roman"),
        pytest.param(0, "a", "0", id="no letter for nought"),
        pytest.param(4000, "I", "4000", id="no roman above 3999"),
    ],
)
def test_labels(value: int, kind: str, shown: str) -> None:
    assert label(value, kind) == shown


def test_list_types() -> None:
    assert [list_type(*pair) for pair in (("i", ""), ("?", ""), ("1", "lower-alpha inside"))] == [
        "i",
        "1",
        "a",
    ]
    assert list_type("1", "none") is None
    assert hidden_by({"style": "color"}) is None
