"""Why words may not be edited, for what stands around them: one answer for map and redliner."""

from __future__ import annotations

from pipeline.readers.docx.names import MC, Element, is_on, value, w

_SDT, _PROPERTIES, _LOCK, _PLACEHOLDER = map(w, ("sdt", "sdtPr", "lock", "showingPlcHdr"))
_LOCKED = {"contentLocked", "sdtContentLocked"}
_TWO_FORMS = f"{{{MC}}}AlternateContent"
_REASONS = {
    w("fldSimple"): "field result",
    w("moveTo"): "moved by another author",
    w("object"): "inside an embedded object",
    _TWO_FORMS: "these words stand in a drawing that the file holds in two forms",
}
# Local names, as Word 2010 and 2013 write two of them in namespaces of their own.
_CONTROLS = {
    "dataBinding": "the content control around these words shows data kept elsewhere in the file",
    "dropDownList": "the content control around these words shows one choice of a list",
    "comboBox": "the content control around these words shows one choice of a list",
    "date": "the content control around these words shows a date that is picked",
    "checkbox": "these words are a check box",
}

LOCKING = (_SDT, *_REASONS)


def lock_of(element: Element) -> str | None:
    """Return why nothing inside an element may be edited, else None."""
    tag = element.tag
    return _control(element.find(_PROPERTIES)) if tag == _SDT else _REASONS.get(str(tag))


def _control(properties: Element | None) -> str | None:
    if properties is None:
        return None
    if value(properties.find(_LOCK)) in _LOCKED:
        return "the content control around these words is locked"
    if is_on(properties.find(_PLACEHOLDER)):
        return "these words are the placeholder of a content control"
    for child in properties:
        reason = _CONTROLS.get(str(child.tag).rsplit("}", 1)[-1])
        if reason is not None:
            return reason
    return None
