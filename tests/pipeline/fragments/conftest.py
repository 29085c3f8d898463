from __future__ import annotations

import pytest

from models.fragments.scorer import FragmentScorer
from models.load import default_weights


@pytest.fixture(scope="package")
def shipped() -> FragmentScorer:
    """The scorer by the weights that ship."""
    return FragmentScorer.load(default_weights())
