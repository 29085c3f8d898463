"""The whole recipe of the shipped weights, stage by stage; a run that was stopped goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.train import blend_weights, train_encoder_weights, train_linear_weights
from eval.train_answers import train_answer_scale
from eval.train_fragments import train_fragment_weights
from models.card import sha256
from models.load import default_weights
from pipeline.errors import UsageError

Log = Callable[[str], None]
_ENCODER = ("encoder.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Stage:
    """A named step, the files that it leaves in the weights folder, and what makes them."""

    name: str
    files: tuple[str, ...]
    run: Callable[[], None]


def train_tagger(data: Path, folder: Path, work: Path, epochs: int, log: Log) -> None:
    """Train linear model, encoder, blend, fragments and answer scale into `folder`, in order.

    A stage that finished in `work` before is not run again while its files are as it left them.
    Raises UsageError for a folder that holds other weights, and as the stages do.
    """
    notice = default_weights() / "NOTICE"
    stages = [
        Stage("notice", ("NOTICE",), lambda: _copy(notice, folder / "NOTICE")),
        Stage("linear", ("linear.npz",), lambda: train_linear_weights(data, folder, log)),
        Stage("encoder", _ENCODER, lambda: train_encoder_weights(data, folder, work, epochs, log)),
        Stage("fragments", ("fragments.npz",), lambda: train_fragment_weights(data, folder, log)),
        Stage("blend", (), lambda: blend_weights(data, folder, log)),
        Stage("answers", (), lambda: train_answer_scale(data, folder, log)),
    ]
    run_stages(stages, folder, work, log)


def run_stages(stages: Sequence[Stage], folder: Path, work: Path, log: Log) -> None:
    """Run stages into `folder` in order, but those that `work` has on record as done.

    A stage whose files are no longer as it left them runs again, and so does every one after it.
    Raises UsageError for a folder with files and no record of a run.
    """
    record = work / "stages.json"
    if folder.is_dir() and any(folder.iterdir()) and not record.is_file():
        raise UsageError(f"{folder} is not empty and {work} holds no run; give an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    done: dict[str, dict[str, str]] = json.loads(record.read_text()) if record.is_file() else {}
    for i, stage in enumerate(stages):
        if done.get(stage.name) == _hashes(folder, stage.files):
            log(f"{stage.name}: done before")
            continue
        for later in stages[i:]:
            done.pop(later.name, None)
        record.write_text(json.dumps(done, indent=1), encoding="utf-8")
        log(f"{stage.name} ...")
        stage.run()
        done[stage.name] = _hashes(folder, stage.files)
        record.write_text(json.dumps(done, indent=1), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _hashes(folder: Path, files: tuple[str, ...]) -> dict[str, str]:
    return {name: sha256(folder / name) for name in files if (folder / name).is_file()}
