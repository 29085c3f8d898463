"""Clause retrieval laid out like ACORD: `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv`.

Rows of the first two hold `_id` and `text`. The third is tab-separated with the quoting of CSV
and the header query-id, corpus-id, score; scores are grades from 0 to 4, that is stars less one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.datasets.files import digest, field, read_rows, read_text
from pipeline.errors import DataError

HEADER = ["query-id", "corpus-id", "score"]
GRADES = range(5)


@dataclass(frozen=True, slots=True)
class Query:
    """One query and the grade of each clause judged for it."""

    id: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AcordData:
    """The queries of a split in file order, the whole corpus by id, the SHA-256 of both."""

    queries: tuple[Query, ...]
    corpus: Mapping[str, str]
    sha256: str


def load_acord(folder: Path, split: str, ids: Sequence[str] | None = None) -> AcordData:
    """Read one split, or only the queries `ids` of it, and the whole corpus.

    Raises DataError for a missing file, an unknown split or query, another layout, a repeated id
    or pair, an empty text, and a grade outside 0 to 4.
    """
    folder = Path(folder)
    if Path(split).name != split or not (folder / "qrels" / f"{split}.tsv").is_file():
        there = sorted(path.stem for path in folder.glob("qrels/*.tsv"))
        raise DataError(f"{folder}: no split {split!r}; qrels/ has {there}")
    corpus, texts = _texts(folder / "corpus.jsonl"), _texts(folder / "queries.jsonl")
    grades: dict[str, dict[str, int]] = {}
    for where, query, clause, grade in _judgements(folder / "qrels" / f"{split}.tsv"):
        if query not in texts:
            raise DataError(f"{where}: query {query!r} is not in queries.jsonl")
        if clause not in corpus:
            raise DataError(f"{where}: clause {clause!r} is not in corpus.jsonl")
        held = grades.setdefault(query, {})
        if clause in held:
            raise DataError(f"{where}: {clause!r} is judged twice for {query!r}; once is allowed")
        held[clause] = grade
    if not grades:
        raise DataError(f"{folder}/qrels/{split}.tsv: no judgement; one is needed")
    if unknown := sorted(set(ids or ()) - set(grades)):
        raise DataError(f"{folder}: split {split!r} has no queries {unknown}")
    wanted = list(grades) if ids is None else list(ids)
    queries = tuple(Query(name, texts[name], grades[name]) for name in wanted)
    return AcordData(queries, corpus, digest(_parts(queries, corpus)))


def _texts(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for where, row in read_rows(path):
        name, text = field(row, "_id", str, where), field(row, "text", str, where)
        if name in found:
            raise DataError(f"{where}: id {name!r} is there twice; ids must differ")
        if not text.strip():
            raise DataError(f"{where}: text of {name!r} is empty; words are needed")
        found[name] = text
    return found


def _judgements(path: Path) -> Iterator[tuple[str, str, str, int]]:
    rows = csv.reader(io.StringIO(read_text(path), newline=""), delimiter="\t", strict=True)
    try:
        if (header := next(rows, [])) != HEADER:
            raise DataError(f"{path}: header {header}; {HEADER}, parted by tabs, is needed")
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if not row:
                continue
            if len(row) != len(HEADER):
                raise DataError(f"{where}: {len(row)} fields; {len(HEADER)} are needed")
            query, clause, grade = row
            if not (grade.isascii() and grade.isdecimal() and int(grade) in GRADES):
                raise DataError(f"{where}: score {grade!r}; a whole number from 0 to 4 is needed")
            yield where, query, clause, int(grade)
    except csv.Error as error:
        raise DataError(f"{path}:{rows.line_num}: {error}; CSV quoting is needed") from error


def _parts(queries: Sequence[Query], corpus: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(corpus):
        yield from (name, corpus[name])
    for query in sorted(queries, key=lambda one: one.id):
        yield from (query.id, query.text, str(sorted(query.grades.items())))
