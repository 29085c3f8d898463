"""Inline styles and attributes that keep words off the page."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DECLARATION = re.compile(r"\s*([a-zA-Z-]+)\s*:\s*([^;]+)")
_NUMBER = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|in|cm|mm)?")
_WHITE = re.compile(
    r"^(?:white|snow|#f{3}|#f{6}|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5].*\)|"
    r"transparent|rgba\([^)]*,\s*0(?:\.0*)?\s*\))$",
    re.I,
)
_TINY = {"px": 2.0, "pt": 1.5, "em": 0.15, "rem": 0.15, "%": 15.0, "mm": 0.5}
_FAR = 999.0


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a style attribute, names and values lower-case."""
    found = _DECLARATION.findall(style.replace("!important", ""))
    return {name.lower(): value.strip().lower() for name, value in found}


def is_white(colour: str) -> bool:
    """Say whether a CSS colour cannot be seen on white paper."""
    return _WHITE.match(colour.strip()) is not None


def own_background(attributes: Mapping[str, str]) -> bool:
    """Say whether an element paints a background that is not white."""
    style = declarations(attributes.get("style", ""))
    paint = style.get("background-color") or style.get("background") or ""
    paint = paint or attributes.get("bgcolor", "") or attributes.get("background", "")
    return bool(paint) and not is_white(paint) and paint not in {"none", "inherit", "initial"}


def hidden_by(attributes: Mapping[str, str]) -> str | None:
    """Return why an element's words are not seen ("not displayed", "white", "tiny"), or None."""
    style = declarations(attributes.get("style", ""))
    if "hidden" in attributes or style.get("display") == "none":
        return "not displayed"
    if style.get("visibility") in {"hidden", "collapse"} or style.get("opacity") in {"0", "0.0"}:
        return "not displayed"
    if _far_off(style):
        return "off the page"
    if _tiny(style.get("font-size", "")):
        return "tiny"
    colour = style.get("color") or attributes.get("color", "")
    return "white" if colour and is_white(colour) else None


def _tiny(size: str) -> bool:
    match = _NUMBER.match(size)
    return match is not None and float(match.group(1)) <= _TINY.get(match.group(2) or "px", 2.0)


def _far_off(style: Mapping[str, str]) -> bool:
    names = ["text-indent"]
    if style.get("position") in {"absolute", "fixed"}:
        names += ["left", "top", "margin-left"]
    moves = (_NUMBER.match(style.get(name, "")) for name in names)
    return any(move is not None and float(move.group(1)) <= -_FAR for move in moves)
