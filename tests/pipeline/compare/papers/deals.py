"""Deals from plain texts, read and cut as the product does; no tags and no vectors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pipeline.readers import read_bytes
from pipeline.segment import segment
from pipeline.terms import extract
from pipeline.types.analysis import Analysis


def analysed(name: str, text: str) -> Analysis:
    document = read_bytes(text.encode("utf-8"), name)
    clauses = segment(document)
    vectors = np.zeros((len(clauses), 4), dtype=np.float32)
    terms = tuple(extract(document, clauses))
    return Analysis(document, tuple(clauses), (), terms, vectors)


def deal(texts: Mapping[str, str]) -> list[Analysis]:
    """One analysis a file, in the order given; keys are file names."""
    return [analysed(name, text) for name, text in texts.items()]
