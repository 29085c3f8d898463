"""Read playbook folders: the shipped ones, and a user's laid over them entry by entry."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import PlaybookError
from pipeline.playbook.conflict_rules import Conflicts
from pipeline.playbook.entry import Entry
from pipeline.playbook.playbook import Playbook
from pipeline.playbook.routing import Routing
from pipeline.playbook.slots import Slots
from pipeline.playbook.yaml_file import parse, read_bytes

SHIPPED = Path(__file__).resolve().parent.parent / "playbooks"
WIDTHS = ("none", "explain_trigger", "trigger", "must")
_Layer = dict[str, tuple[Entry, Path, bytes]]


def shipped_folders() -> list[Path]:
    """Return the folders of the shipped playbooks, in name order."""
    return sorted(folder for folder in SHIPPED.iterdir() if folder.is_dir())


def load_playbook(folders: Sequence[Path] | None = None) -> Playbook:
    """Load the shipped playbooks, or those of them named, with users' folders laid over.

    A user's folder lies over the shipped ones named beside it, over all of them when none is
    named, and over users' folders before it. Entries that always go to a specialist are loaded
    whatever is named; routing triggers, conflicts and slots are the shipped ones. Raises
    PlaybookError for whatever breaks the schema, for an id given twice or unlike its file's name,
    an unknown type in a user's placement, and for an overlay that narrows a specialist rule.
    """
    named = [Path(folder).resolve() for folder in folders or []]
    shipped = {folder: _read(folder) for folder in shipped_folders()}
    chosen = [f for f in named if f.parent == SHIPPED] or shipped_folders()
    floor = _merged(list(shipped.values()))
    always = {key: one for key, one in floor.items() if one[0].route.specialist == "must"}
    base = {**_merged([shipped.get(folder) or _read(folder) for folder in chosen]), **always}
    for folder in (f for f in named if f.parent != SHIPPED):
        layer = _read(folder)
        _refuse_narrowing(floor, layer)
        base = {**base, **layer}
        floor = {**floor, **layer}
        _refuse_dangling(floor, layer)
    return _built(base)


def _read(folder: Path) -> _Layer:
    if not folder.is_dir():
        raise PlaybookError(f"{folder}: no such playbook folder; shipped: {_names()}")
    layer: _Layer = {}
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        data = read_bytes(path)
        entry = parse(path, data, Entry)
        if entry.id != path.stem:
            raise PlaybookError(f"{path}: id {entry.id!r} must be the file's name, {path.stem!r}")
        if entry.id in layer:
            raise PlaybookError(f"{path}: id {entry.id!r} is also in {layer[entry.id][1]}")
        layer[entry.id] = (entry, path, data)
    return layer


def _names() -> list[str]:
    return [folder.name for folder in shipped_folders()]


def _merged(layers: list[_Layer]) -> _Layer:
    merged: _Layer = {}
    for layer in layers:
        twice = sorted(set(merged) & set(layer))
        if twice:
            path, other = layer[twice[0]][1], merged[twice[0]][1]
            raise PlaybookError(f"{path}: id {twice[0]!r} is also in {other}")
        merged |= layer
    return merged


def _refuse_narrowing(below: _Layer, layer: _Layer) -> None:
    for key, (entry, path, _) in layer.items():
        if key not in below:
            continue
        old, new = below[key][0].route.specialist, entry.route.specialist
        if WIDTHS.index(new) < WIDTHS.index(old):
            wider = list(WIDTHS[WIDTHS.index(old) :])
            raise PlaybookError(
                f"{path}: route.specialist {new!r} narrows {old!r} of {key}; allowed: {wider}"
            )


def _refuse_dangling(known: _Layer, layer: _Layer) -> None:
    for entry, path, _ in layer.values():
        for name in entry.placement.after if entry.placement else ():
            if name not in known:
                raise PlaybookError(
                    f"{path}: placement.after names {name!r}; known types: {sorted(known)}"
                )


def _built(layer: _Layer) -> Playbook:
    parts = {
        name: read_bytes(SHIPPED / f"{name}.yaml") for name in ("routing", "conflicts", "slots")
    }
    routing = parse(SHIPPED / "routing.yaml", parts["routing"], Routing)
    conflicts = parse(SHIPPED / "conflicts.yaml", parts["conflicts"], Conflicts)
    slots = parse(SHIPPED / "slots.yaml", parts["slots"], Slots)
    digest = hashlib.sha256()
    contents = [*sorted((key, data) for key, (_, _, data) in layer.items()), *sorted(parts.items())]
    for name, data in contents:
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return Playbook(
        entries={key: layer[key][0] for key in sorted(layer)},
        routing=routing,
        conflicts=conflicts.rules,
        deal_rules=conflicts.deal,
        slots=slots.slots,
        version=digest.hexdigest(),
        files={key: layer[key][1] for key in sorted(layer)},
    )
