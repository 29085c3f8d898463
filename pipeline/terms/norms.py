"""Norms: who may, must or must not do what, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.terms.actors import ActorWords, Named, actor_words
from pipeline.terms.grants import grants
from pipeline.terms.list_items import items
from pipeline.terms.modals import Cue, cues
from pipeline.terms.norm import Actor, Modality, Norm
from pipeline.terms.party import Parties
from pipeline.terms.sentences import statements
from pipeline.terms.verbs import NOT_TO, Action, further, head
from pipeline.types.span import Span

_REACH = 240
_STATIVE = frozenset(
    "mean means have become constitute include includes apply survive commence deemed considered "
    "construed interpreted governed entitled bound remain prevail known warrant guarantee "
    "represent own claim assume belong".split()
)
_CONDITION = re.compile(
    r"(?i)(?:\b(?:if|when|whenever|where|wherever|unless|until|once|after|before|whether|because|"
    r"while|should|as|than|which|whom|whose|what|whatever|in\s+the\s+event(?:\s+that)?|"
    r"to\s+the\s+extent(?:\s+that)?|(?:only|even)\s+if|\w+(?<!provided)(?<!ensure)(?<!ensures)"
    r"(?<!ensuring)(?<!agree)(?<!agrees)(?<!acknowledge)(?<!acknowledges)(?<!except)(?<!so)"
    r"(?<!procure)(?<!confirm)(?<!confirms)(?<!understand)(?<!understands)(?<!stipulate)"
    r"(?<!warrants)(?<!represents)(?<!and)(?<!requires)(?<!undertakes)(?<!,)\s+that))\s+$"
)
_BARE_CONDUCT = re.compile(
    r"(?i)\s*,?\s*(?:\w+ly\s+)?(?:use|process|train|sell|rent|share|disclose|access|store|retain|"
    r"permit|allow|monitor|transfer|collect|improve|develop|review|copy|combine|keep|log|resell|"
    r"license|re-?identify|fine-tune|send)\b"
)
_SAME = re.compile(
    r"(?i)(?:(?:^|[,;:)]|\b(?:and|or|but|nor|then|which|it|they|he|she))\s*(?:\([a-z\d]{1,4}\)\s*)?"
    r"(?:(?:also|further|each|both|in\s+turn|it|they|\w+ly|otherwise)\s+)*,?\s*"
    r"|\b(?:its|their|our|your)\s+(?:\w+,?\s+){0,6}(?:affiliates?|personnel|employees|agents|"
    r"(?:sub-?)?contractors?|sub-?processors?|representatives|providers|users|licensors)\s+)$"
)
# "in no event will the Example entities be liable": what was read as verb is the subject.
_BE = re.compile(r"(?i)\s+be\b")
_SUBJECT_CUT = re.compile(r"[,;:()]\s|\bthat\s|\n|\band\s(?=[A-Z])")
_RELATIVE = re.compile(r"(?i)\b(?:which|that|who|as|than|what|it)\s+$")
_THEIRS = re.compile(
    r"(?i)\b(?:customer|client|subscriber|licensee|user|your|personal)(?:['’]s)?\s+"
    r"(?:\w+\s+){0,2}(?:data|content|materials?|information|inputs?|outputs?|prompts?|submissions?)"
    r"|\b(?:inputs?|outputs?|prompts?)\b"
)
_HANDLED = re.compile(
    r"(?i)\b(?:used?|processed|stored|retained|shared|sold|disclosed|trained|accessed|analy[sz]ed|"
    r"collected|transferred|kept|reviewed|combined|deleted|returned|encrypted|logged)\b"
)
# "shall not, and shall ensure that others do not, use": the verb stands after the aside.
_ASIDE = re.compile(r"\s*,?\s*(?:and|nor)\s+(?:shall|will|must)\b")
_UNNAMED = re.compile(r"(?i)\bthird\s+part(?:y|ies)\b|\bpersons?\b|\bnobody\b|\bno\s+one\b")


def norms(text: str, parties: Parties = Parties(), lead_in: str = "") -> list[Norm]:  # noqa: B008
    """Read the norms of `text`, in order; spans are code points of `text`.

    `lead_in` is the text of the parent of a list item ("Customer shall not:"); what it says of
    its items is read with them. Time is linear in the length of `text`.
    """
    words = actor_words(parties)
    lead = _hanging(lead_in)
    whole = f"{lead} {text}" if lead else text
    shift = len(whole) - len(text)
    out: list[Norm] = []
    for statement in statements(whole):
        out += _of_statement(whole, statement, words)
    out.sort(key=lambda norm: (norm.core, norm.span))
    return [_moved(norm, shift) for norm in out if norm.core.start >= shift]


def _hanging(lead_in: str) -> str:
    stripped = lead_in.rstrip()
    if not stripped.endswith((":", "-", "–", "—")):
        return ""
    last = statements(stripped)[-1]
    return last.slice(stripped)[-2 * _REACH :]


def _moved(norm: Norm, shift: int) -> Norm:
    if not shift:
        return norm
    named = norm.actor_span
    named = Span(named.start - shift, named.end - shift) if named and named.start >= shift else None
    start = max(norm.span.start, shift, 0)
    span = Span(start - shift, norm.span.end - shift)
    core = Span(norm.core.start - shift, norm.core.end - shift)
    return Norm(norm.modality, norm.actor, named, norm.action, norm.object, span, core)


def _of_statement(text: str, statement: Span, words: ActorWords) -> Iterator[Norm]:
    granted = list(grants(text, statement, words))
    yield from granted
    found = list(cues(text, statement.start, statement.end))
    last: Named | None = None
    for at, cue in enumerate(found):
        if any(norm.core.start <= cue.start < norm.core.end for norm in granted):
            continue
        floor = max(statement.start, cue.start - _REACH, found[at - 1].end if at else 0)
        subject = words.subject_before(text, floor, cue.start)
        named = subject
        if named is None and last is not None and _SAME.search(text, floor, cue.start):
            named = last
        if named is None:
            if _RELATIVE.search(text, max(floor, cue.start - 12), cue.start):
                continue
            named = _inverted(text, cue, statement, words)
        elif _conditional(text, floor, named, cue, subject):
            continue
        last = named or last
        stop = found[at + 1].start if at + 1 < len(found) else statement.end
        stop = _before_next_subject(text, cue.end, stop, statement.end, words)
        yield from _of_cue(text, cue, named, Span(statement.start, stop), statement.end, words)


def _conditional(text: str, floor: int, named: Named, cue: Cue, subject: Named | None) -> bool:
    start = named.span.start if subject else cue.start
    if cue.bare and not _BARE_CONDUCT.match(text, cue.end):
        return True
    return _CONDITION.search(text, max(floor, start - 60), start) is not None


def _inverted(text: str, cue: Cue, statement: Span, words: ActorWords) -> Named | None:
    """See the subject behind the modal: "in no event shall Supplier disclose"."""
    lead = re.compile(
        r"(?i)\b(?:in\s+no\s+event|under\s+no\s+circumstances?|at\s+no\s+time|nor)\s+$"
    )
    if not cue.plain or not lead.search(text, max(statement.start, cue.start - 40), cue.start):
        return None
    match = words.any.match(text, min(cue.end + 1, statement.end), statement.end)
    if match is None:
        return None
    named = words.read(match, group=0)
    return Named(named.actor, named.span, negative=True)


def _before_next_subject(text: str, start: int, stop: int, end: int, words: ActorWords) -> int:
    """End a statement before the subject of the next modal words."""
    if stop >= end:
        return end
    subject = words.subject_before(text, max(start, stop - _REACH), stop)
    at = subject.span.start if subject else stop
    return at if at > start else stop


def _of_cue(
    text: str, cue: Cue, named: Named | None, reach: Span, end: int, words: ActorWords
) -> Iterator[Norm]:
    modality = cue.modality
    if modality is None:
        return
    at = cue.end
    if named and named.negative:
        if cue.noun:
            return
        barred = modality is Modality.PROHIBITION and not cue.plain
        modality = Modality.PERMISSION if barred else Modality.PROHIBITION
        at = max(at, named.span.end if named.span.start >= cue.end else at)
    listed = items(text, at, end)
    if listed:
        for item in listed:
            action = head(text, item.start, item.end)
            if action and named and not _stative(action):
                yield _norm(text, modality, named, action, item, Span(action.start, action.end))
        return
    own_end = reach.end if reach.end > at and not _ASIDE.match(text, at, end) else end
    action = head(text, at, own_end, noun=cue.noun)
    if action is None or _stative(action) or _BE.match(text, action.end):
        return
    own_end = max(own_end, action.end)
    if action.passive:
        norm = _passive(text, modality, cue, named, action, Span(reach.start, own_end), words)
    elif named is None:
        norm = _by_others(text, modality, cue, action, Span(reach.start, own_end))
    else:
        start = (
            min(named.span.start, cue.start) if cue.start - named.span.end < _REACH else cue.start
        )
        core = Span(min(cue.start, action.start), action.end)
        norm = _norm(text, modality, named, action, Span(max(start, reach.start), own_end), core)
    if norm is not None:
        yield norm
        yield from _not_to(text, norm, action, own_end)


def _stative(action: Action) -> bool:
    first = action.words.split(",")[0].lower()
    return first in _STATIVE


def _norm(
    text: str, modality: Modality, named: Named, action: Action, span: Span, core: Span
) -> Norm:
    verbs = further(text, action.end, span.end)
    words = action.words + (f" to {', '.join(verbs)}" if verbs else "")
    body = re.sub(
        r"[\s,;:.(]*(?:\b(?:and|or|but))?[\s,;:.(]*$", "", text[action.end : span.end][-40:]
    )
    end = max(action.end, span.end - 40) + len(body)
    rest = text[action.end : end].strip(" \n\t,;:.(")
    whole = Span(min(span.start, core.start), max(end, core.end))
    return Norm(modality, named.actor, named.span, words, rest, whole, core)


def _passive(
    text: str, modality: Modality, cue: Cue, named: Named | None, action: Action, reach: Span,
    words: ActorWords,
) -> Norm | None:  # fmt: skip
    start = _subject_start(text, reach.start, cue.start)
    subject = text[start : cue.start].strip(" ,;:\n")
    agent = _agent(text, action.end, reach.end, words)
    if agent is None:
        theirs = _THEIRS.search(subject) and _HANDLED.search(action.words)
        if named is not None and not theirs:
            return None
        actor: Actor = "supplier" if theirs else "other"
        agent = Named(actor, Span(0, 0))
    elif agent.negative or subject.lower().startswith("no "):
        modality = Modality.PROHIBITION
    norm = _norm(text, modality, agent, action, Span(start, reach.end), Span(cue.start, action.end))
    whom = agent.span if len(agent.span) else None
    rest = f"{subject} {norm.object}".strip()
    return Norm(modality, agent.actor, whom, norm.action, rest, norm.span, norm.core)


def _subject_start(text: str, floor: int, cue_start: int) -> int:
    floor = max(floor, cue_start - _REACH)
    cuts = [cut.end() for cut in _SUBJECT_CUT.finditer(text, floor, cue_start - 1)]
    return cuts[-1] if cuts else floor


def _agent(text: str, start: int, end: int, words: ActorWords) -> Named | None:
    by = re.compile(r"(?:\s+(?!\w+ed\b)[\w-]+){0,6}?\s+by\s+(?:or\s+on\s+behalf\s+of\s+)?").match(
        text, start, min(end, start + 120)
    )
    match = words.any.match(text, by.end(), end) if by else None
    return words.read(match, group=0) if match else None


def _by_others(text: str, modality: Modality, cue: Cue, action: Action, reach: Span) -> Norm | None:
    """Read what third parties and other people may or must not do."""
    start = _subject_start(text, reach.start, cue.start)
    match = _UNNAMED.search(text, start, cue.start)
    if match is None or cue.bare:
        return None
    named = Named("other", Span(match.start(), match.end()))
    return _norm(text, modality, named, action, Span(start, reach.end), Span(cue.start, action.end))


def _not_to(text: str, norm: Norm, action: Action, end: int) -> Iterator[Norm]:
    """See the second half of "may use the data but not to train"."""
    if norm.modality is Modality.PROHIBITION:
        return
    match = NOT_TO.search(text, action.end, end)
    if match is None:
        return
    inner = Action(match["verb"], match.start("verb"), match.end("verb"))
    named = Named(norm.actor, norm.actor_span or Span(0, 0))
    span = Span(match.start("verb"), end)
    yield _norm(text, Modality.PROHIBITION, named, inner, span, Span(inner.start, inner.end))
