"""Named features of a candidate, from its words, its places and its rank among its kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.fragments.candidate import Candidate
from pipeline.fragments.page import Page, tokens
from pipeline.types.span import Span

_MOST_PLACES = 6
_NEAR = 8
_DEFINES = re.compile(r"\W{0,3}\(?[^()“\"\n]{0,40}[“\"'‘]\s?([A-Za-z][^“”\"\n]{1,40}?)[,.]?[”\"'’]")
_LAST_WORD = re.compile(r"(?P<word>\S+)(?P<gap>\s*)\Z")
_FIRST_WORD = re.compile(r"(?P<gap>\s*)(?P<word>\S+)")
_CORPORATE = re.compile(
    r"(?i)^\W{0,3}(?:an?|the)\s[\w. ]{0,40}(?:corporation|company|partnership|trust|association|"
    r"bank|individual)\b"
)


Read = tuple[list[Span], list[str], list[list[str]]]


def features(page: Page, found: Sequence[Candidate]) -> Iterator[Read]:
    """Yield, for each candidate, its places, the features of its words and those of each place.

    Of many places only the first five and the last are read.
    """
    ranks = _ranks(found)
    for one, rank in zip(found, ranks, strict=True):
        some = _some(one)
        yield (
            [place for place, _ in some],
            _of_words(page, one, rank),
            [_of_place(page, one.kind, place, forms) for place, forms in some],
        )


def _some(one: Candidate) -> list[tuple[Span, frozenset[str]]]:
    both = list(zip(one.places, one.forms, strict=True))
    return both if len(both) <= _MOST_PLACES else [*both[: _MOST_PLACES - 1], both[-1]]


def _ranks(found: Sequence[Candidate]) -> list[int]:
    order = sorted(range(len(found)), key=lambda i: found[i].places[0].start)
    count: Counter[str] = Counter()
    ranks = [0] * len(found)
    for i in order:
        ranks[i] = count[found[i].kind]
        count[found[i].kind] += 1
    return ranks


def _of_words(page: Page, one: Candidate, rank: int) -> list[str]:
    text = one.places[0].slice(page.text)
    words = tokens(text)
    kind = one.kind
    plain = [f"w {w}" for w in words]
    plain += [f"p {a} {b}" for a, b in pairwise(words)]
    plain.append(f"len {_bucket(len(words))}")
    plain.append(f"rank {_bucket(rank)}")
    plain.append(f"places {min(len(one.places), 5)}")
    if words:
        plain += [f"first {words[0]}", f"last {words[-1]}", f"shape {_shape(text)}"]
    forms = frozenset[str]().union(*one.forms)
    plain += [f"forms {'+'.join(sorted(forms))}"]
    if kind == "party":
        uses = page.text.count(text)
        plain.append(f"uses {_bucket(uses)}")
        plain += [f"uses {_bucket(uses)} {form}" for form in sorted(forms)]
    plain += [f"doc {fact} {'said' if 'said' in forms else ''}" for fact in page.facts]
    return [f"{kind}|{name}" for name in plain]


def _of_place(page: Page, kind: str, place: Span, forms: frozenset[str]) -> list[str]:
    zone = page.zone(place.start)
    names = [
        f"zone {zone}",
        f"at {_bucket(place.start)}",
        f"line {_bucket(page.line(place.start))}",
    ]
    names.append(f"after {_bucket(max(0, place.start - page.preamble) // 20)} {zone}")
    share = place.start / max(1, len(page.text))
    names.append(f"share {int(share * 10)}")
    if kind == "start":
        names += [f"l {w}" for w in page.left(place.start, 6)]
        return [f"{kind}|{name}" for name in names]
    before = _look(_LAST_WORD.search(page.text, max(0, place.start - 24), place.start))
    after = _look(_FIRST_WORD.match(page.text, place.end, place.end + 24))
    left, right = page.left(place.start, _NEAR), page.right(place.end, _NEAR)
    names += [f"l {w}" for w in left] + [f"r {w}" for w in right]
    names += _anchored("L", left) + _anchored("R", right)
    if left and right:
        names.append(f"LR {left[0]} {right[0]}")
    for form in forms:
        names += [f"form {form} {zone}"]
        names += [f"form {form} L {left[0]}"] if left else []
        names += [f"form {form} R {right[0]}"] if right else []
    names += _edges(page, place)
    names += [f"before {before}", f"after {after}"]
    names += [f"form {form} before {before} after {after}" for form in forms]
    defined = _DEFINES.match(page.text, place.end, min(len(page.text), place.end + 100))
    if defined:
        names.append(f"defines {defined[1].lower()}")
    else:
        names += [f"undefined {fact} {zone}" for fact in page.facts]
    if kind == "party" and _CORPORATE.match(page.text[place.end : place.end + 80]):
        names.append("corporate")
    return [f"{kind}|{name}" for name in names]


def _anchored(side: str, words: Sequence[str]) -> list[str]:
    return [f"{side}{n} {' '.join(words[:n])}" for n in (1, 2, 3, 4) if len(words) >= n]


def _edges(page: Page, place: Span) -> list[str]:
    before = page.text[max(0, place.start - 3) : place.start]
    after = page.text[place.end : place.end + 3]
    starts = not before.strip() and (not before or "\n" in before or before.endswith("  "))
    ends = not after.strip() and (not after or "\n" in after or after.startswith("  "))
    return [f"edges {'s' if starts else ''}{'e' if ends else ''}"]


def _look(match: re.Match[str] | None) -> str:
    """Say how a neighbouring word looks and whether the line ends in between."""
    if match is None:
        return "none"
    return ("line " if "\n" in match["gap"] else "") + _shape(match["word"])


def _shape(text: str) -> str:
    letters = "".join(c for c in text if c.isalpha())
    if not letters:
        return "none"
    if letters.isupper():
        return "upper"
    return "title" if letters[0].isupper() else "lower"


def _bucket(n: int) -> str:
    return str(n) if n < 4 else f"2^{n.bit_length()}"
