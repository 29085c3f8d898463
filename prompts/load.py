"""Loading prompts: by name, name@version or path; by task where none is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from pipeline.errors import PromptError
from prompts.prompt import NAME, Prompt

FOLDER = Path(__file__).parent
_FILE = re.compile(rf"({NAME.pattern})\.v([1-9][0-9]*)\.yaml")
_WANTED = re.compile(rf"({NAME.pattern})(?:@v?([1-9][0-9]*))?")


def load_prompt(wanted: str, folder: Path = FOLDER) -> Prompt:
    """Return a prompt by "name" (its newest version), "name@version" or the path of a YAML file.

    Raises PromptError when there is none or its file breaks the layout.
    """
    if wanted.endswith((".yaml", ".yml")):
        return read_prompt(Path(wanted))
    match = _WANTED.fullmatch(wanted)
    there = prompt_files(folder)
    versions = {
        version: path for (name, version), path in there.items() if match and name == match[1]
    }
    if not match or not versions:
        known = sorted({name for name, _ in there})
        raise PromptError(f"unknown prompt {wanted!r}; there are {known}, or name a .yaml file")
    version = int(match[2]) if match[2] else max(versions)
    if version not in versions:
        raise PromptError(f"prompt {match[1]!r} has versions {sorted(versions)}, not {version}")
    return read_prompt(versions[version])


def prompt_for(task: str, folder: Path = FOLDER) -> Prompt:
    """Return the newest version of the one prompt made for a task.

    Raises PromptError when none is, or more than one.
    """
    names = sorted({name for name, _ in prompt_files(folder)})
    found = [one for one in (load_prompt(name, folder) for name in names) if task in one.tasks]
    if len(found) != 1:
        held = [one.id for one in found] or names
        raise PromptError(
            f"{len(found)} prompts are made for task {task!r}; name one with --prompt, of {held}"
        )
    return found[0]


def prompt_files(folder: Path = FOLDER) -> dict[tuple[str, int], Path]:
    """Return the files of the folder by name and version; raises PromptError for another name."""
    found = {}
    for path in sorted(folder.glob("*.y*ml")):
        match = _FILE.fullmatch(path.name)
        if not match:
            raise PromptError(f"{path.name}: a prompt file is named <name>.v<version>.yaml")
        found[match[1], int(match[2])] = path
    return found


def read_prompt(path: Path) -> Prompt:
    """Read a prompt file.

    Raises PromptError when it is missing, breaks the layout, or is named for another prompt.
    """
    try:
        row = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PromptError(f"{path}: no readable prompt ({error})") from error
    try:
        prompt = Prompt.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "file"
        raise PromptError(f"{path.name}: {place}: {first['msg']}") from error
    match = _FILE.fullmatch(path.name)
    if match and (match[1], int(match[2])) != (prompt.name, prompt.version):
        raise PromptError(f"{path.name} holds {prompt.id}; file name and content differ")
    return prompt


class _Loader(yaml.SafeLoader):
    """Refuses a key that is there twice, of which YAML would keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]
        twice = [key for key in keys if keys.count(key) > 1]
        if twice:
            raise yaml.YAMLError(f"key {twice[0]!r} is there twice")
        return super().construct_mapping(node, deep)
