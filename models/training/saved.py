"""A trained network on disk, to be exported or taught further."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from models.base_weights import find_base_weights
from models.training.network import UnitTagger
from pipeline.errors import WeightsError


def save_network(network: UnitTagger, folder: Path) -> None:
    """Write `network.safetensors` and `labels.json`, the labels last: they say it is whole."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "labels.json").unlink(missing_ok=True)
    states = {name: value.contiguous() for name, value in network.state_dict().items()}
    save_file(states, folder / "network.safetensors")
    (folder / "labels.json").write_text(json.dumps(list(network.labels)), encoding="utf-8")


def load_network(folder: Path, labels: Sequence[str]) -> UnitTagger | None:
    """Return the network saved in `folder`, or None when none was finished there.

    Raises WeightsError when it was trained for other labels.
    """
    from safetensors.torch import load_file

    if not (folder / "labels.json").is_file():
        return None
    saved = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    if saved != list(labels):
        differ = sorted(set(saved) ^ set(labels))
        raise WeightsError(
            f"{folder.name} holds a network of {len(saved)} labels, {len(labels)} are wanted; "
            f"differing: {', '.join(differ[:5])}. Give an empty --work folder."
        )
    network = UnitTagger.from_base(find_base_weights(), labels)
    network.load_state_dict(load_file(folder / "network.safetensors"))
    return network.eval()
