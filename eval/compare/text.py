"""Comparisons as text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from eval.compare.baseline import Baseline, Held
from eval.compare.direction import gain
from eval.compare.paired import Difference, Opened
from eval.compare.samples import SampleChanges
from eval.scorers.bootstrap import RESAMPLES
from eval.show import number, table

_PARTS = 5
_SAMPLES = 10


def heading(letter: str, one: Opened) -> str:
    """Return one line that says which run a letter stands for."""
    manifest = one.manifest
    weights = (manifest["weights_sha256"] or "not pinned")[:12]
    seen = ", NOT EVIDENCE: documents the tagger has seen" if manifest["seen_documents"] else ""
    failed = f", {len(manifest['failed'])} documents failed" if manifest["failed"] else ""
    asked = ""
    if llm := manifest.get("llm"):
        asked = f" {llm.get('model')} with prompt {llm.get('prompt')}"
    return f"{letter}: {one.folder} ({manifest['tagger']}{asked}, weights {weights}{failed}{seen})"


def llm_lines(a: Opened, b: Opened) -> list[str]:
    """Return a line for each thing in which the language models asked by two runs differ."""
    left, right = (one.manifest.get("llm") or {} for one in (a, b))
    told = []
    for name in ("prompt", "model", "endpoint"):
        mine, other = ((one.get(name), one.get(f"{name}_sha256")) for one in (left, right))
        if left and right and mine != other:
            told.append(f"the {name}s differ: A {_named(*mine)}, B {_named(*other)}")
    return [*told, ""] if told else []


def _named(name: object, sha256: str | None) -> str:
    return f"{name}{f' ({sha256[:12]})' if sha256 else ''}"


def pooled_lines(found: Sequence[Difference]) -> list[str]:
    """Return the table of pooled figures."""
    rows = [_row(one) for one in found if ":" not in one.name]
    lines = table(["figure", "A", "B", "B - A", "95% interval", "p", "n"], rows)
    if any(one.p is not None for one in found):
        least = f"so {1 / RESAMPLES:g} is the least"
        lines.append(f"p: two-sided, from {RESAMPLES} resamples of documents, {least}")
    return lines


def part_lines(found: Sequence[Difference]) -> list[str]:
    """Return the biggest gains and losses by category or type of the first figure that has some."""
    parts = [one for one in found if ":" in one.name and one.change is not None]
    if not parts:
        return []
    figure = parts[0].name.split(":", 1)[0]
    mine = [one for one in parts if one.name.startswith(f"{figure}:") and one.change]
    mine.sort(key=lambda one: (-gain(one.name, one.a or 0, one.b or 0), one.name))
    unmeasured = sum(one.name.startswith(f"{figure}:") and one.change is None for one in found)
    better = [one for one in mine if gain(one.name, one.a or 0, one.b or 0) > 0]
    worse = [one for one in reversed(mine) if one not in better]
    lines = ["", f"{figure} by part: {len(better)} better in B, {len(worse)} worse"]
    lines[-1] += f", {unmeasured} not measured in one of them" if unmeasured else ""
    rows = [_row(one) for one in (*better[:_PARTS], *reversed(worse[:_PARTS]))]
    head = ["", "A", "B", "B - A", "95% interval", "p", "n"]
    return [*lines, *table(head, [[row[0].split(":", 1)[1], *row[1:]] for row in rows])]


def sample_lines(found: SampleChanges | None) -> list[str]:
    """Return the samples with the biggest gains and losses."""
    if found is None:
        return ["", "the rows of this task hold no figure; samples are not compared"]
    better = [one for one in found.changes if one.gain > 0]
    worse = [one for one in found.changes if one.gain < 0]
    same = found.compared - len(better) - len(worse)
    lines = ["", f"samples by {found.figure}: {len(better)} better in B, {len(worse)} worse"]
    lines[-1] += f", {same} the same"
    for title, held in (("biggest gains", better), ("biggest losses", list(reversed(worse)))):
        if held:
            shown = held[:_SAMPLES]
            lines.append(f"{title} ({len(shown)} of {len(held)})")
            lines += [f"  {one.name}  {_value(one.before)} -> {_value(one.after)}" for one in shown]
    return lines


def baseline_lines(baseline: Baseline, held: Sequence[Held], run: str) -> list[str]:
    """Return the figures beside the blessed ones."""
    rows = [
        [
            one.name,
            number(one.blessed),
            number(one.value),
            "" if one.value is None else f"{one.value - one.blessed:+.4f}",
            f"{one.tolerance:g}",
            "REGRESSED" if one.regressed else "ok",
        ]
        for one in held
    ]
    worse = sum(one.regressed for one in held)
    about = baseline.about
    return [
        f"{run} against the baseline {baseline.path.name} (blessed from {about['tagger']}, "
        f"weights {(about['weights_sha256'] or 'not pinned')[:12]})",
        *table(["figure", "blessed", "run", "change", "tolerance", ""], rows),
        f"{worse} of {len(held)} figures regressed beyond tolerance"
        if worse
        else f"none of {len(held)} figures regressed beyond tolerance",
    ]


def sweep_lines(runs: Sequence[Opened], found: Sequence[Sequence[Difference]]) -> list[str]:
    """Return one column a run; `found` has the differences of each but the first from the first.

    A star marks a difference whose interval leaves out zero.
    """
    letters = [_letter(i) for i in range(len(runs))]
    names = list(dict.fromkeys(name for run in runs for name in run.run.metrics if ":" not in name))
    by_name = [{one.name: one for one in held} for held in found]
    rows = []
    for name in names:
        first = runs[0].run.metrics.get(name)
        cells = [number(first.value if first else None)]
        for held in by_name:
            one = held.get(name)
            if one is None:
                cells.append(number(None))
                continue
            sure = one.ci95 is not None and not one.ci95[0] <= 0 <= one.ci95[1]
            cells.append(number(one.b) + (" *" if sure else ""))
        rows.append([name, *cells])
    return [
        *(heading(letter, one) for letter, one in zip(letters, runs, strict=True)),
        "",
        *table(["figure", *letters], rows),
        "* differs from A: the 95% interval of the paired difference leaves out zero",
    ]


def _letter(i: int) -> str:
    return chr(ord("A") + i) if i < 26 else f"R{i}"


def _row(one: Difference) -> list[str]:
    return [
        one.name,
        number(one.a),
        number(one.b),
        "" if one.change is None else f"{one.change:+.4f}",
        "" if one.ci95 is None else f"{one.ci95[0]:+.4f} - {one.ci95[1]:+.4f}",
        "" if one.p is None else f"{one.p:.3f}",
        str(one.n),
    ]


def _value(value: float) -> str:
    return f"{value:.4g}"
