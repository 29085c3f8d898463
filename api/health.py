"""Checks of the installation: each says ok, off (with the reason) or bad."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util
from typing import Literal

from pipeline.errors import ClausewrightError
from pipeline.settings import VERSION, Settings

_BASE = (
    "chromadb",
    "dbos",
    "lxml",
    "onnxruntime",
    "pypdf",
    "pypdfium2",
    "sqlalchemy",
    "tokenizers",
)
_TRAIN = ("torch", "transformers", "sentence-transformers", "scikit-learn")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`."""

    what: str
    state: Literal["ok", "off", "bad"]
    detail: str


def findings() -> Iterator[Finding]:
    """Yield every check, cheap ones first."""
    yield Finding("clausewright", "ok", f"{VERSION}, Python {platform.python_version()}")
    yield from _packages()
    yield from _weights()
    yield from _playbook()
    settings = Settings.from_environment()
    yield from _own_types(settings)
    yield _tool("OCR", "tesseract", "PDF pages without a text layer are reported, not read")
    yield Finding("home", "ok", f"{settings.home} ({_size_mb(settings):.1f} MB)")
    if settings.data is None:
        yield Finding(
            "data sets", "off", "no folder; set CLAUSEWRIGHT_DATA to train or to run evals"
        )
    else:
        yield Finding("data sets", "ok", str(settings.data))
    yield Finding("language models", "off", "none configured; suggestions come from the playbook")
    yield Finding("network", "off", "nothing is sent anywhere")


def _packages() -> Iterator[Finding]:
    for name in _BASE:
        try:
            yield Finding(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, "bad", "not installed; install clausewright again")
    absent = [name for name in _TRAIN if util.find_spec(_module(name)) is None]
    if absent:
        yield Finding("training", "off", f"not installed: {', '.join(absent)}; make train")
    else:
        yield Finding("training", "ok", ", ".join(f"{n} {metadata.version(n)}" for n in _TRAIN))


def _module(name: str) -> str:
    return {"scikit-learn": "sklearn"}.get(name, name.replace("-", "_"))


def _weights() -> Iterator[Finding]:
    from models.card import read_card, verify
    from models.load import default_weights

    try:
        folder = default_weights()
        card = read_card(folder)
        verify(folder, card)
    except ClausewrightError as error:
        yield Finding("weights", "bad", str(error))
        return
    yield Finding("weights", "ok", f"{card['name']}, {len(card['labels'])} labels")
    for name, digest in sorted(card["files"].items()):
        yield Finding(f"weights {name}", "ok", f"sha256 {digest}")


def _playbook() -> Iterator[Finding]:
    from pipeline.playbook import load_playbook

    try:
        playbook = load_playbook()
    except ClausewrightError as error:
        yield Finding("playbook", "bad", str(error))
        return
    yield Finding("playbook", "ok", f"{len(playbook.entries)} entries, {playbook.version[:12]}")


def _own_types(settings: Settings) -> Iterator[Finding]:
    from models.card import encoder_version
    from models.load import default_weights
    from pipeline.build.own_types import load_heads

    try:
        heads, stale = load_heads(settings.home, encoder_version(default_weights()))
    except ClausewrightError as error:
        yield Finding("own clause types", "bad", str(error))
        return
    if heads:
        yield Finding("own clause types", "ok", ", ".join(head.name for head in heads))
    if stale:
        detail = f"{', '.join(stale)}: taught to other weights; teach again"
        yield Finding("own clause types", "off", detail)


def _tool(what: str, program: str, otherwise: str) -> Finding:
    path = shutil.which(program)
    if path is None:
        return Finding(what, "off", f"{program} is not installed: {otherwise}")
    return Finding(what, "ok", path)


def _size_mb(settings: Settings) -> float:
    files = settings.home.rglob("*") if settings.home.is_dir() else ()
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6
