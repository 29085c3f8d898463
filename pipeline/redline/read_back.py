"""Reading a written file back: it says what was intended, and ours can be undone without trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.build import Built
from pipeline.redline.canonical import canonical
from pipeline.redline.comments_gone import drop_comments
from pipeline.redline.names import Element, w, words
from pipeline.redline.package import Package
from pipeline.redline.properties import CHANGES
from pipeline.redline.revisions import accept_tree, reject_tree, resolved
from pipeline.types.suggestion import Edit, apply_edits

_BEARERS = words("ins del moveFrom moveTo cellIns cellDel cellMerge comment") | CHANGES


def why_not_good(
    built: Built, text: str, normal: dict[str, bytes], edits: Sequence[Edit]
) -> str | None:
    """Return what is wrong with a written file, or None.

    `text` and `normal` are the original's text and normal form, `edits` what should have become of
    the text. Accepting ours must give exactly the edited text; rejecting ours and removing our
    comments must give the original's normal form; every id of ours must be borne once.
    """
    accepted = resolved(built.data, _ours(built), accept_tree)
    if text_map(accepted, Limits()).text != apply_edits(text, list(edits)):
        return "read back, accepting it did not give the intended text"
    package = Package(resolved(built.data, _ours(built), reject_tree))
    drop_comments(package, _ours(built))
    if canonical(package.to_bytes()) != normal:
        return "read back, rejecting it did not give the original"
    twice = _borne_twice(built)
    if twice:
        return f"read back, revision ids repeat: {', '.join(twice[:3])}"
    return None


def _ours(built: Built) -> Callable[[Element], bool]:
    return lambda element: element.get(w("id")) in built.ours


def _borne_twice(built: Built) -> list[str]:
    package = Package(built.data)
    borne: Counter[str] = Counter()
    for name in package.stories():
        borne.update(e.get(w("id"), "") for e in package.read(name).iter(*_BEARERS))
    return sorted(number for number in built.ours if borne[number] != 1)
