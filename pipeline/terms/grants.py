"""Norms without a modal verb: grants of rights, consents, and "nothing permits"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.terms.actors import ActorWords, Named
from pipeline.terms.norm import Modality, Norm
from pipeline.terms.verbs import further, head
from pipeline.types.span import Span

_ALSO = (
    r"(?:\s+(?:hereby|also|and\s+agrees?\s+to|expressly|further|irrevocably|and|"
    r"does\s+hereby)){0,3}"
)
_RIGHT = r"(?:licen[cs]es?|rights?|permission|authori[sz]ation|authority|consent)"


_ANY = re.compile(
    r"(?i)\b(?:grant|giv|provid|authori|permi|allow|licens|consent|nothing\b|agrees?\s+to|"
    r"agreement\s+\w+\s+not)"
)


@lru_cache(maxsize=64)
def _patterns(words: ActorWords) -> tuple[tuple[Modality, re.Pattern[str]], ...]:
    who = rf"(?P<who>{words.any.pattern})"
    giver = rf"(?:{words.any.pattern})(?:\s*\([^()]{{0,60}}\))?"
    some = r"(?:[^.;:()]|\([^()]{0,120}\))"
    to = rf"{some}{{0,220}}?\b{_RIGHT}\b{some}{{0,160}}?\bto(?=\s*:|\s+[a-z(])"
    nothing = (
        r"\b(?i:nothing\s+(?:in|herein|contained)\b[^.;]{0,100}?|"
        r"\bthis\s+agreement\s+(?:does|shall|will)\s+not\s+)"
    )
    permits = r"(?:permits?|authori[sz]es?|entitles?|allows?|grants?|gives?)"
    prevents = r"(?:prevents?|restricts?|prohibits?|limits?|precludes?|restrains?)"
    gives = r"(?:grants?|gives?|provides?)"
    lets = r"(?:authori[sz]es?|permits?|allows?|licenses)"
    own = rf"(?P<own>our|{words.any.pattern})['’]?s?"
    may, must_not = Modality.PERMISSION, Modality.PROHIBITION
    rows = (
        (may, rf"{giver}{_ALSO}\s+{gives}\s+(?:to\s+)?{who}{to}"),
        (may, rf"{giver}{_ALSO}\s+{lets}\s+{who}\s+to"),
        (may, rf"{who}\s+(?:is|are)\s+(?:hereby\s+)?granted\b{to}"),
        (may, rf"\b(?:consents?|agrees?)\s+to\s+{own}\s+(?=\w+ing\b|use\b)"),
        (
            must_not,
            rf"{nothing}{permits}\s+{who}\s+"
            r"(?:(?:any|the|a)\s+(?:right|licen[cs]e|permission)\s+)?to",
        ),
        (may, rf"{nothing}{prevents}\s+{who}(?:['’]s?)?\s+(?:right\s+to|ability\s+to|from)"),
    )
    return tuple((modality, re.compile(pattern)) for modality, pattern in rows)


def grants(text: str, statement: Span, words: ActorWords) -> Iterator[Norm]:
    """Yield the norms of one statement that grants, consents or says that nothing permits."""
    if not _ANY.search(text, statement.start, statement.end):
        return
    for modality, pattern in _patterns(words):
        for match in pattern.finditer(text, statement.start, statement.end):
            named = _named(match, words)
            action = head(text, match.end(), statement.end)
            if named is None or action is None:
                continue
            verbs = further(text, action.end, statement.end)
            said = action.words + (f" to {', '.join(verbs)}" if verbs else "")
            end = action.end + len(text[action.end : statement.end].rstrip(" \n\t,;:.("))
            yield Norm(
                modality, named.actor, named.span, said, text[action.end : end].strip(" \n\t,;:.("),
                Span(match.start(), end), Span(match.start(), action.end),
            )  # fmt: skip


def _named(match: re.Match[str], words: ActorWords) -> Named | None:
    group = "own" if "own" in match.groupdict() else "who"
    if match[group].lower() == "our":
        return Named("supplier", Span(*match.span(group)))
    inner = words.any.fullmatch(match[group])
    return words.read(inner, match.start(group), 0) if inner else None
