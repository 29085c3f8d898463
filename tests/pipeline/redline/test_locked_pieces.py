"""What the text map locks the redliner refuses, for that reason; ordinary words it changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.readers.docx.text_map import Piece, text_map
from pipeline.readers.limits import Limits
from pipeline.redline.docx import Change, apply_changes
from pipeline.redline.revisions import accept
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit
from tests.pipeline.readers.docx.parts import cell, field, row, run, t, table, text_box
from tests.pipeline.redline.word_xml import act, p, r, word_file

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
BOUND = "shows data kept elsewhere in the file"
CHOICE = "shows one choice of a list"


def control(kind: str, *content: str) -> str:
    return (
        f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"
    )


def fate(data: bytes, piece: Piece, text: str) -> tuple[str | None, str]:
    """Why the redliner refuses other words for a piece, and what the file then says."""
    edit = Edit(Span(piece.start, piece.end), text[piece.start : piece.end], "new")
    change = Change("c", (edit,), None, edit.span)
    done = apply_changes(
        data, [change], author="U", initials="U", at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    reasons = [outcome.reason for outcome in done.refused]
    said = text_map(accept(done.data), Limits()).text
    return (reasons[0] if reasons else None), said


@pytest.mark.parametrize(
    ("body", "lock"),
    [
        pytest.param(p(r("x")), None, id="ordinary words"),
        pytest.param(table(row(cell(p(r("x"))))) + p(), None, id="table cell"),
        pytest.param(p(act("ins", r("x"))), None, id="put in by another"),
        pytest.param(p(control("", r("x"))), None, id="control for rich text"),
        pytest.param(p(control("<w:text/>", r("x"))), None, id="control for plain text"),
        pytest.param(
            p(control('<w:lock w:val="sdtLocked"/>', r("x"))), None, id="kept, not locked"
        ),
        pytest.param(
            p(control('<w:showingPlcHdr w:val="0"/>', r("x"))), None, id="no placeholder any more"
        ),
        pytest.param(
            p(run(f"<w:pict><w:txbxContent>{p(r('x'))}</w:txbxContent></w:pict>")),
            None,
            id="box in one form",
        ),
        pytest.param(
            p(control('<w:lock w:val="contentLocked"/>', r("x"))), "is locked", id="locked control"
        ),
        pytest.param(p(control("<w:showingPlcHdr/>", r("x"))), "the placeholder", id="placeholder"),
        pytest.param(
            p(control('<w:text/><w:dataBinding w:xpath="/a"/>', r("x"))), BOUND, id="bound to data"
        ),
        pytest.param(
            p(control(f'<x:dataBinding xmlns:x="{W15}" w:xpath="/a"/>', r("x"))),
            BOUND,
            id="bound to data, Word 2013",
        ),
        pytest.param(p(control("<w:dropDownList/>", r("x"))), CHOICE, id="list to choose from"),
        pytest.param(
            p(control("<w:comboBox/>", r("x"))), CHOICE, id="list to choose from or add to"
        ),
        pytest.param(p(control("<w:date/>", r("x"))), "a date that is picked", id="date"),
        pytest.param(
            p(control(f'<x:checkbox xmlns:x="{W14}"/>', r("x"))), "a check box", id="check box"
        ),
        pytest.param(
            control("<w:date/>", p(r("x"))),
            "a date that is picked",
            id="control around a paragraph",
        ),
        pytest.param(
            table(row(control("<w:date/>", cell(p(r("x")))))) + p(),
            "a date that is picked",
            id="control around a cell",
        ),
        pytest.param(
            p(control("<w:dropDownList/>", control("", r("x")))), CHOICE, id="control in a control"
        ),
        pytest.param(p(text_box(p(r("x")))), "in two forms", id="box in two forms"),
        pytest.param(p(field(" REF ", r("x"))), "field result", id="field"),
        pytest.param(p(act("moveTo", r("x"))), "moved by another", id="moved by another"),
        pytest.param(
            p(run("<w:object>", t("x"), "</w:object>")), "an embedded object", id="embedded object"
        ),
    ],
)
def test_map_and_redliner_agree(body: str, lock: str | None) -> None:
    data = word_file(p(r("before")) + body + p(r("after")))
    found = text_map(data, Limits())
    (piece,) = [x for x in found.pieces if found.text[x.start : x.end] == "x"]
    refused, said = fate(data, piece, found.text)
    assert refused == piece.locked
    assert said == (found.text if piece.locked else found.text.replace("x", "new"))
    if lock is None:
        assert piece.locked is None
    else:
        assert lock in str(piece.locked)


@pytest.mark.parametrize(
    "where",
    [
        pytest.param(2, id="before the control"),
        pytest.param(6, id="after it"),
    ],
)
def test_words_beside_a_locked_control_go_outside_it(where: int) -> None:
    data = word_file(p(r("a "), control("<w:date/>", r("2026")), r(" b")))
    edit = Edit(Span(where, where), "", "new ")
    change = Change("c", (edit,), None, edit.span)
    done = apply_changes(
        data, [change], author="U", initials="U", at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert done.refused == ()
    held = text_map(done.data, Limits())
    assert {held.text[x.start : x.end] for x in held.pieces if x.locked} == {"2026"}
    assert held.text == "a 2026 b"[:where] + "new " + "a 2026 b"[where:]
