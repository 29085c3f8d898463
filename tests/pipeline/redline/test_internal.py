from __future__ import annotations

from datetime import UTC, datetime

from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.canonical import canonical
from pipeline.redline.internal import AUTHOR, FOR_SPECIALIST, internal_changes, write_internal
from pipeline.redline.revisions import accept, reject, remove_comments
from pipeline.types.deviation import RouteStrength, Stance
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit, Unresolved
from tests.pipeline.redline.reviews import deviation, missing, replacing, review, suggestion
from tests.pipeline.redline.word_xml import body_of, p, r, word_file

AT = datetime(2026, 3, 4, tzinfo=UTC)
BODY = p(r("The Supplier may "), r("train", "<w:b/>"), r(" on Customer Data.")) + p(
    r("It may score applicants.")
)
TEXT = "The Supplier may train on Customer Data.\nIt may score applicants."
COMMENTS = "word/comments.xml"


def said(data: bytes) -> str:
    return text_map(data, Limits()).text


def test_a_suggestion_is_tracked_with_its_reasons_in_the_margin() -> None:
    original = word_file(BODY)
    assert said(original) == TEXT
    edit = replacing(TEXT, "may train", "shall not train")
    one = review(TEXT, [deviation(TEXT, 1, "train")], [suggestion(1, edit)])
    data, report = write_internal(one, original, at=AT)

    assert report.applied == ("s1",)
    assert not report.deferred
    assert not report.refused
    assert said(accept(data, AUTHOR)) == TEXT.replace("may train", "shall not train")
    assert canonical(remove_comments(reject(data, AUTHOR), AUTHOR)) == canonical(original)
    margin = body_of(data, COMMENTS)
    for words in (
        "Draft, not approved",
        "training_on_customer_data: unacceptable, severity high",
        "supplier_may_train",
        "\u201ctrain\u201d",
        "Our data stays ours.",
        "precedent-7",
        "keeps_numbers, no_new_terms",
    ):
        assert words in margin


def test_what_a_specialist_must_decide_is_a_comment_only() -> None:
    original = word_file(BODY)
    edit = replacing(TEXT, "may score", "shall not score")
    must = deviation(TEXT, 1, "score", RouteStrength.MUST)
    data, report = write_internal(review(TEXT, [must], [suggestion(1, edit)]), original, at=AT)

    assert [(o.id, o.reason) for o in report.deferred] == [("s1", FOR_SPECIALIST)]
    assert not report.applied
    assert "<w:ins" not in body_of(data)
    assert "<w:del" not in body_of(data)
    assert "shall not score" in body_of(data, COMMENTS)
    assert said(data) == TEXT


def test_a_good_clause_for_a_specialist_is_told_and_a_good_ordinary_one_is_not() -> None:
    good = deviation(TEXT, 1, "score", RouteStrength.MUST, Stance.PREFERRED)
    plain = deviation(TEXT, 2, "train", stance=Stance.PREFERRED)
    ids = [change.id for change in internal_changes(review(TEXT, [good, plain]))]
    assert ids == ["stamp", "d1"]


def test_deviations_without_wording_are_comments() -> None:
    unclear = deviation(TEXT, 1, "train", stance=Stance.UNCLEAR)
    failed = deviation(TEXT, 2, "score", stance=Stance.FALLBACK)
    one = review(TEXT, [unclear, failed], unresolved=[Unresolved("d2", ("keeps_numbers",))])
    data, report = write_internal(one, word_file(BODY), at=AT)
    margin = body_of(data, COMMENTS)
    assert margin.count("<w:comment ") == 3
    assert "failed: keeps_numbers" in margin
    assert not report.applied


def test_a_missing_clause_is_put_in_as_paragraphs_at_its_gap() -> None:
    at = TEXT.index("\n")
    new = Edit(Span(at, at), "", "Audit\nThe Customer may audit.", new_paragraph=True)
    one = review(TEXT, [missing(at, 1)], [suggestion(1, new)])
    data, report = write_internal(one, word_file(BODY), at=AT)
    assert report.applied == ("s1",)
    assert said(accept(data, AUTHOR)).split("\n")[1:3] == ["Audit", "The Customer may audit."]


def test_a_refused_suggestion_is_told_in_the_margin() -> None:
    field = '<w:fldSimple w:instr=" REF x ">' + r("clause 9") + "</w:fldSimple>"
    original = word_file(p(r("Subject to "), field, r(" the cap applies.")))
    text = said(original)
    edit = replacing(text, "clause 9", "clause 10")
    one = review(text, [deviation(text, 1, "cap")], [suggestion(1, edit)])
    data, report = write_internal(one, original, at=AT)
    assert [outcome.id for outcome in report.refused] == ["s1"]
    assert "field" in report.refused[0].reason
    assert "clause 10" in body_of(data, COMMENTS)
    assert said(data) == text


def test_a_signed_file_comes_back_as_it_was() -> None:
    import io
    import zipfile

    held = io.BytesIO(word_file(BODY))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<x/>")
    edit = replacing(TEXT, "may train", "shall not train")
    one = review(TEXT, [deviation(TEXT, 1, "train")], [suggestion(1, edit)])
    data, report = write_internal(one, held.getvalue(), at=AT)
    assert data == held.getvalue()
    assert "signed" in report.refused[0].reason


def test_a_text_that_was_no_word_file_gets_a_plain_one() -> None:
    edit = replacing(TEXT, "may train", "shall not train")
    one = review(TEXT, [deviation(TEXT, 1, "train")], [suggestion(1, edit)])
    data, report = write_internal(one, None, at=AT)
    assert report.applied == ("s1",)
    assert said(reject(data)) == TEXT
    assert said(data) == TEXT.replace("may train", "shall not train")
