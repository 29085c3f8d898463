"""One YAML file read with the line of everything in it, so that a refusal can point."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import PlaybookError

Model = TypeVar("Model", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 1_000_000


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes; raises PlaybookError when unreadable or over a million bytes."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlaybookError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > _MAX_BYTES:
        raise PlaybookError(f"{path}: {len(data)} bytes; a playbook file has at most {_MAX_BYTES}")
    return data


def parse(path: Path, data: bytes, model: type[Model]) -> Model:
    """Return the file as `model`.

    Raises PlaybookError naming file, line, the offending value and what is allowed: for malformed
    YAML, aliases, repeated keys and every breach of the schema.
    """
    root = _compose(path, data)
    value = _construct(root)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise PlaybookError("\n".join(_told(path, root, error))) from error


def _compose(path: Path, data: bytes) -> yaml.Node:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PlaybookError(f"{path}: not UTF-8 at byte {error.start}") from error
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PlaybookError(f"{path}:{line}: malformed YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise PlaybookError(f"{path}:1: malformed YAML: {error}") from error
    finally:
        loader.dispose()
    if not isinstance(root, yaml.MappingNode):
        raise PlaybookError(f"{path}:1: a playbook file is a mapping of keys to values")
    _check_keys(path, root, set())
    return root


def _check_keys(path: Path, node: yaml.Node, seen: set[int]) -> None:
    if id(node) in seen:
        raise PlaybookError(f"{path}:{_line(node)}: aliases are not allowed")
    if not isinstance(node, yaml.ScalarNode):
        seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_keys(path, item, seen)
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise PlaybookError(f"{path}:{_line(key)}: a key must be a plain word")
            if key.value in names:
                raise PlaybookError(f"{path}:{_line(key)}: key {key.value!r} is given twice")
            names.add(key.value)
            _check_keys(path, item, seen)


def _construct(root: yaml.Node) -> object:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        raise PlaybookError(f"malformed YAML: {error.problem}") from error
    finally:
        loader.dispose()


def _told(path: Path, root: yaml.Node, error: ValidationError) -> list[str]:
    told = []
    for problem in error.errors(include_url=False)[:10]:
        place = ".".join(str(part) for part in problem["loc"]) or "file"
        given = f", not {problem['input']!r:.80}" if _short(problem["input"]) else ""
        line = _line_at(root, problem["loc"])
        told.append(f"{path}:{line}: {place}: {problem['msg']}{given}")
    return told


def _short(value: object) -> bool:
    return isinstance(value, str | int | float | bool)


def _line_at(root: yaml.Node, place: Sequence[str | int]) -> int:
    node = root
    for part in place:
        found = _child(node, part)
        if found is None:
            break
        node = found
    return _line(node)


def _child(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((item for key, item in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item if isinstance(item, yaml.Node) else None
    return None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
