"""Modal words: what makes a statement a permission, a prohibition or an obligation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.terms.norm import Modality

_NOT = r"(?:not|never|under\s+no\s+circumstances|in\s+no\s+event|at\s+no\s+time|no\s+longer)"
_ADVERB = (
    r"(?:(?:also|only|then|therefore|further|hereby|solely|always|at\s+all\s+times|each|both|"
    r"(?!apply\b|supply\b|comply\b|rely\b|reply\b|multiply\b)\w{2,}ly)\s+)"
)
_CAN = r"(?:entitled|permitted|allowed|authori[sz]ed|free|licensed|at\s+liberty)\s+to"
_RIGHT = (
    r"(?:(?:the|a|an|no|any)\s+)?(?:\w+[-\s,]+){0,4}?(?:right|option|discretion|authority|ability|"
    r"permission)s?,?\s+(?:(?:but\s+not|and)\s+(?:the\s+)?obligation,?\s+)?(?:[^,.;:]{0,60}?\s)?to"
)
_MUST = (
    r"(?:required|obligated|obliged|bound|under\s+(?:an?|any|no)\s+\w*\s?(?:obligation|duty))\s+to"
)
_BARRED = (
    r"(?:(?:strictly\s+)?prohibited|precluded|restricted|prevented|barred|forbidden|restrained)\s+"
    r"(?:from|to)"
)
_CHARGED = (
    r"(?:(?:solely|fully|exclusively|jointly|primarily|and|otherwise)\s+){0,3}"
    r"(?:responsible|liable)\s+for"
)
_DUTY = r"(?:(?:an?|the|no|any)\s+)?(?:\w+\s+){0,2}?(?:obligation|duty|responsibility)\s+to"

_CUE = re.compile(
    rf"""\b(?:
    (?P<modal>won['’]t|can['’]t|mustn['’]t|shall|will|must|may|cannot|can)\b
        (?P<only>\s+{_ADVERB}{{0,3}})?(?:(?<=\s)|\s*,?\s+|\s*,\s*)?(?P<neg>{_NOT}\b)?,?
        (?P<more>\s*{_ADVERB}{{0,2}}
          (?:be\s+(?:\w+ly\s+)?(?P<m_can>{_CAN})|have\s+(?P<m_right>{_RIGHT})
            |be\s+(?P<m_must>{_MUST})|be\s+(?P<m_barred>{_BARRED})|(?P<m_refrain>refrain)\s+from
            |(?:be|remain)\s+(?P<m_charged>{_CHARGED})|have\s+(?P<m_duty>{_DUTY})
            |(?P<m_need>need|have)\s+to|(?P<m_agree>agree)\s+to|be\s+(?P<m_able>able)\s+to))?
    |(?:is|are|am|['’]re)\s+{_ADVERB}{{0,2}}(?P<b_neg>not\s+)?{_ADVERB}{{0,2}}
        (?:(?P<b_can>{_CAN})|(?P<b_must>{_MUST})|(?P<b_barred>{_BARRED})|(?P<b_charged>{_CHARGED}))
    |(?P<h_neg>(?:does|do)\s+not\s+)?(?:has|have|had|retains?|reserves?)\s+
        (?:(?P<h_right>{_RIGHT})|(?P<h_duty>{_DUTY})|(?P<h_need>to\b))
    |(?:agrees?|undertakes?|covenants?|commits?|promises?)\s+(?P<a_neg>not\s+)?(?P<a_to>to)
    |(?:agrees?|undertakes?)\s+that\s+(?:it|they|you|we)\s+(?P<t_modal>shall|will|must|may)\s+(?P<t_neg>not\b)?
    |(?P<d_neg>(?:does|do)\s+not|don['’]t|doesn['’]t|never)(?=,?\s)
    |(?P<n_need>need)\s+not\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Modal words at `[start, end)`; the verb follows. `modality` None: no norm ("need not").

    `plain` says that nothing but the modal verb stands there, `bare` that only "do not" does,
    `noun` that a noun may follow instead of a verb ("responsible for the Equipment").
    """

    modality: Modality | None
    start: int
    end: int
    plain: bool = False
    bare: bool = False
    noun: bool = False


def cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """Yield the modal words between two offsets, in order."""
    for match in _CUE.finditer(text, start, end):
        yield _read(match)


def _read(match: re.Match[str]) -> Cue:
    groups = {name for name, words in match.groupdict().items() if words}
    start = match.start()
    end = start + len(match[0].rstrip())
    if "n_need" in groups:
        return Cue(None, start, end)
    if "d_neg" in groups:
        return Cue(Modality.PROHIBITION, start, end, bare=True)
    negative = bool(groups & {"neg", "b_neg", "h_neg", "a_neg", "t_neg"})
    modal = (match["modal"] or match["t_modal"] or "").lower()
    negative = negative or (modal.endswith("t") and modal != "must")
    kind = _complement(groups)
    if kind in ("right", "duty") and re.match(r"(?i)no\b", _words(match, kind)):
        negative = not negative
    plain = kind == "" and modal != ""
    noun = kind == "charged"
    return Cue(_modality(kind, modal, negative), start, end, plain=plain, noun=noun)


def _complement(groups: set[str]) -> str:
    for name in groups:
        prefix, _, kind = name.partition("_")
        if prefix in ("m", "b", "h") and kind != "neg":
            return kind
    return "agree" if "a_to" in groups else ""


def _words(match: re.Match[str], kind: str) -> str:
    return match[f"m_{kind}"] or match[f"h_{kind}"] or ""


def _modality(kind: str, modal: str, negative: bool) -> Modality | None:
    if kind in ("can", "right"):
        return Modality.PROHIBITION if negative else Modality.PERMISSION
    if kind == "able":
        return None if negative else Modality.PERMISSION
    if kind in ("must", "charged", "duty", "need"):
        return None if negative else Modality.OBLIGATION
    if kind == "barred":
        return Modality.PERMISSION if negative else Modality.PROHIBITION
    if kind == "refrain":
        return Modality.OBLIGATION if negative else Modality.PROHIBITION
    if negative:
        return Modality.PROHIBITION
    return Modality.PERMISSION if modal in ("may", "can") else Modality.OBLIGATION
