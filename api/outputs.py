"""Writing the results of a review: each file whole or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from api.inputs import Input
from api.report import render_report
from pipeline.review_json import to_json
from pipeline.types.review import Review


def write_results(found: Input, out: Path, review: Review, draft: bytes) -> Review:
    """Write review.json, redline.docx and report.html; return the review with the file's name."""
    docx = found.result(out, ".redline.docx")
    review = replace(review, redline=replace(review.redline, file=docx.name))
    text = json.dumps(to_json(review), ensure_ascii=False, indent=1) + "\n"
    write_whole(docx, draft)
    write_whole(found.result(out, ".report.html"), render_report(review).encode("utf-8"))
    write_whole(found.result(out, ".review.json"), text.encode("utf-8"))
    return review


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` by renaming a finished file, making folders as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)
