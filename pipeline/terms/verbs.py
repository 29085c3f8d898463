"""The verbs of a statement: head verb, verbs joined to it, and the verbs of its purpose."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VERBS = (
    "accept access acquire adapt add advertise aggregate alter amend analyze analyse anonymize "
    "appoint apply arrange assess assign assist audit authorize benchmark build bypass cease "
    "change charge circumvent collect combine commercialize communicate compete compile complete "
    "comply conduct copy correct create decompile decrypt defend delete deliver deploy derive "
    "design destroy develop disable disassemble disclose discontinue display dispose distribute "
    "document download duplicate edit encumber engage enhance ensure establish evaluate examine "
    "execute exercise exploit export extract fine-tune follow furnish generate grant hire host "
    "implement import improve incorporate increase indemnify inform inspect install integrate "
    "interfere introduce investigate invoice keep lease lend learn license limit link list "
    "maintain make manage manufacture market mine modify monitor notify obtain offer operate "
    "optimize pay perform permit post prepare preserve print process procure produce promote "
    "protect provide publish purchase reproduce recover reduce refine refund refuse reinstate "
    "release remedy remove rent repair replace replicate report repurpose request require "
    "research resell restrict retain retrain retrieve return reveal reverse-engineer review "
    "revise revoke scan scrape secure sell send share solicit stop store sub-license sublicense "
    "submit supply support suspend tamper terminate test train transfer transform translate "
    "transmit update upload use utilize validate verify withdraw withhold reverse allow render "
    "enable cause reject reimburse sue file disparage enter receive view give provision tune "
    "identify label annotate infer profile personalize personalise customise customize fulfil"
).split()
_BARE_VERBS = "|".join(sorted(map(re.escape, _VERBS), key=len, reverse=True))
VERB = rf"(?:{_BARE_VERBS})"
_GERUNDS = "|".join(
    sorted(
        {f"{v[:-1] if v.endswith('e') else v}ing" for v in _VERBS}
        | {"fine-tuning", "tuning", "running", "submitting", "permitting", "transmitting"},
        key=len,
        reverse=True,
    )
)
_LY = r"(?!apply\b|supply\b|comply\b|rely\b|reply\b|multiply\b)\w{2,}ly"
_SKIP = re.compile(
    rf"(?:\s*,)?(?:\s*(?:\(?[ivxa-z\d]{{1,4}}\)|[*•·▪–-]))?\s*(?:(?:(?:{_LY}|also|only|then|"
    r"further|now\s+or\s+(?:in\s+the\s+future|hereafter)|hereby|always|nevertheless|not|to|directly\s+or\s+indirectly|at\s+all\s+times|promptly|in\s+turn|itself|"
    rf"either|each|both|and\s+(?:{_LY})|at\s+any\s+time|from\s+time\s+to\s+time)\b,?\s+)"
    r"|,?\s*(?:at|in|on|upon|during|for|within|without|with|subject|prior|under|by|through|as|"
    r"after|before|if|to\s+the\s+extent|unless|and\s+shall\s+(?:ensure|procure|cause)|"
    r"and\s+will\s+(?:ensure|procure|cause)|nor\s+(?:shall|will|may))\b[^,.;:()]{1,160},\s*(?:and\s+)?){0,4}"
    r"(?:(?:permit|allow)\s+or\s+(?=\w))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:re-|sub-|fine-|reverse\s+|co-)?[A-Za-z]+(?:-[a-z]+)?", re.IGNORECASE)
_NOT_A_VERB = frozenset(
    "now except solely otherwise nevertheless "
    "the a an any all each such our your its their his her this that these those no not be been "
    "is are was were of by in on at for from with and or but if as it we you they he she which "
    "who whom whose other others another either neither both some more less than one two three "
    "only under upon within without where when while because unless until there here so shall will "
    "must may can have has had to respect whichever what between during".split()
)
_JOINED = re.compile(
    rf"(?:\s*,\s*(?:and/or|and|or|nor|not)?\s*|\s+(?:and/or|and|or|nor)\s+|\s*/\s*)"
    rf"(?:(?:{_LY}|otherwise|to|attempt\s+to|permit\s+others\s+to)\s+)*"
    rf"(?P<verb>{VERB}|seek|attempt)\b(?!\s*-)",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?!(?:need|feed|speed|except|not|set|but|without|about|meet|client|agent|consent|then|when)\b)"
    r"(?:\w+ed|\w*(?:en|own|orn|ade|ept|old|ent|aid|uilt|ound|eld|ught|one|ead|un|ut|et|earnt|"
    r"iven|hown))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"(?:,\s*(?:and|or)?|\b(?:and|or|to)|\)|[*•;])\s+(?:(?:{_LY}|otherwise|to|attempt\s+to|"
    rf"further|also)\s+)*(?P<verb>{VERB})(?=\s+(?:the|an?|any|all|its?|our|your|their|such|this|that|"
    rf"these|those|or|and|[A-Z]|new|other|competing|similar|models?|products?|services?)\b|,)"
    rf"|\b(?:for|of|in|by)\s+(?:the\s+purposes?\s+of\s+)?(?P<gerund>(?:{_GERUNDS})"
    rf"(?:(?:,\s*|,?\s+(?:and|or)\s+)(?:{_GERUNDS}))*)\b"
    rf"|\bto\s+(?:help\s+(?:us\s+)?)?(?:{_LY}\s+)?(?P<purpose>{VERB})\b",
    re.IGNORECASE,
)
_NOUN_TO = re.compile(
    r"(?i)\b(?:rights?|obligations?|required|obligated|entitled|permitted|agrees?|ability|able|"
    r"needed|necessary|authori[sz]ed|failure|fails?|subject|reasonable efforts|duty)\s+$"
)
_EXCEPT = re.compile(
    r"(?i)\b(?:except|other\s+than|unless|save|but\s+only|provided,?\s+(?:that|however)|"
    r"without\s+(?:limiting|prejudice)|notwithstanding|until|if|where|when)\b"
)
NOT_TO = re.compile(
    rf"(?i),?\s*\b(?:and|but)\s+not\s+(?:(?:to|for)\s+)?(?:{_LY}\s+)?(?P<verb>(?:{_BARE_VERBS}|{_GERUNDS}))\b"
)


@dataclass(frozen=True, slots=True)
class Action:
    """Verbs as words; the head at `[start, end)`; the statement goes on at `end`."""

    words: str
    start: int
    end: int
    passive: bool = False


def head(text: str, at: int, end: int, *, noun: bool = False) -> Action | None:
    """Read the head verb and the verbs joined to it at `at`; None where no verb stands.

    "be used" is passive. `noun` takes a noun phrase after "responsible for" as its own action.
    """
    skip = _SKIP.match(text, at, end)
    place = skip.end() if skip else at
    while place < end and text[place].isspace():
        place += 1
    word = _WORD.match(text, place, end)
    if word is None:
        return None
    if word[0].lower() == "be":
        return _passive(text, place, word.end(), end)
    if noun and not word[0].lower().endswith("ing"):
        return Action("be responsible", place, word.end())
    if word[0].lower() in _NOT_A_VERB:
        return None
    stop, words = word.end(), [word[0]]
    while len(words) < 40 and (joined := _JOINED.match(text, stop, end)):
        words.append(joined["verb"])
        stop = joined.end()
    return Action(", ".join(words), place, stop)


def _passive(text: str, start: int, at: int, end: int) -> Action | None:
    skip = re.compile(rf"\s+(?:(?:{_LY}|only|also|so|further|always|otherwise|not)\s+)*").match(
        text, at, end
    )
    if skip is None:
        return None
    words: list[str] = []
    stop = skip.end()
    while len(words) < 40:
        participle = _PARTICIPLE.match(text, stop, end)
        if participle is None:
            break
        words.append(participle[0])
        at = participle.end()
        joint = re.compile(r"(?:\s*,\s*(?:and|or)?\s*|\s+(?:and|or)\s+)(?:otherwise\s+)?").match(
            text, at, end
        )
        if joint is None:
            break
        stop = joint.end()
    return Action(", ".join(words), start, at, passive=True) if words else None


def further(text: str, start: int, end: int) -> list[str]:
    """Return later verbs of the same statement and its purposes, up to an exception or "not to"."""
    stop = end
    for pattern in (_EXCEPT, NOT_TO):
        cut = pattern.search(text, start, stop)
        stop = cut.start() if cut else stop
    out: list[str] = []
    for match in _LATER.finditer(text, start, stop):
        if _NOUN_TO.search(text, max(start, match.start() - 24), match.start()):
            continue
        words = match["verb"] or match["gerund"] or match["purpose"]
        out += re.split(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", words)
    return list(dict.fromkeys(word.lower() for word in out if word))[:40]
