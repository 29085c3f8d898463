"""Reading which document of a deal prevails: ordered lists, and one paper over another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.compare.papers.paper import Paper, meant
from pipeline.compare.places import place_in
from pipeline.types.clause import Clause
from pipeline.types.precedence import Precedence, Ranked
from pipeline.types.span import Span

_WINS = re.compile(
    r"\b(?:prevails?|controls?|governs?|supersedes?|overrides?|"
    r"(?:takes?|have|has) (?:precedence|priority))\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\border of (?:precedence|priority)\b[^:.]{0,60}?(?::|\b(?:is|be|are)\b)|"
    r"\b(?:in|by) (?:this|the following|descending|the following descending) order\b[^:.]{0,60}:|"
    r"\blisted (?:earlier|first)\b[^:.]{0,80}:",
    re.IGNORECASE,
)
_CLASH = re.compile(
    r"\b(?:conflict|inconsisten|discrepan|ambiguit|contradict|differen(?:ce|t))", re.IGNORECASE
)
_NO_PAPERS = re.compile(
    r"\bconflicts?[- ]of[- ]laws?|\bprincipl\w+|\b(?:is|are|be) governed by\b|"
    r"\blaws? (?:shall|will) govern|"
    r"\b(?:language|translat|version|arbitrat)\w*",
    re.IGNORECASE,
)
_UNLESS = re.compile(
    r"\b(?:unless|except|provided\b.{0,12}\bthat|save (?:that|where|as|to)|other than|"
    r"only (?:if|where|when|to|with|for)|"
    r"(?:solely )?with respect to|as regards|as (?:to|concerns)|about|regarding|concerning|"
    r"in (?:relation|respect) (?:to|of)|for (?:all|any) .{0,40}matters)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?<![\w-])(?:\b(?P<own>[Tt]his|[Tt]hese)\s+)?"
    r"(?:\b(?:the|an?|any|each|such|applicable|relevant|its|terms of|of)\s+)*"
    r"(?P<name>(?:[A-Z][\w’-]*\s){0,4}?"
    r"(?:Agreement|Contract|Addendum|Addenda|DPA|Terms(?: of (?:Use|Service))?|"
    r"Orders?(?: Forms?)?|[Oo]rder forms?|"
    r"(?:Schedule|Annex|Exhibit|Appendix|Attachment)s?(?:\s(?:\d+|[A-Z]{1,3})\b)?|"
    r"[Ss]chedules|[Aa]nnexes|SLA|SOWs?|Statements? of Work|[\w-]+ [Pp]olic(?:y|ies)|AUP|BAA|"
    r"Standard Contractual Clauses|SCCs|Cover Page|Setup Page|MSA|[Dd]ocumentation)|"
    r"(?:addendum|agreement|attachment|annex|contract)\b)(?!\w)"
)
_SENTENCE = re.compile(r"(?<=[a-z)”\"])\.(?=\s|$)|\n(?=\s*\d+\.\d*\s+[A-Z])")
_ITEM = re.compile(
    r";|\n|,\s*(?=(?:and|then)\b)|\s\(?(?:\d|[a-h]|[ivx]{1,4})[.)]\s|,|\b(?:and )?then\b"
)
_OVER = re.compile(
    r"\s*(?:over|in (?:the (?:event|case) of )?(?:an?|any|such|every)? ?"
    r"(?:conflict|inconsistency) (?:with|between))\s+",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:unless|except (?:that|where)|save (?:that|where))\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:between|among(?:st)?|with|than|over)\b|\bthis\b", re.IGNORECASE)
_JOINT = re.compile(r"^\s*(?:and|or)\s+(?:(?:the|any|an?|each|terms|provisions|of|relevant)\s+)*$")
_LONGEST = 1200
_Ranker = Callable[[str], tuple[Ranked, ...]]


def precedences(papers: Sequence[Paper], master: Paper | None) -> list[Precedence]:
    """Return every statement of precedence among the deal's papers, in the papers' order.

    Read are ordered lists ("in the following order: ...") and sentences in which a paper prevails
    where papers conflict. "This" is the paper that speaks, a bare "Agreement" the deal's master
    agreement. Names of papers not supplied keep their place with no document.
    """
    return [one for paper in papers for one in _of_paper(paper, papers, master)]


def _of_paper(paper: Paper, papers: Sequence[Paper], master: Paper | None) -> Iterator[Precedence]:
    document = paper.analysis.document
    text = document.text
    clauses = paper.analysis.clauses
    for i, clause in enumerate(clauses):
        if not (_WINS.search(clause.text) or _LIST.search(clause.text)):
            continue
        for span in _sentences(text, _with_items(clause, clauses[i + 1 :])):
            words = span.slice(text)
            unless = _UNLESS.search(words)
            place = place_in(document, clause, span)
            for ranks in _ranks(words, paper, papers, master):
                limits = words[unless.start() :] if unless else ""
                yield Precedence(place, ranks, unless is not None, limits)


def _with_items(clause: Clause, after: Sequence[Clause]) -> Span:
    """Return the clause's span, with the list items below it where its words end in a colon."""
    end = clause.span.end
    if clause.text.rstrip().endswith(":"):
        for other in after:
            if other.parent_id != clause.id or other.span.end - clause.span.start > _LONGEST:
                break
            end = other.span.end
    return Span(clause.span.start, end)


def _sentences(text: str, within: Span) -> Iterator[Span]:
    at = within.start
    ends = [m.end() for m in _SENTENCE.finditer(text, within.start, within.end)]
    for end in [*ends, within.end]:
        words = text[at:end]
        body = words.strip()
        if body and (_WINS.search(body) or _LIST.search(body)):
            lead = len(words) - len(words.lstrip())
            yield Span(at + lead, at + lead + len(body))
        at = end


def _ranks(
    words: str, paper: Paper, papers: Sequence[Paper], master: Paper | None
) -> Iterator[tuple[tuple[Ranked, ...], ...]]:
    def ranked(part: str) -> tuple[Ranked, ...]:
        named: dict[str, tuple[str, ...]] = {}
        for m in _PAPER.finditer(part):
            name = f"{m['own'].lower()} {m['name']}" if m["own"] else m["name"]
            ids = meant(m["name"], bool(m["own"]), paper, papers, master)
            named.setdefault(" ".join(name.split()), ids)
        return tuple(Ranked(name, ids) for name, ids in named.items())

    listed = _LIST.search(words)
    if listed is not None:
        ranks = [ranked(_joined(part)) for part in _ITEM.split(words[listed.end() :])]
        ranks = [rank for rank in ranks if rank]
        if len(ranks) > 1:
            yield tuple(ranks)
    elif not _NO_PAPERS.search(words):
        yield from _pairs(words, ranked)


def _joined(item: str) -> str:
    """Return the words of a list item up to the last paper it puts side by side with the first."""
    found = list(_PAPER.finditer(item))
    end = found[0].end() if found else 0
    for one in found[1:]:
        if not _JOINT.match(item[end : one.start()]):
            break
        end = one.end()
    return item[:end]


def _pairs(words: str, ranked: _Ranker) -> Iterator[tuple[tuple[Ranked, ...], ...]]:
    """Read "[where X and Y conflict,] X prevails [over Y]" up to the first exception."""
    verbs = list(_WINS.finditer(words))
    ends = [*(verb.start() for verb in verbs[1:]), len(words)]
    first = True
    for verb, stop in zip(verbs, ends, strict=True):
        winners = _winners(words[: verb.start()])
        if not winners or _APART.search(words[: verb.start()]):
            continue
        over = _OVER.match(words, verb.end(), stop)
        if over is None and not (first and _clashes(words, verb)):
            continue
        first = False
        top = ranked(winners)
        said = words[over.end() : stop] if over else words[: verb.start() - len(winners)]
        names, mine = (
            {one.name.lower() for one in top},
            {i for one in top for i in one.document_ids},
        )
        rest = tuple(
            one
            for one in ranked(_UNLESS.split(said)[0] if over else said)
            if one.name.lower() not in names and not mine & set(one.document_ids)
        )
        if rest or not _OTHER.search(said):
            yield top, rest


def _clashes(words: str, verb: re.Match[str]) -> bool:
    """Say whether the words before the verb speak of a conflict, or those right after it."""
    if _CLASH.search(words[: verb.start()]):
        return True
    after = re.match(r"\s*(?:in|if|where|to the extent|should)\b[^,;]{0,60}", words[verb.end() :])
    return after is not None and _CLASH.search(after[0]) is not None


def _winners(before: str) -> str:
    """Return the words that name who prevails: the papers right before the verb."""
    part = re.split(r"[,;:]\s*(?:then\s+)?(?!and\b)", before)[-1]
    found = list(_PAPER.finditer(part))
    if not found or len(part) - found[-1].end() > 40:
        return ""
    start = found[-1].start()
    for one in reversed(found[:-1]):
        if not _JOINT.match(part[one.end() : start]):
            break
        start = one.start()
    return part[start:]
