"""Folders laid out like ACORD: what is read, and every way they can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.datasets.acord import load_acord
from pipeline.errors import DataError
from tests.eval.acord_folder import CORPUS, QRELS, write_acord


def test_reads_with_csv_quoting(tmp_path: Path) -> None:
    data = load_acord(write_acord(tmp_path / "acord"), "own")
    assert [query.id for query in data.queries] == ['"as is" cap on liability', "law"]
    assert data.queries[0].grades == {"a1": 4, "b2": 2, "c3": 0}
    assert data.corpus == CORPUS
    only = load_acord(tmp_path / "acord", "own", ["law"])
    assert [query.id for query in only.queries] == ["law"]


def test_windows_line_ends_read_alike(tmp_path: Path) -> None:
    one = load_acord(write_acord(tmp_path / "one"), "own")
    two = load_acord(write_acord(tmp_path / "two", qrels=QRELS.replace("\n", "\r\n")), "own")
    assert one == two


def test_hash_sees_grades_queries_and_corpus(tmp_path: Path) -> None:
    folders = [
        write_acord(tmp_path / "same"),
        write_acord(tmp_path / "grade", qrels=QRELS.replace("\t3", "\t2")),
        write_acord(tmp_path / "corpus", corpus=_corpus_with("Norway", "Sweden")),
    ]
    assert len({load_acord(folder, "own").sha256 for folder in folders}) == 3
    again = load_acord(write_acord(tmp_path / "again"), "own").sha256
    assert again == load_acord(folders[0], "own").sha256


def _corpus_with(old: str, new: str) -> str:
    rows = (f'{{"_id": "{k}", "text": "{v.replace(old, new)}"}}' for k, v in CORPUS.items())
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        pytest.param({"qrels": "law\tc3\t3\n"}, r"header \['law', 'c3', '3'\]", id="no header"),
        pytest.param({"qrels": QRELS.replace("\t", ",")}, "parted by tabs", id="commas"),
        pytest.param({"qrels": ""}, r"header \[\]", id="empty file"),
        pytest.param({"qrels": QRELS.split("\n")[0]}, "no judgement", id="header alone"),
        pytest.param({"qrels": QRELS + "law\td4\n"}, "own.tsv:6: 2 fields", id="two fields"),
        pytest.param({"qrels": QRELS + "law\td4\t5\n"}, "'5'; a whole number from 0", id="five"),
        pytest.param({"qrels": QRELS + "law\td4\t-1\n"}, "score '-1'", id="negative"),
        pytest.param({"qrels": QRELS + "law\td4\tNaN\n"}, "score 'NaN'", id="not a number"),
        pytest.param({"qrels": QRELS + "law\td4\t²\n"}, "score '²'", id="superscript"),
        pytest.param({"qrels": QRELS + "law\tc3\t3\n"}, "'c3' is judged twice", id="twice"),
        pytest.param({"qrels": QRELS + "term\tc3\t3\n"}, "'term' is not in", id="query"),
        pytest.param({"qrels": QRELS + "law\tz9\t3\n"}, "'z9' is not in corpus", id="clause"),
        pytest.param({"qrels": QRELS + '"law\tc3\t3\n'}, "CSV quoting", id="open quote"),
        pytest.param({"corpus": '{"_id": "a1"}\n'}, "no 'text'", id="clause without text"),
        pytest.param({"corpus": '{"_id": "a1", "text": " "}\n'}, "'a1' is empty", id="blank"),
        pytest.param({"corpus": '{"_id": "a", "text": "x"}\n' * 2}, "there twice", id="id twice"),
        pytest.param({"queries": "law\n"}, "queries.jsonl:1: not JSON", id="not JSON"),
    ],
)
def test_refused(tmp_path: Path, changed: dict[str, str], named: str) -> None:
    with pytest.raises(DataError, match=named):
        load_acord(write_acord(tmp_path / "acord", **changed), "own")


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    folder = write_acord(tmp_path / "acord")
    (folder / name).unlink()
    with pytest.raises(DataError, match=f"{name}: cannot be read"):
        load_acord(folder, "own")


@pytest.mark.parametrize("split", ["test", "../qrels/own", ""])
def test_missing_split_names_those_there(tmp_path: Path, split: str) -> None:
    with pytest.raises(DataError, match=rf"no split '{split}'; qrels/ has \['own'\]"):
        load_acord(write_acord(tmp_path / "acord"), split)


def test_unknown_query(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"has no queries \['term'\]"):
        load_acord(write_acord(tmp_path / "acord"), "own", ["law", "term"])


@pytest.mark.data
def test_real_splits(data_dir: Path) -> None:
    valid, train = (load_acord(data_dir / "acord", split) for split in ("valid", "train"))
    assert len(valid.corpus) == 3_931
    assert (len(valid.queries), sum(len(q.grades) for q in valid.queries)) == (6, 6_142)
    assert (len(train.queries), sum(len(q.grades) for q in train.queries)) == (51, 58_529)
    assert train.queries[0].id == '"as is" clause with carveouts'
