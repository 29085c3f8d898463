"""Tracked changes and margin comments in the original Word file, read back before they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import RedlineRefused
from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.build import Built, Signature, build
from pipeline.redline.canonical import canonical
from pipeline.redline.change import Change, Redlined
from pipeline.redline.package import Package
from pipeline.redline.places import Places
from pipeline.redline.plan import Plan, make_plan
from pipeline.redline.protection import check_writable
from pipeline.redline.read_back import why_not_good
from pipeline.redline.steps import in_order_edits
from pipeline.types.review import Outcome

__all__ = ["Change", "Redlined", "apply_changes"]

# A set of changes that fails its read-back is searched for the guilty ones; each try writes anew.
MAX_TRIES = 40


@dataclass(frozen=True, slots=True)
class _Original:
    data: bytes
    text: str
    normal: dict[str, bytes]
    plan: Plan
    who: Signature


def apply_changes(
    original: bytes, changes: Sequence[Change], *, author: str, initials: str, at: datetime
) -> Redlined:
    """Write changes into a copy of `original` as tracked changes and comments of `author`.

    Offsets are code points of the file's text map. Each change is applied whole or refused with a
    reason; the result was reopened and checked (design decision 8), and parts and paragraphs that
    no change touches are as they were. Without any applied change the original bytes come back.
    Raises RedlineRefused when the file as a whole cannot be written (signed, strict Open XML, not
    a Word file), UnreadableFile when it cannot be read, UsageError for a time without zone.
    """
    package = Package(original)
    check_writable(package)
    mapped = text_map(original, Limits())
    plan = make_plan(package, Places(mapped), changes)
    source = _Original(
        original, mapped.text, canonical(original), plan, Signature(author, initials, at)
    )
    good, built, refused = _verified(source, plan.possible)
    data = original if built is None else built.data
    return Redlined(
        data,
        tuple(change.id for change in good),
        (*plan.refused, *refused),
        () if built is None else built.notes,
    )


def _verified(
    source: _Original, changes: list[Change]
) -> tuple[list[Change], Built | None, list[Outcome]]:
    """Return the changes that survive the read-back, the file, and those dropped with why."""
    refused: list[Outcome] = []
    tries = MAX_TRIES
    while changes:
        built, reason = _try(source, changes)
        tries -= 1
        if reason is None:
            return changes, built, refused
        low, high = 0, len(changes)
        while high - low > 1 and tries > 0:
            middle = (low + high) // 2
            _, failed = _try(source, changes[:middle])
            tries -= 1
            low, high, reason = (low, middle, failed) if failed else (middle, high, reason)
        if tries <= 0:
            refused += [Outcome(change.id, reason or "") for change in changes[low:]]
            changes = changes[:low]
            built = _try(source, changes)[0] if changes else None
            return changes, built, refused
        refused.append(Outcome(changes[high - 1].id, reason or ""))
        changes = changes[: high - 1] + changes[high:]
    return changes, None, refused


def _try(source: _Original, changes: list[Change]) -> tuple[Built | None, str | None]:
    edits = [edit for change in changes if change.mode == "tracked" for edit in change.edits]
    try:
        built = build(source.data, changes, source.plan, source.who)
        reason = why_not_good(built, source.text, source.normal, in_order_edits(edits))
    except RedlineRefused as error:
        return None, str(error)
    return (built, None) if reason is None else (None, reason)
