from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.readers import read_bytes
from pipeline.readers.links import shown_link
from pipeline.readers.md_inline import inline
from pipeline.types.document import BlockKind, Document, Story


def read_md(source: str) -> Document:
    return read_bytes(source.encode(), "a.md")


def blocks(source: str) -> list[tuple[str, str | None, int | None, str]]:
    document = read_md(source)
    return [(b.kind.value, b.number, b.level, b.span.slice(document.text)) for b in document.blocks]


NESTED = """\
# Service Terms

1. <span class="head">Service</span>
    1. **Access.** The Customer may use the Service
       for its own business.
    2. **Support.** See the [Support Policy](https://example.test/support-policy).
       a. by mail; and
       b. by telephone.

2. Fees

   A paragraph that belongs to the second item.

   - each month
   - in advance

Signed for the parties.
"""


def test_nested_numbers_are_dotted_and_kept_apart() -> None:
    assert blocks(NESTED) == [
        ("heading", None, 0, "Service Terms"),
        ("list_item", "1.", 0, "Service"),
        (
            "list_item",
            "1.1",
            1,
            "Access. The Customer may use the Service for its own business.",
        ),
        (
            "list_item",
            "1.2",
            1,
            "Support. See the Support Policy (https://example.test/support-policy).",
        ),
        ("paragraph", None, 1, "a. by mail; and"),
        ("paragraph", None, 1, "b. by telephone."),
        ("list_item", "2.", 0, "Fees"),
        ("paragraph", None, 0, "A paragraph that belongs to the second item."),
        ("list_item", None, 1, "each month"),
        ("list_item", None, 1, "in advance"),
        ("paragraph", None, None, "Signed for the parties."),
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("Title\n=====\n", [("heading", None, 0, "Title")], id="underlined, first"),
        pytest.param("Part\n---\n", [("heading", None, 1, "Part")], id="underlined, second"),
        pytest.param("### 3. Fees ###", [("heading", None, 2, "3. Fees")], id="typed number stays"),
        pytest.param("#No", [("paragraph", None, None, "#No")], id="no space, no heading"),
        pytest.param("1\\. Fees", [("paragraph", None, None, "1. Fees")], id="escaped number"),
        pytest.param(
            "1.1. Fees", [("paragraph", None, None, "1.1. Fees")], id="no list of its own"
        ),
        pytest.param("3) x", [("list_item", "3)", 0, "x")], id="list begins at three"),
        pytest.param(
            "1. a\n1. b", [("list_item", "1.", 0, "a"), ("list_item", "2.", 0, "b")], id="counted"
        ),
        pytest.param(
            "pays\n30. days", [("paragraph", None, None, "pays 30. days")], id="30 cannot interrupt"
        ),
        pytest.param(
            "one  \ntwo\\\nthree", [("paragraph", None, None, "one\ntwo\nthree")], id="hard breaks"
        ),
        pytest.param("> quoted\n> words", [("paragraph", None, None, "quoted words")], id="quote"),
        pytest.param("a\n\n* * *\n\nb", [("paragraph", None, None, w) for w in "ab"], id="rule"),
        pytest.param("```\nas *it* is\n```", [("paragraph", None, None, "as *it* is")], id="code"),
        pytest.param("By: ________", [("paragraph", None, None, "By: ________")], id="signature"),
        pytest.param(
            "one\r\n\r\ntwo", [("paragraph", None, None, w) for w in ("one", "two")], id="CRLF"
        ),
    ],
)
def test_blocks(source: str, found: list[tuple[str, str | None, int | None, str]]) -> None:
    assert blocks(source) == found


def test_tables_have_rows_and_columns() -> None:
    document = read_md("| Fee | Due |\n|:--|--:|\n| 10 \\| 20 | |\n| **30** | May |\n\nAfter | it")
    cells = [(b.row, b.span.slice(document.text)) for b in document.blocks]
    assert cells == [
        ((0, 0, 0), "Fee"),
        ((0, 0, 1), "Due"),
        ((0, 1, 0), "10 | 20"),
        ((0, 2, 0), "30"),
        ((0, 2, 1), "May"),
        (None, "After | it"),
    ]
    assert document.blocks[0].kind is BlockKind.TABLE_CELL


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("**a** _b_ *c* __d__ ***e***", "a b c d e", id="emphasis"),
        pytest.param(
            "snake_case_name and 2*3*4",
            "snake_case_name and 2*3*4".replace("*3*", "3"),
            id="inside words",
        ),
        pytest.param("5 * 3 * 2", "5 * 3 * 2", id="stars with spaces"),
        pytest.param("**a *b* c**", "a b c", id="nested"),
        pytest.param("**open", "**open", id="left open"),
        pytest.param("use `code *x*` now", "use code *x* now", id="code keeps its stars"),
        pytest.param("\\*kept\\* \\[x\\]", "*kept* [x]", id="escapes"),
        pytest.param('[**Terms**](x.html "T")', "Terms", id="link with words in bold"),
        pytest.param("![seal](seal.png)", "seal", id="picture"),
        pytest.param("[Today's date] and [x]", "[Today's date] and [x]", id="placeholders stay"),
        pytest.param("<https://a.test/x>", "https://a.test/x", id="bare address"),
        pytest.param("A &amp; B &copy; &#xD800;", "A & B © \ufffd", id="entities, a surrogate"),
        pytest.param("one <br /> two", "one\ntwo", id="line break"),
        pytest.param("a < b and c > d", "a < b and c > d", id="no tag"),
        pytest.param("“**Term**” means", "“Term” means", id="inside quotation marks"),
    ],
)
def test_inline(source: str, text: str) -> None:
    assert inline(source).text == text


def test_references_and_footnotes() -> None:
    document = read_md(
        "See [our terms][t] and[^1].\n\n[t]: https://a.test/terms\n\n[^1]: A note.\n"
    )
    assert document.text == "See our terms (https://a.test/terms) and[^1].\nA note."
    note = document.blocks[1]
    assert (note.kind, note.story, note.number) == (BlockKind.FOOTNOTE, Story.NOTES, "1")


@pytest.mark.parametrize(
    ("words", "address", "shown"),
    [
        pytest.param("Privacy Policy", "https://a.test/p", True, id="names a document"),
        pytest.param("here", "https://a.test/legal/terms", True, id="the address names one"),
        pytest.param("our blog", "https://a.test/news", False, id="neither does"),
        pytest.param("Terms", "mailto:a@b.test", False, id="no web address"),
        pytest.param("Terms", "#terms", False, id="a place in this document"),
        pytest.param("https://a.test/terms", "https://a.test/terms", False, id="shown already"),
    ],
)
def test_links_to_documents_keep_their_address(words: str, address: str, shown: bool) -> None:
    assert shown_link(words, address) == (f"{words} ({address})" if shown else words)


def test_what_the_page_does_not_show() -> None:
    document = read_md(
        "---\ntitle: x\n---\nSeen <!-- not\n\nseen --> words.<script>bad()</script>\n\n"
        'Fees <span style="display:none">are waived</span> apply. ~~Gone~~\n'
    )
    assert document.text == "Seen  words.\nFees are waived apply. Gone".replace(
        "Seen  words.", "Seen\nwords."
    )
    hidden = [s.slice(document.text) for b in document.blocks for s in b.hidden]
    assert hidden == ["are waived"]
    codes = {w.code for w in document.warnings}
    assert codes == {"front_matter", "comments", "scripts", "struck_text", "hidden_text"}


@pytest.mark.data
def test_standard_forms(data_dir: Path) -> None:
    folder = data_dir / "standard_forms"
    document = read_bytes((folder / "commonpaper-CSA.md").read_bytes(), "commonpaper-CSA.md")
    numbers = {b.number: b.span.slice(document.text) for b in document.blocks if b.number}
    assert numbers["1.1"].startswith("Access and Use.")
    assert numbers["5.3"].startswith("Termination.")
    for path in folder.glob("*.md"):
        text = read_bytes(path.read_bytes(), path.name).text
        assert "<span" not in text
        assert "**" not in text
        assert "](" not in text


@pytest.mark.corpus
@pytest.mark.data
def test_every_markdown_file_is_read(data_dir: Path) -> None:
    paths = [p for p in data_dir.rglob("*.md") if p.name != "README.md"]
    assert len(paths) > 90
    for path in paths:
        document = read_bytes(path.read_bytes(), path.name)
        assert len(document.text) > 500, path.name
