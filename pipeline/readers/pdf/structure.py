"""Parts of a PDF besides its pages: scripts, forms, attachments, comments. Named, never run."""

from __future__ import annotations

import contextlib
import ctypes
from collections import Counter
from typing import Any

from pipeline.types.document import DocumentWarning

_WIDGET, _FLATTEN_DISPLAY = 20, 0
_ADDED_TEXT = 3
_COMMENTS = {
    1: "note",
    _ADDED_TEXT: "text box",
    10: "underline",
    9: "highlight",
    12: "strike-out",
    13: "stamp",
    14: "caret",
}
_MEDIA = {17: "attached file", 18: "sound", 19: "movie", 21: "screen", 26: "3D"}
_XFA = {2, 3}
_MOST_ANNOTATIONS = 5000


def document_warnings(pdf: Any) -> list[DocumentWarning]:  # noqa: ANN401 - pypdfium2 has no types
    """Warn of scripts, XFA forms and attachments in a pypdfium2 document."""
    import pypdfium2.raw as pdfium

    warnings = []
    scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(pdf.raw)
    if scripts > 0:
        warnings.append(DocumentWarning("scripts", f"{scripts} scripts: left out and not run"))
    if pdfium.FPDF_GetFormType(pdf.raw) in _XFA:
        message = "an XFA form: only what its pages show was read"
        warnings.append(DocumentWarning("xfa_form", message))
    files = pdfium.FPDFDoc_GetAttachmentCount(pdf.raw)
    if files > 0:
        warnings.append(DocumentWarning("attachments", f"{files} attached files: not read"))
    return warnings


def settle_page(page: Any, found: Counter[str]) -> bool:  # noqa: ANN401
    """Count annotations by name; draw filled form fields and typed boxes into the page's text.

    Returns whether the page was changed, so that its text must be loaded anew.
    """
    import pypdfium2.raw as pdfium

    count = min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)
    drawn = False
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        drawn = drawn or kind in {_WIDGET, _ADDED_TEXT}
        if kind in _COMMENTS:
            found[_COMMENTS[kind]] += 1
        elif kind in _MEDIA:
            found[_MEDIA[kind]] += 1
        elif kind == _WIDGET:
            found["form field"] += 1
    if not drawn:
        return False
    with contextlib.suppress(ctypes.ArgumentError):
        return bool(pdfium.FPDFPage_Flatten(page.raw, _FLATTEN_DISPLAY) == 1)
    return False


def annotation_warnings(found: Counter[str]) -> list[DocumentWarning]:
    """Name the annotations that were counted; form fields are read as text of their page."""
    fields = found.get("form field", 0)
    rest = [f"{count} {name}" for name, count in sorted(found.items()) if name != "form field"]
    warnings = []
    if fields:
        message = f"{fields} form fields: their values as shown were read as text"
        warnings.append(DocumentWarning("form_fields", message))
    if rest:
        message = f"marks by readers on the pages ({', '.join(rest)}): notes in them were not read"
        warnings.append(DocumentWarning("annotations", message))
    return warnings
