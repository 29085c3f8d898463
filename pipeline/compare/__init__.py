"""A document against the playbook: deviations, what is missing, what conflicts."""

from pipeline.compare.compare import compare
from pipeline.types.comparison import Comparison

__all__ = ["Comparison", "compare"]
