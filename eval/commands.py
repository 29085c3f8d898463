"""What `clausewright eval` does: list, run, show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.datasets.cuad import read_ids
from eval.pinned import PinnedSplit, pinned_splits
from eval.runs import Order, run_task
from eval.show import show_run
from eval.task import Task, all_tasks, find_task, on_split
from models.tagger import Tagger, WithWeights
from pipeline.errors import UsageError

LLM = "llm"


def list_tasks() -> str:
    """Return one line a task: what it measures, its data, needs and pinned splits with hashes."""
    tasks = all_tasks()
    width = max(map(len, tasks))
    splits = pinned_splits()
    return "".join(
        f"{name.ljust(width)}  {task.summary} ({'; '.join(_facts(task, splits))})\n"
        for name, task in tasks.items()
    )


def _facts(task: Task, splits: Sequence[PinnedSplit]) -> list[str]:
    needs = [f"needs: {', '.join(sorted(task.needs))}"] if task.needs else []
    mine = [
        f"split {one.split}: {one.documents} documents, sha256 {one.sha256[:16]}"
        for one in splits
        if task.name in one.tasks
    ]
    return [f"data: {task.data}", *needs, *mine]


def run(
    task: str,
    data: Path,
    ids: Path | None,
    out: Path,
    tagger_name: str = "ensemble",
    allow_seen: bool = False,
    seed: int = 0,
    split: str | None = None,
    cache: Path | None = None,
    prompt: str | None = None,
) -> Path:
    """Run a task on the folder `data` into `out` and return `out`.

    `data` is laid out as the task's data set is, `ids` a file with one document id a line, None
    for all, `split` one of the folder's splits, for the tasks that have them, and `cache` the
    folder of predictions kept between runs, None for none. `prompt` names that of the tagger
    "llm", None for the one made for the task. Raises UsageError, DataError, WeightsError,
    PromptError and WriterUnavailable as `run_task` and the tagger do.
    """
    chosen = on_split(find_task(task), split)
    if seed < 0:
        raise UsageError(f"seed {seed}; 0 or more is needed")
    if prompt is not None and tagger_name != LLM:
        raise UsageError(f"prompt {prompt!r} with tagger {tagger_name!r}; only {LLM!r} takes one")
    needs = "tagger" in chosen.needs
    tagger, weights = _tagger(tagger_name, task, prompt) if needs else (None, None)
    order = Order(
        task=chosen,
        folder=data,
        ids=None if ids is None else read_ids(ids),
        split=":".join(x for x in (split, ids and ids.name) if x) or "all",
        tagger=tagger,
        weights_sha256=weights,
        allow_seen=allow_seen,
        seed=seed,
        cache=cache,
    )
    return run_task(order, out)


def show(path: Path) -> str:
    """Return a run's figures as text; raises DataError when there is no complete run."""
    return show_run(path)


def _tagger(name: str, task: str, prompt: str | None) -> tuple[Tagger, str | None]:
    """Return the tagger and the hash that pins it: its own, or that of its model card."""
    from models.card import sha256
    from models.load import default_weights, load_tagger

    tagger = _llm_tagger(task, prompt) if name == LLM else load_tagger(name)
    if isinstance(tagger, WithWeights):
        return tagger, tagger.weights_sha256
    return tagger, sha256(default_weights() / "card.json")


def _llm_tagger(task: str, prompt: str | None) -> Tagger:
    """Return the tagger that asks the language model of the settings."""
    from models.llm_tagger import LlmTagger
    from models.writers.configured import configured_writer
    from pipeline.settings import Settings
    from prompts.load import load_prompt, prompt_for

    said = load_prompt(prompt) if prompt else prompt_for(task)
    given = Settings.from_environment()
    writer = configured_writer(
        given.llm,
        given.llm_url,
        remote=given.llm_remote,
        key=given.llm_key,
        threads=given.threads,
    )
    return LlmTagger(said, writer)
