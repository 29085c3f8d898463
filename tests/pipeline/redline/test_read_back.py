"""What fails its read-back is found, dropped and named; the rest is written without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline import docx
from pipeline.redline.build import Built, Signature, build
from pipeline.redline.canonical import canonical
from pipeline.redline.change import Change
from pipeline.redline.package import Package
from pipeline.redline.places import Places
from pipeline.redline.plan import make_plan
from pipeline.redline.read_back import why_not_good
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit
from tests.pipeline.redline.test_tracked_edits import AT, put, said
from tests.pipeline.redline.word_xml import body_of, p, r, word_file

WORDS = "zero one two three four five six seven eight nine"


def numbered(text: str) -> list[Change]:
    changes = []
    for number, word in enumerate(text.split()):
        at = text.index(word)
        edit = Edit(Span(at, at + len(word)), word, f"<{number}>")
        changes.append(Change(f"c{number}", (edit,), None, edit.span))
    return changes


def built(data: bytes, changes: list[Change]) -> Built:
    plan = make_plan(Package(data), Places(text_map(data, Limits())), changes)
    return build(data, changes, plan, Signature("Us", "U", AT))


@pytest.mark.parametrize("guilty", [{0}, {9}, {3, 4}, {0, 5, 9}, set(range(10))])
def test_only_the_guilty_are_dropped(guilty: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def strict(
        made: Built, text: str, normal: dict[str, bytes], edits: Sequence[Edit]
    ) -> str | None:
        bad = any(f"&lt;{number}&gt;" in body_of(made.data) for number in guilty)
        return "read back, bad" if bad else why_not_good(made, text, normal, edits)

    monkeypatch.setattr(docx, "why_not_good", strict)
    monkeypatch.setattr(docx, "MAX_TRIES", 200)
    data = word_file(p(r(WORDS)))
    done = put(data, *numbered(WORDS))
    assert {outcome.id for outcome in done.refused} == {f"c{number}" for number in guilty}
    assert set(done.applied) == {f"c{n}" for n in range(10) if n not in guilty}
    for number in range(10):
        assert (f"<{number}>" in said(done.data)) == (number not in guilty)


def test_the_search_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "why_not_good", lambda *_: "read back, bad")
    data = word_file(p(r(WORDS)))
    done = put(data, *numbered(WORDS))
    assert done.data == data
    assert not done.applied
    assert len(done.refused) == 10


def test_a_file_that_says_something_else_is_found_out() -> None:
    data = word_file(p(r(WORDS)))
    changes = numbered(WORDS)[:2]
    made = built(data, changes)
    edits = [edit for change in changes for edit in change.edits]
    normal = canonical(data)
    assert why_not_good(made, WORDS, normal, edits) is None
    assert "intended text" in str(why_not_good(made, WORDS, normal, edits[:1]))
    other = canonical(word_file(p(r(WORDS, "<w:b/>"))))
    assert "original" in str(why_not_good(made, WORDS, other, edits))
    spurious = replace(made, ours=made.ours | {"99"})
    assert "99" in str(why_not_good(spurious, WORDS, normal, edits))
