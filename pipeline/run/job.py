"""Jobs: one review of the documents of one deal, named by everything that decides its result."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnreadableFile
from pipeline.store.codec import canonical
from pipeline.types.deal import Deal


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: where it lies and the SHA-256 of its bytes, in hex."""

    path: str
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Source:
        """Hash a file; raises UnreadableFile when it cannot be opened."""
        try:
            with path.open("rb") as file:
                return cls(str(path), hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            raise UnreadableFile(f"{path.name}: {error.strerror or error}") from error


@dataclass(frozen=True, slots=True)
class Job:
    """Files reviewed as one deal. `versions` names code, weights and playbook."""

    sources: tuple[Source, ...]
    deal: Deal
    versions: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the run's name: equal inputs give equal names, on any machine."""
        deal = {
            "side": self.deal.side,
            "party": self.deal.party,
            "posture": self.deal.posture,
            "facts": dict(self.deal.facts),
        }
        files = [[Path(source.path).name, source.sha256] for source in self.sources]
        return digest([files, deal, self.versions])


def document_run(source: Source, versions: Sequence[str]) -> str:
    """Return the name under which a document's reading and analysis are kept for every job."""
    return digest([Path(source.path).name, source.sha256, list(versions)])


def digest(value: object) -> str:
    """Return a 40-digit hex name of a plain JSON value."""
    return hashlib.sha256(canonical(value)).hexdigest()[:40]
