"""A document against the playbook: deviations, what is missing, what conflicts."""

from pipeline.compare.compare import compare
from pipeline.compare.comparison import Comparison

__all__ = ["Comparison", "compare"]
