"""Terms: durations, dates, money, parties, norms and other stated values, with exact spans."""

from pipeline.terms.extract import extract
from pipeline.terms.norm import Actor, Modality, Norm
from pipeline.terms.norms import norms
from pipeline.terms.numbers import Mismatch, mismatches
from pipeline.terms.parties import find_parties
from pipeline.terms.party import Parties, Party

__all__ = [
    "Actor",
    "Mismatch",
    "Modality",
    "Norm",
    "Parties",
    "Party",
    "extract",
    "find_parties",
    "mismatches",
    "norms",
]
