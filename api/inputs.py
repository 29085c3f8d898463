"""Which files a command line names, and where the results of each go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError

OUR_ENDINGS = (".review.json", ".redline.docx", ".report.html")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to review; `stem` is the results' path under --out, without an ending."""

    path: Path
    stem: Path

    def result(self, out: Path, ending: str) -> Path:
        """Return where a result of this file goes, such as ".review.json"."""
        return out / self.stem.with_name(self.stem.name + ending)


def find_inputs(paths: Sequence[Path], out: Path, endings: Sequence[str]) -> list[Input]:
    """Return the files named, and those with one of `endings` in the folders named, in order.

    Folders below a named folder are kept in the results' paths. Results of ours, hidden files and
    anything under `out` are left out of folders. Two inputs with one stem get their ending into
    it, and after that a number. Raises UsageError for a path that does not exist and when nothing
    is left to review.
    """
    found: dict[Path, tuple[Path, Path]] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        if path.is_dir():
            for file in _walk(path, out, endings):
                found.setdefault(file.resolve(), (file, file.relative_to(path)))
        else:
            found.setdefault(path.resolve(), (path, Path(path.name)))
    if not found:
        kinds = ", ".join(endings)
        raise UsageError(f"nothing to review in {', '.join(map(str, paths))}; read are {kinds}")
    return list(_tell_apart(list(found.values())))


def _walk(folder: Path, out: Path, endings: Sequence[str]) -> Iterator[Path]:
    away = out.resolve()
    for file in sorted(folder.rglob("*")):
        hidden = any(p.startswith((".", "~$")) for p in file.relative_to(folder).parts)
        ours = file.name.endswith(OUR_ENDINGS) or away in file.resolve().parents
        if file.is_file() and file.suffix.lower() in endings and not hidden and not ours:
            yield file


def _tell_apart(files: Sequence[tuple[Path, Path]]) -> Iterator[Input]:
    plain = Counter(str(relative.with_suffix("")).lower() for _, relative in files)
    used: set[str] = set()
    for path, relative in files:
        stem = relative.with_suffix("")
        if plain[str(stem).lower()] > 1:
            stem = stem.with_name(f"{stem.name}-{relative.suffix.lstrip('.').lower()}")
        fresh, n = stem, 1
        while str(fresh).lower() in used:
            n += 1
            fresh = stem.with_name(f"{stem.name}-{n}")
        used.add(str(fresh).lower())
        yield Input(path, fresh)
