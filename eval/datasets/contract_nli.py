"""NDAs labelled like ContractNLI: `<split>.json` with spans, 17 hypotheses and evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets.files import digest, field, read_text
from pipeline.errors import DataError
from pipeline.types.span import Span

ENTAILMENT, CONTRADICTION, NOT_MENTIONED = "Entailment", "Contradiction", "NotMentioned"
CHOICES = (ENTAILMENT, CONTRADICTION, NOT_MENTIONED)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the NDA says to one hypothesis: one of `CHOICES`, and the positions of its evidence."""

    choice: str
    evidence: frozenset[int]


@dataclass(frozen=True, slots=True)
class Nda:
    """One NDA: `spans` are the given units in text order, `findings` has every hypothesis."""

    id: str
    text: str
    spans: tuple[Span, ...]
    findings: Mapping[str, Finding]

    @property
    def units(self) -> list[str]:
        """Return the texts of the spans."""
        return [span.slice(self.text) for span in self.spans]


@dataclass(frozen=True, slots=True)
class ContractNliData:
    """The NDAs of a split in file order, the hypotheses by key, the SHA-256 of both."""

    ndas: tuple[Nda, ...]
    hypotheses: Mapping[str, str]
    sha256: str


def load_contract_nli(
    folder: Path, split: str, ids: Sequence[str] | None = None
) -> ContractNliData:
    """Read one split, or only the NDAs `ids` of it; of several annotation sets the first counts.

    Raises DataError for an unknown split or NDA, another layout, a repeated id, an empty text, a
    span outside its text or out of order, a hypothesis without a finding, an unknown choice, and
    evidence that is no span or stands beside "NotMentioned".
    """
    folder = Path(folder)
    path = folder / f"{split}.json"
    if Path(split).name != split or not path.is_file():
        there = sorted(found.stem for found in folder.glob("*.json"))
        raise DataError(f"{folder}: no split {split!r}; there are {there}")
    whole = _object(path)
    hypotheses = {
        key: field(_dict(row, f"{path}: {key}"), "hypothesis", str, f"{path}: {key}")
        for key, row in field(whole, "labels", dict, str(path)).items()
    }
    ndas: dict[str, Nda] = {}
    for number, row in enumerate(field(whole, "documents", list, str(path))):
        where = f"{path}: document {number}"
        one = _nda(_dict(row, where), hypotheses, where)
        if one.id in ndas:
            raise DataError(f"{where}: id {one.id!r} is there twice; ids must differ")
        ndas[one.id] = one
    if not ndas or not hypotheses:
        raise DataError(f"{path}: {len(ndas)} documents, {len(hypotheses)} labels; some are needed")
    if unknown := sorted(set(ids or ()) - set(ndas)):
        raise DataError(f"{path}: no documents {unknown}")
    chosen = tuple(ndas[name] for name in (ndas if ids is None else ids))
    return ContractNliData(chosen, hypotheses, digest(_parts(chosen, hypotheses)))


def _object(path: Path) -> dict[str, Any]:
    try:
        return _dict(json.loads(read_text(path)), str(path))
    except ValueError as error:
        raise DataError(f"{path}: not JSON ({error}); one object is needed") from error


def _dict(value: Any, where: str) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise DataError(f"{where}: {type(value).__name__} found; a JSON object is needed")
    return value


def _nda(row: dict[str, Any], hypotheses: Mapping[str, str], where: str) -> Nda:
    text = field(row, "text", str, where)
    if not text.strip():
        raise DataError(f"{where}: empty contract; text is needed")
    spans = _spans(field(row, "spans", list, where), text, where)
    sets = field(row, "annotation_sets", list, where)
    if not sets:
        raise DataError(f"{where}: no annotation set; one is needed")
    held = field(_dict(sets[0], where), "annotations", dict, where)
    if set(held) != set(hypotheses):
        odd = sorted(set(held) ^ set(hypotheses))
        raise DataError(f"{where}: findings and 'labels' differ in {odd}; each needs the other")
    findings = {
        key: _finding(_dict(one, f"{where}, {key}"), len(spans), f"{where}, {key}")
        for key, one in held.items()
    }
    name = row.get("id")
    if not isinstance(name, int | str) or isinstance(name, bool):
        raise DataError(f"{where}: id {name!r}; a number or a text is needed")
    return Nda(str(name), text, spans, findings)


def _spans(pairs: list[Any], text: str, where: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for pair in pairs:
        whole = isinstance(pair, list) and len(pair) == 2 and all(type(x) is int for x in pair)
        after = found[-1].end if found else 0
        if not whole or not after <= pair[0] < pair[1] <= len(text):
            raise DataError(
                f"{where}: span {pair!r} after {after}; [start, end) in text order inside the "
                f"{len(text)} characters is needed"
            )
        found.append(Span(*pair))
    if not found:
        raise DataError(f"{where}: no spans; one is needed")
    return tuple(found)


def _finding(row: dict[str, Any], spans: int, where: str) -> Finding:
    choice = field(row, "choice", str, where)
    if choice not in CHOICES:
        raise DataError(f"{where}: choice {choice!r}; one of {list(CHOICES)} is needed")
    evidence = field(row, "spans", list, where)
    if not all(type(one) is int and 0 <= one < spans for one in evidence):
        raise DataError(f"{where}: evidence {evidence}; positions from 0 to {spans - 1} are needed")
    if evidence and choice == NOT_MENTIONED:
        raise DataError(f"{where}: evidence {evidence} beside {NOT_MENTIONED!r}; none is allowed")
    return Finding(choice, frozenset(evidence))


def _parts(ndas: Sequence[Nda], hypotheses: Mapping[str, str]) -> Iterator[str]:
    for key in sorted(hypotheses):
        yield from (key, hypotheses[key])
    for nda in sorted(ndas, key=lambda one: one.id):
        yield from (nda.id, nda.text, str([(span.start, span.end) for span in nda.spans]))
        for key, one in sorted(nda.findings.items()):
            yield f"{key}:{one.choice}:{sorted(one.evidence)}"
