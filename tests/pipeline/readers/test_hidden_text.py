from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipeline.readers.drafts import Draft, Source, assemble
from pipeline.readers.hidden_text import character_warnings, clean, hidden_spans, merge_spans
from pipeline.readers.limits import Limits
from pipeline.types.span import Span


@pytest.mark.parametrize(
    ("text", "hidden", "code"),
    [
        pytest.param("lia\u200bbility", ["\u200b"], "zero_width", id="zero-width space"),
        pytest.param(
            "lia\u200c\u200dbility", ["\u200c\u200d"], "zero_width", id="joiners in Latin"
        ),
        pytest.param("می\u200cخواهم", [], None, id="a joiner that Persian needs"),
        pytest.param("👩\u200d⚖️", [], None, id="a joiner inside one emoji"),
        pytest.param("\u202egnihton\u202c", ["\u202e", "\u202c"], "bidi_controls", id="override"),
        pytest.param("\u2067x\u2069", ["\u2067", "\u2069"], "bidi_controls", id="isolates"),
        pytest.param(
            "a\U000e0069\U000e0067b", ["\U000e0069\U000e0067"], "tag_characters", id="tags"
        ),
        pytest.param("\ufeffword", ["\ufeff"], "zero_width", id="a byte order mark inside"),
        pytest.param("שלום 123", [], None, id="right to left as such"),
        pytest.param("e\u0301 co\u00adop", [], None, id="combining mark, soft hyphen"),
    ],
)
def test_invisible_characters(text: str, hidden: list[str], code: str | None) -> None:
    assert [span.slice(text) for span in hidden_spans(text)] == hidden
    assert [w.code for w in character_warnings(text)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne", id="line ends"),
        pytest.param("a\x00b\x1bc\x7fd\x9be\uffff", "abcde", id="controls go"),
        pytest.param("a\tb\n", "a\tb\n", id="tab and newline stay"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone surrogate"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned
    assert clean(cleaned).text == cleaned


@given(st.text(st.sampled_from("ab\x00\r\n\u200b\x07"), max_size=30), st.data())
def test_marked_ranges_follow_their_words(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    marked = text[:at] + "SECRET" + text[at:]
    draft = Draft(marked, hidden=[(at, at + 6)])
    document = assemble([Draft("first"), draft], Source(b"x", "a.txt", "text/plain"), Limits())
    spans = [span for block in document.blocks for span in block.hidden]
    assert any("SECRET" in span.slice(document.text) for span in spans)
    shown = "".join(
        ch for i, ch in enumerate(document.text) if not any(s.start <= i < s.end for s in spans)
    )
    assert "\u200b" not in shown
    assert "S" not in shown


def test_touching_spans_become_one() -> None:
    spans = [Span(4, 6), Span(0, 2), Span(2, 4), Span(8, 8), Span(5, 7)]
    assert merge_spans(spans) == [Span(0, 7)]


def test_blocks_are_joined_by_one_newline_and_empty_ones_go() -> None:
    drafts = [Draft(" one "), Draft(" \x00 "), Draft("two")]
    document = assemble(drafts, Source(b"x", "a.txt", "text/plain"), Limits())
    assert document.text == "one\ntwo"
    assert [(b.span.start, b.span.end) for b in document.blocks] == [(0, 3), (4, 7)]
