"""The commands with a real linear tagger, saved to a weights folder and loaded by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from eval.commands import list_tasks, run, show
from eval.run_folder import read_manifest, read_run
from eval.task import all_tasks
from models.card import sha256, write_card
from models.linear import LinearTagger
from pipeline.errors import UsageError
from tests.eval.cuad_folder import write_cuad

WORDS = ("agreement", "lease", "between", "governed", "inspect")
LABELS = ("cuad:Governing Law", "cuad:Audit Rights")


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A weights folder that knows two labels by one word each and was trained on one contract."""
    folder = tmp_path / "weights" / "small"
    rows = np.zeros((len(WORDS), len(LABELS)), np.float32)
    rows[WORDS.index("governed"), 0] = rows[WORDS.index("inspect"), 1] = 12
    bias = np.full(len(LABELS), -6, np.float32)
    tagger = LinearTagger(
        LABELS, WORDS, np.ones(len(WORDS), np.float32), sparse.csr_array(rows), bias
    )
    tagger.save(folder)
    card = {"name": "small", "labels": list(LABELS), "seen": {"cuad": ["quarry"]}}
    write_card(folder, card, ["linear.npz"])
    monkeypatch.setattr("models.load.WEIGHTS", folder.parent)
    return folder


def test_run_and_show(tmp_path: Path, weights: Path) -> None:
    folder = write_cuad(tmp_path / "cuad")
    with pytest.raises(UsageError, match="1 of 2 documents"):
        run("cuad", folder, None, tmp_path / "run", "linear")
    ids = tmp_path / "unseen_ids.txt"
    ids.write_text("harbour\n")
    out = run("cuad", folder, ids, tmp_path / "run", "linear", seed=3)
    manifest = read_manifest(out)
    assert manifest["split"] == "unseen_ids.txt"
    assert manifest["weights_sha256"] == sha256(weights / "card.json")
    metrics = read_run(out).metrics
    assert metrics["aupr:Audit Rights"].value == pytest.approx(1.0)
    # the tagger has no label for parties: its gold texts are missed, not left out
    assert metrics["aupr:Parties"].value == 0
    assert show(out).startswith("cuad with linear: 1 documents, split unseen_ids.txt, seed 3")


def test_list_names_every_task() -> None:
    lines = list_tasks().splitlines()
    names = [line.split()[0] for line in lines]
    assert names == list(all_tasks())
    assert {"acord", "ai_clauses", "contract_nli", "cuad", "cuad_contracteval", "segment"} <= {
        *names
    }
    assert "needs: tagger" in lines[names.index("cuad")]


@pytest.mark.parametrize(
    ("task", "tagger", "seed", "named"),
    [
        pytest.param("cuads", "linear", 0, "unknown task 'cuads'", id="task"),
        pytest.param("cuad", "liner", 0, "unknown tagger 'liner'", id="tagger"),
        pytest.param("cuad", "linear", -1, "seed -1; 0 or more", id="seed"),
    ],
)
def test_usage(tmp_path: Path, task: str, tagger: str, seed: int, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        run(task, tmp_path, None, tmp_path / "run", tagger, seed=seed)
