"""A bare `import eval` would hide the builtin: only modules of the package are imported."""

from __future__ import annotations

import ast
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
PACKAGES = ("api", "benchmarks", "eval", "index", "models", "pipeline", "prompts", "tests")


def test_no_bare_import_of_eval() -> None:
    files = [path for package in PACKAGES for path in (REPO / package).rglob("*.py")]
    assert len(files) > 20
    bare = [
        f"{path.relative_to(REPO)}:{node.lineno}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom) and hides_the_builtin(node)
    ]
    assert bare == []


def hides_the_builtin(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return any((name.asname or name.name) == "eval" for name in node.names)
    return any(
        name.asname == "eval" or (name.name.split(".")[0] == "eval" and not name.asname)
        for name in node.names
    )
