"""Runs with a language model: cost in manifest and figures, kept answers, a sweep of prompts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.commands import run, show
from eval.compare.baseline import find_baseline
from eval.compare.commands import bless, compare
from eval.compare.paired import open_run
from eval.rescore import rescore
from eval.run_folder import read_manifest, read_partial, read_predictions, read_run
from eval.runs import Order, run_task
from eval.task import find_task
from models.llm_tagger import LlmTagger
from models.writers.scripted import Scripted
from pipeline.errors import ClausewrightError, PromptError, UsageError, WriterUnavailable
from pipeline.segment.sentences import sentence_spans
from prompts.load import read_prompt
from tests.eval.cuad_folder import write_cuad
from tests.models.writers.chat_server import Turn, serving

LABELS = {"cuad:Governing Law": "Whose law governs.", "cuad:Audit Rights": "Who may inspect."}


def write_prompt(folder: Path, version: int = 1, system: str = "Label the units.") -> Path:
    path = folder / f"small.v{version}.yaml"
    row: dict[str, Any] = {
        "name": "small",
        "version": version,
        "purpose": "For tests.",
        "units_per_call": 50,
        "max_tokens": 200,
        "temperature": 0,
        "retry_temperature": 0.5,
        "seed": 0,
        "system": system,
        "user": "{{labels}}\n{{units}}",
        "labels": LABELS,
    }
    path.write_text(yaml.safe_dump(row, sort_keys=False), encoding="utf-8")
    return path


def answers(folder: Path) -> list[str]:
    """One answer a contract: the first unit that holds each word, quoted by it, and a wrong row."""
    found = []
    task = find_task("cuad")
    for item in task.load(folder, None).items.values():
        rows = []
        units = [span.slice(item.text) for span in sentence_spans(item.text)]
        for word, label in (("governed", "cuad:Governing Law"), ("inspect", "cuad:Audit Rights")):
            for number, unit in enumerate(units, 1):
                if word in unit:
                    rows.append({"unit": number, "quote": word, "label": label, "confidence": 95})
        rows.append(
            {"unit": 1, "quote": "not in it", "label": "cuad:Audit Rights", "confidence": 9}
        )
        found.append(json.dumps({"rows": rows}))
    return found


def order(folder: Path, tagger: LlmTagger, **more: Any) -> Order:
    return Order(find_task("cuad"), folder, None, "all", tagger, tagger.weights_sha256, **more)


def llm(path: Path, *said: str | ClausewrightError) -> LlmTagger:
    return LlmTagger(read_prompt(path), Scripted(said))


def test_cost_and_prompt_are_recorded(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    prompt = write_prompt(tmp_path)
    out = run_task(order(folder, llm(prompt, *answers(folder))), tmp_path / "run")
    done = read_run(out)
    assert done.metrics["aupr:Governing Law"].value == pytest.approx(1.0)
    assert done.metrics["invalid_rate"].value == 0
    assert done.metrics["invalid_rate"].n == 2
    rows = done.manifest["usage"]["rows"]
    assert done.metrics["invalid_row_rate"].value == pytest.approx(2 / rows)
    tokens = done.metrics["tokens"].value
    assert tokens is not None
    assert tokens > 100
    assert done.metrics["seconds"].value is not None
    assert done.manifest["llm"]["prompt"] == "small@1"
    assert done.manifest["llm"]["prompt_sha256"] == read_prompt(prompt).sha256
    assert done.manifest["llm"]["model"] == "scripted"
    text = show(out)
    assert "model scripted, prompt small@1" in text
    assert f"2 of {rows} rows dropped" in text
    again = rescore(out, folder, tmp_path / "again")
    assert dict(read_run(again).metrics) == dict(done.metrics)


def test_failed_documents_keep_their_cost(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    tagger = llm(write_prompt(tmp_path), "no", "no", answers(folder)[1])
    done = read_run(run_task(order(folder, tagger), tmp_path / "run"))
    assert list(done.manifest["failed"]) == ["harbour"]
    assert done.metrics["invalid_rate"].value == pytest.approx(0.5)
    assert done.metrics["invalid_rate"].failed == 1
    assert done.manifest["usage"]["retries"] == 1


def test_without_a_server_the_run_stops_and_goes_on_later(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    prompt, said = write_prompt(tmp_path), answers(folder)
    stopped = llm(prompt, said[0], WriterUnavailable("no server"))
    pinned = stopped.weights_sha256
    with pytest.raises(WriterUnavailable):
        run_task(order(folder, stopped), tmp_path / "run")
    (kept,) = read_partial(tmp_path / "run")
    assert kept.usage is not None
    assert kept.usage.calls == 1
    later = llm(prompt, said[1])
    begun = Order(find_task("cuad"), folder, None, "all", later, pinned)
    done = read_run(run_task(begun, tmp_path / "run"))
    assert done.manifest["usage"]["calls"] == 2


def test_kept_answers_are_those_of_the_prompt_and_model(tmp_path: Path) -> None:
    folder, kept = write_cuad(tmp_path / "cuad"), tmp_path / "kept"
    said = answers(folder)
    first, second = (write_prompt(tmp_path, n, f"Say {n}.") for n in (1, 2))
    outs = []
    for name, prompt in (("a", first), ("b", first), ("c", second)):
        tagger = llm(prompt, *said)
        outs.append(run_task(order(folder, tagger, cache=kept), tmp_path / name))
    manifests = [read_manifest(out) for out in outs]
    assert [one["cached_documents"] for one in manifests] == [0, 2, 0]
    # what the answers cost when they were given
    assert manifests[1]["usage"] == manifests[0]["usage"]
    assert read_predictions(outs[1]) == read_predictions(outs[0])


def test_answers_with_a_failed_call_are_not_kept(tmp_path: Path) -> None:
    folder, kept = write_cuad(tmp_path / "cuad"), tmp_path / "kept"
    for name in ("a", "b"):
        tagger = llm(write_prompt(tmp_path), "no", "no", answers(folder)[1])
        out = run_task(order(folder, tagger, cache=kept), tmp_path / name)
    assert read_manifest(out)["cached_documents"] == 1


def test_a_sweep_of_prompts(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    said = answers(folder)
    outs = [
        run_task(order(folder, llm(write_prompt(tmp_path, n), *said)), tmp_path / f"run{n}")
        for n in (1, 2, 3)
    ]
    text = compare(outs[:2], tmp_path / "none").text
    assert "the prompts differ: A small@1 (" in text
    assert "B small@2 (" in text
    assert "the models differ" not in text
    assert "invalid_rate" in text
    table = compare(outs, tmp_path / "none").text
    assert "scripted with prompt small@3" in table
    assert "tokens" in table


def test_costs_are_no_baseline(tmp_path: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    out = run_task(order(folder, llm(write_prompt(tmp_path), *answers(folder))), tmp_path / "run")
    bless(out, [], tmp_path / "baselines")
    found = find_baseline(open_run(out), tmp_path / "baselines")
    assert found is not None
    assert "invalid_rate" in found.metrics
    assert not {"tokens", "seconds"} & set(found.metrics)


def test_by_name_over_http(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_cuad(tmp_path / "cuad")
    turns = [Turn(text) for text in answers(folder)]
    with serving(*turns) as server:
        monkeypatch.setenv("CLAUSEWRIGHT_LLM", "openai:small")
        monkeypatch.setenv("CLAUSEWRIGHT_LLM_URL", server.url("openai"))
        prompt = str(write_prompt(tmp_path))
        out = run("cuad", folder, None, tmp_path / "run", "llm", prompt=prompt)
        assert len(server.asked) == 2
    manifest = read_manifest(out)
    assert manifest["tagger"] == "llm"
    assert manifest["llm"]["endpoint"] == server.url("openai")
    assert (manifest["usage"]["prompt_tokens"], manifest["usage"]["answer_tokens"]) == (22, 14)


@pytest.mark.parametrize(
    ("tagger", "prompt", "model", "error", "named"),
    [
        pytest.param("linear", "tag_cuad", None, UsageError, "only 'llm' takes one", id="prompt"),
        pytest.param("llm", "tag_cud", "embedded", PromptError, "unknown prompt", id="unknown"),
        pytest.param("llm", None, None, UsageError, "CLAUSEWRIGHT_LLM is None", id="no model"),
    ],
)
def test_usage(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tagger: str,
    prompt: str | None,
    model: str | None,
    error: type[ClausewrightError],
    named: str,
) -> None:
    if model:
        monkeypatch.setenv("CLAUSEWRIGHT_LLM", model)
    else:
        monkeypatch.delenv("CLAUSEWRIGHT_LLM", raising=False)
    with pytest.raises(error, match=named):
        run("cuad", tmp_path, None, tmp_path / "run", tagger, prompt=prompt)
