"""A run as a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.metric import Metric
from eval.pinned import differs
from eval.run_folder import read_run

UNKNOWN = "not measured"


def show_run(folder: Path) -> str:
    """Return the run's figures as text: the whole first, then a table by category or type.

    Raises DataError as `read_run` does.
    """
    run = read_run(folder)
    manifest = run.manifest
    lines = [
        f"{manifest['task']} with {manifest['tagger'] or 'no tagger'}: "
        f"{len(manifest['documents'])} documents, split {manifest['split']}, "
        f"seed {manifest['seed']}, {manifest['wall_seconds']} s"
    ]
    if manifest["seen_documents"]:
        count = len(manifest["seen_documents"])
        lines.append(f"NOT EVIDENCE: the tagger was trained or tuned on {count} of the documents")
    if other := differs(manifest["task"], manifest["split"], manifest["data_sha256"]):
        lines.append(
            f"OTHER DATA: not the pinned split {other.split} ({other.documents} documents, sha256 "
            f"{other.sha256[:16]}), so not comparable with figures told for it"
        )
    if manifest["failed"]:
        lines.append(f"{len(manifest['failed'])} documents failed and count as if nothing was said")
    lines += _llm_lines(manifest)
    lines += _cache_lines(manifest)
    whole = {name: metric for name, metric in run.metrics.items() if ":" not in name}
    lines += ["", *table(["figure", "value", "95% interval", "n"], _whole_rows(whole))]
    parts = {name: metric for name, metric in run.metrics.items() if ":" in name}
    if parts:
        lines += ["", *_parts_table(parts)]
    return "\n".join(lines) + "\n"


def _cache_lines(manifest: Mapping[str, Any]) -> list[str]:
    lines = []
    if cached := manifest.get("cached_documents"):
        lines.append(
            f"{cached} documents answered from kept predictions; their seconds are earlier"
        )
    if damaged := manifest.get("cache_damaged"):
        lines.append(f"{damaged} kept predictions were damaged and were asked for again")
    return lines


def _llm_lines(manifest: Mapping[str, Any]) -> list[str]:
    llm, usage = manifest.get("llm"), manifest.get("usage")
    if not llm or not usage:
        return []
    untold = usage["untold"]
    return [
        f"model {llm['model']}, prompt {llm['prompt']} ({llm['prompt_sha256'][:12]}): "
        f"{usage['calls']} calls, {usage['retries']} second tries, {usage['invalid_calls']} calls "
        f"without a usable answer, {usage['invalid_rows']} of {usage['rows']} rows dropped, "
        f"{usage['prompt_tokens']} + {usage['answer_tokens']} tokens, {usage['seconds']:.1f} s"
        + (f"; the tokens of {untold} tries are not known" if untold else "")
    ]


def number(value: float | None) -> str:
    """Return a figure with four decimals, or that it was not measured."""
    return UNKNOWN if value is None else f"{value:.4f}"


def _whole_rows(metrics: Mapping[str, Metric]) -> list[list[str]]:
    return [
        [
            name,
            number(metric.value),
            "" if metric.ci95 is None else f"{metric.ci95[0]:.4f} - {metric.ci95[1]:.4f}",
            str(metric.n),
        ]
        for name, metric in metrics.items()
    ]


def _parts_table(metrics: Mapping[str, Metric]) -> list[str]:
    figures: list[str] = []
    parts: dict[str, dict[str, Metric]] = {}
    for name, metric in metrics.items():
        figure, part = name.split(":", 1)
        if figure not in figures:
            figures.append(figure)
        parts.setdefault(part, {})[figure] = metric
    rows = []
    for part, held in parts.items():
        values = [number(held[x].value) if x in held else "" for x in figures]
        rows.append([part, *values, str(next(iter(held.values())).n)])
    return table(["", *figures, "n"], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of text in columns, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    ]
