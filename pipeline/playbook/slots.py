"""The shape of slots.yaml: what the named gaps of playbook language are filled with."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.playbook.entry import Part


class Slot(Part):
    """A party's own name by `role`, else the first of `terms` the contract defines or uses.

    `default` is neutral wording that fits any contract, written for the middle of a sentence.
    """

    role: Literal["customer", "supplier"] | None = None
    terms: tuple[str, ...] = ()
    default: str = Field(min_length=1)


class Slots(Part):
    """Everything slots.yaml holds."""

    slots: dict[str, Slot]
