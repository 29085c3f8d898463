from __future__ import annotations

import pytest

from pipeline.redline.canonical import canonical
from tests.pipeline.redline.word_xml import act, p, r, word_file

SAME = [
    pytest.param(p(r("ab")), p(r("a"), r("b")), id="equal runs that touch"),
    pytest.param(p(r("a", "<w:b/>"), r("b", "<w:b/>")), p(r("ab", "<w:b/>")), id="equal bold runs"),
    pytest.param(
        p(r("a")), '<w:p w:rsidR="00AA"><w:r w:rsidRPr="01"><w:t>a</w:t></w:r></w:p>', id="rsid"
    ),
    pytest.param(p(r("a")), p('<w:proofErr w:type="spellStart"/>', r("a")), id="proofing mark"),
    pytest.param(p(r("a")), p(r("a"), "<w:r><w:rPr><w:b/></w:rPr></w:r>"), id="empty run"),
    pytest.param(p(r("a")), "<w:p>\n  " + r("a") + "\n</w:p>\n", id="indented XML"),
    pytest.param(
        p(act("ins", r("ab"))),
        p(act("ins", r("a")), act("ins", r("b"), number=9)),
        id="one insertion in two elements",
    ),
]
DIFFERENT = [
    pytest.param(p(r("ab")), p(r("a"), r("b", "<w:b/>")), id="another format"),
    pytest.param(p(r("a b")), p(r("a  b")), id="another blank"),
    pytest.param(p(r("a")), p(r("a")) + p(), id="one more paragraph"),
    pytest.param(p(r("a")), p(act("ins", r("a"))), id="tracked"),
    pytest.param(p(r("a")), p(r("a"), properties="<w:jc/>"), id="paragraph format"),
    pytest.param(
        p(act("ins", r("a")), act("ins", r("b"), author="Bea")),
        p(act("ins", r("ab"))),
        id="insertions of two people",
    ),
    pytest.param(p(r("a")), p(r("a"), '<w:bookmarkStart w:id="3" w:name="x"/>'), id="bookmark"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_files_that_say_the_same_are_equal(one: str, other: str) -> None:
    assert canonical(word_file(one)) == canonical(word_file(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_files_that_differ_are_told_apart(one: str, other: str) -> None:
    assert canonical(word_file(one)) != canonical(word_file(other))


def test_parts_that_hold_no_story_count() -> None:
    plain, styled = word_file(p(r("a"))), word_file(p(r("a")), {"styles": "<w:style/>"})
    assert canonical(plain) != canonical(styled)
