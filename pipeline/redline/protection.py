"""Files that must not be changed at all, by name of the reason."""

from __future__ import annotations

from pipeline.errors import RedlineRefused
from pipeline.redline.names import w
from pipeline.redline.package import Package

_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"


def check_writable(package: Package) -> None:
    """Raise RedlineRefused for signed files and for strict Open XML, which is not written."""
    if any(name.lower().startswith("_xmlsignatures/") for name in package.names()):
        raise RedlineRefused("the file is digitally signed; a change would break the signature")
    if any(kind == _STRICT for _, kind, _ in package.relationships("")):
        raise RedlineRefused("the file is strict Open XML; save it as an ordinary .docx first")


def forbids(package: Package, comment_only: bool) -> str | None:
    """Return why the file's own protection forbids a change, or None.

    Protection for tracked changes allows both kinds, protection for comments allows comments.
    """
    settings = package.related(package.main(), "settings")
    if settings is None:
        return None
    found = package.read(settings).find(w("documentProtection"))
    if found is None or found.get(w("enforcement"), "0") not in {"1", "true", "on"}:
        return None
    kind = found.get(w("edit"), "none")
    allowed = {"none", "trackedChanges"} | ({"comments"} if comment_only else set())
    return None if kind in allowed else f"the document is protected ({kind})"
