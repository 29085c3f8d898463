"""Which kinds of candidates may answer each label."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "cuad:Agreement Date": ("date",),
    "cuad:Document Name": ("title",),
    "cuad:Effective Date": ("date", "start"),
    "cuad:Parties": ("party",),
}

# Of these, part of a better answer is none: "AGREEMENT" beside "SUPPLY AGREEMENT".
WHOLE = frozenset({"cuad:Document Name"})
