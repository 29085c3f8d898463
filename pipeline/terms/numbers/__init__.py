"""Numbers as contracts write them: read, compare, and write anew in the same style."""

from pipeline.terms.numbers.durations import from_iso, in_days
from pipeline.terms.numbers.mismatches import Mismatch, mismatches
from pipeline.terms.numbers.restyle import restyle_duration, restyle_money, restyle_percent
from pipeline.terms.numbers.words import number_to_words, parse_number_words

__all__ = [
    "Mismatch",
    "from_iso",
    "in_days",
    "mismatches",
    "number_to_words",
    "parse_number_words",
    "restyle_duration",
    "restyle_money",
    "restyle_percent",
]
