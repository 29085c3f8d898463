"""Design decision 8, over drawn files: accepting gives the text, rejecting gives the original."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings

from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.canonical import canonical
from pipeline.redline.docx import Change, apply_changes
from pipeline.redline.revisions import accept, reject, remove_comments
from pipeline.redline.steps import in_order_edits
from pipeline.types.span import Span
from pipeline.types.suggestion import apply_edits
from tests.pipeline.redline.drawn import FILES, WISHES, Wish

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
US = "Clausewright (draft, not approved)"


def wished(text: str, wishes: list[Wish]) -> list[Change]:
    changes = []
    for number, wish in enumerate(wishes):
        edit = wish.edit(text)
        if edit is not None:
            anchor = Span(edit.span.start, min(edit.span.end + number, len(text)))
            comment = f"because {number}\nand so" if number % 2 else None
            changes.append(Change(f"c{number}", (edit,), comment, anchor))
    return changes


@settings(max_examples=150)
@given(FILES, WISHES)
def test_accepting_and_rejecting_drawn_edits(original: bytes, wishes: list[Wish]) -> None:
    text = text_map(original, Limits()).text
    changes = wished(text, wishes)
    done = apply_changes(original, changes, author=US, initials="CW", at=AT)

    assert sorted([*done.applied, *(o.id for o in done.refused)]) == sorted(c.id for c in changes)
    assert not [o for o in done.refused if o.reason.startswith("read back")], done.refused
    edits = in_order_edits([e for c in changes if c.id in done.applied for e in c.edits])
    assert text_map(accept(done.data, US), Limits()).text == apply_edits(text, edits)
    assert text_map(accept(done.data), Limits()).text == apply_edits(text, edits)
    undone = remove_comments(reject(done.data, US), US)
    assert canonical(undone) == canonical(original)
