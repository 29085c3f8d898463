"""The page of a run: inert, self-contained, honest about its cap, and true to the figures."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from eval.compare.paired import open_run
from eval.evidence import Evidence, Said, Wanted
from eval.report.commands import report
from eval.report.confusions import Confusion, confusions
from eval.report.drawing import SIDE, precision_recall, reliability
from eval.report.viewer import Piece, pieces, viewer
from eval.runs import Order, run_task
from eval.task import find_task
from models.keyword_tagger import KeywordTagger
from pipeline.errors import DataError, UsageError
from tests.eval.cuad_folder import TEXTS, rows, write_cuad, write_rows, write_terms

PATTERNS = {
    "cuad:Document Name": ["^[A-Z ]+$"],
    "cuad:Governing Law": ["governed by", "first day of each month"],
    "cuad:Audit Rights": ["inspect", "laws of Ireland"],
}
HOSTILE = '</mark></p><script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7*7 }} \x07'


def cuad_run(tmp_path: Path, hostile: bool = False) -> Path:
    folder = write_cuad(tmp_path / "cuad")
    if hostile:
        path = folder / "contracts" / "quarry.txt"
        path.write_text(TEXTS["quarry"].strip() + " " + HOSTILE + "\n")
        (folder / "contracts.jsonl").unlink()
    tagger = KeywordTagger(PATTERNS)
    return run_task(Order(find_task("cuad"), folder, None, "all", tagger), tmp_path / "run")


class Page(HTMLParser):
    """Collects tags with their attributes and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in self.raw and data.strip():
            self.raw[self.tags[-1][0]].append(data)


def test_contract_text_is_inert_and_nothing_is_loaded(tmp_path: Path) -> None:
    text = report(cuad_run(tmp_path, hostile=True)).read_text()
    page = Page(text)
    assert "alert(1)" in text
    assert "{{ 7*7 }}" in text
    assert "\x07" not in text
    names = [tag for tag, _ in page.tags]
    assert names.count("script") == 1
    assert not {"img", "link", "iframe", "object", "embed", "base"} & set(names)
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert "style" not in attributes
        assert not attributes.keys() & {"src", "action"}
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.findall(r"https?://|url\(|@import", text)
    # the policy allows the one script and the one style, by their hashes, and nothing else
    policy = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        (held,) = page.raw[kind]
        digest = base64.b64encode(hashlib.sha256(held.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_page_holds_what_the_run_says(tmp_path: Path) -> None:
    out = cuad_run(tmp_path)
    text = report(out, out=tmp_path / "page.html").read_text()
    assert not (out / "report.html").exists()
    assert "DeBERTa-v2-xlarge" in text
    # gold words underlined, said words marked, both where they meet
    assert (
        '<mark class="gold said">This agreement is governed by the laws of Norway.</mark>' in text
    )
    # "The lease is governed by the laws of Ireland." is said to be an audit right: 1 of 1 alarms
    row = r"<td>Audit Rights</td><td>Governing Law</td><td>1</td><td>1</td>"
    assert re.search(row, text)


def test_drawn_curve_has_the_area_of_the_figure(tmp_path: Path) -> None:
    out = cuad_run(tmp_path)
    task = find_task("cuad")
    data = task.load(tmp_path / "cuad", None)
    from eval.run_folder import read_predictions
    from eval.tasks.cuad import TASK

    drawing = precision_recall(TASK.evidence(data, read_predictions(out)), ())
    assert drawing is not None
    points = np.array(re.findall(r"([\d.]+) ([\d.]+)", drawing.line), float)
    recall, precision = points[:, 0] / SIDE, 1 - points[:, 1] / SIDE
    drawn = np.sum(np.diff(recall) * (precision[1:] + precision[:-1]) / 2)
    assert drawn == pytest.approx(open_run(out).run.metrics["aupr"].value, abs=2e-3)


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        # the four names of parties are missed, a governing law is taken for an audit right
        pytest.param(0, (0, 0, 0), id="none"),
        pytest.param(5, (3, 1, 1), id="by share, alarms leave room"),
        pytest.param(9, (4, 1, 4), id="misses leave room too"),
        pytest.param(600, (4, 1, 5), id="all"),
    ],
)
def test_cap_is_told(tmp_path: Path, most: int, shown: tuple[int, int, int]) -> None:
    text = report(cuad_run(tmp_path), most=most).read_text()
    misses, alarms, hits = shown
    told = f"{misses} of 4 misses, {alarms} of 1 false alarms, {hits} of 5 hits."
    assert told in " ".join(text.split())
    kinds = re.findall(r'<article class="sample" data-kind="([^"]+)"', text)
    assert [kinds.count(kind) for kind in ("miss", "false alarm", "hit")] == list(shown)
    assert ("in predictions.jsonl, or in a page made with more samples" in text) == (most < 600)


def test_other_tasks(tmp_path: Path) -> None:
    terms = write_terms(tmp_path / "terms")
    tagger = KeywordTagger({"training_on_customer_data": ["train no model"], "g_term": ["Bills"]})
    out = run_task(Order(find_task("ai_clauses"), terms, None, "all", tagger), tmp_path / "a")
    text = report(out).read_text()
    assert "<td>g term</td><td>g order payment fees</td>" in text
    assert "DeBERTa" not in text
    assert '<td class="none">not measured</td>' in text
    cuad = write_cuad(tmp_path / "cuad")
    out = run_task(Order(find_task("segment"), cuad, None, "all", None), tmp_path / "b")
    assert "no curve, calibration or sample viewer" in report(out).read_text()


def test_data_must_be_that_of_the_run(tmp_path: Path) -> None:
    out = cuad_run(tmp_path)
    mended = rows()
    mended[2]["spans"], mended[2]["present"] = [], False
    write_rows(tmp_path / "cuad" / "annotations.jsonl", mended)
    with pytest.raises(DataError, match="SHA-256 of the data is"):
        report(out)
    other = write_cuad(tmp_path / "again")
    assert report(out, data=other).is_file()


@pytest.mark.parametrize(
    ("out", "most", "named"),
    [
        pytest.param(None, -1, "-1 samples; 0 to", id="below zero"),
        pytest.param(".", 10, "a file in a folder that exists", id="folder"),
        pytest.param("no/such/page.html", 10, "a file in a folder that exists", id="no folder"),
    ],
)
def test_usage(tmp_path: Path, out: str | None, most: int, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        report(cuad_run(tmp_path), out=None if out is None else tmp_path / out, most=most)


def evidence(said: list[Said], wanted: list[Wanted], text: str = "one two three four") -> Evidence:
    return Evidence({"c": text}, said, wanted)


def test_confusions_count_alarms_not_hits() -> None:
    said = [
        Said("c", "A", 0, 7, 0.9, False),
        Said("c", "A", 8, 18, 0.5, False),
        Said("c", "A", 0, 3, 0.4, False),
        Said("c", "B", 0, 7, 0.9, True),
    ]
    # "one two" is gold of B, "three four" of C and D; what is below 0.5 or right is no alarm
    wanted = [
        Wanted("c", kind, *span, None)
        for kind, span in zip("BCD", [(0, 7), (8, 18), (8, 18)], strict=True)
    ]
    assert confusions(evidence(said, wanted)) == [
        Confusion("A", "B", 1, 2),
        Confusion("A", "C", 1, 2),
        Confusion("A", "D", 1, 2),
    ]


@pytest.mark.parametrize(
    ("gold", "said", "expected"),
    [
        pytest.param([], [], [("abcdef", False, False)], id="plain"),
        pytest.param([(0, 2)], [], [("ab", True, False), ("cdef", False, False)], id="start"),
        pytest.param(
            [(1, 4)],
            [(2, 6)],
            [("a", False, False), ("b", True, False), ("cd", True, True), ("ef", False, True)],
            id="crossing",
        ),
        pytest.param([(-5, 9)], [], [("abcdef", True, False)], id="past both ends"),
    ],
)
def test_pieces(
    gold: list[tuple[int, int]], said: list[tuple[int, int]], expected: list[tuple[str, bool, bool]]
) -> None:
    assert list(pieces("abcdef", (0, 6), gold, said)) == [Piece(*one) for one in expected]


def test_viewer_gives_categories_turns() -> None:
    wanted = [Wanted("c", "A", i, i + 1, None) for i in range(5)] + [Wanted("c", "B", 5, 6, None)]
    found = viewer(evidence([], wanted), 2)
    assert [one.category for one in found.samples] == ["A", "B"]
    assert found.counts == (("miss", 2, 6), ("false alarm", 0, 0), ("hit", 0, 0))


def test_reliability_bins() -> None:
    said = [
        Said("c", "A", 0, 1, score, right)
        for score, right in ((0.0, False), (0.1, True), (1.0, True))
    ]
    bins = reliability(said)
    assert [one.n for one in bins] == [1, 1, *[0] * 7, 1]
    assert bins[1].score == pytest.approx(0.1)
    assert bins[1].share == 1
    assert bins[5].score is None
