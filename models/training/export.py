"""Write a trained network as small ONNX weights: half-precision layers, an 8-bit word table.

The graph computes in float32: each half-precision tensor is cast once when the session loads, and
the rows of the word table are scaled back after they are looked up.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from models.base_weights import find_base_weights
from models.training.network import UnitTagger

_SMALL = 1024  # tensors with fewer values stay float32


class _States(nn.Module):
    """The part that runs in onnxruntime: ids and mask in, token states out."""

    def __init__(self, network: UnitTagger) -> None:
        super().__init__()
        self.network = network
        network.bert.config._attn_implementation = "eager"  # type: ignore[union-attr]

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        hidden = self.network.bert.embeddings(input_ids=ids)  # type: ignore[operator]
        return self.network.upper(hidden, mask.float(), 0)


def export_encoder(network: UnitTagger, folder: Path) -> list[str]:
    """Write `encoder.onnx`, `heads.npz` and `tokenizer.json`; return the file names."""
    import onnx

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "encoder.onnx"
    ids = torch.ones(2, 12, dtype=torch.long)
    axes = {0: "windows", 1: "tokens"}
    torch.onnx.export(
        _States(network.eval()).eval(),
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["states"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "states": axes},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(path))
    _shrink(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    heads = {
        "head_weight": network.head.weight,
        "head_bias": network.head.bias,
        "projection_weight": network.projection.weight,
        "projection_bias": network.projection.bias,
    }
    small: dict[str, Any] = {k: v.detach().numpy().astype(np.float16) for k, v in heads.items()}
    np.savez(folder / "heads.npz", **small)
    shutil.copyfile(find_base_weights() / "tokenizer.json", folder / "tokenizer.json")
    return ["encoder.onnx", "heads.npz", "tokenizer.json"]


def _shrink(model: Any) -> None:  # noqa: ANN401
    from onnx import numpy_helper

    graph = model.graph
    lookups = {node.input[0]: node for node in graph.node if node.op_type == "Gather"}
    added = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < _SMALL:
            continue
        if tensor.name in lookups and values.shape[0] > 1024:
            added += _eight_bit_table(graph, tensor, values, lookups[tensor.name])
        else:
            added.append(_half(graph, tensor, values))
    for node in reversed(added):
        if node.op_type == "Cast" and node.output[0] in {t for n in graph.node for t in n.input}:
            graph.node.insert(0, node)


def _half(graph: Any, tensor: Any, values: np.ndarray) -> Any:  # noqa: ANN401
    from onnx import TensorProto, helper, numpy_helper

    name = tensor.name
    tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
    return helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT)


def _eight_bit_table(graph: Any, tensor: Any, values: np.ndarray, lookup: Any) -> list[Any]:  # noqa: ANN401
    from onnx import TensorProto, helper, numpy_helper

    scale = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8) / 127
    name, out = tensor.name, lookup.output[0]
    tensor.CopyFrom(
        numpy_helper.from_array(np.rint(values / scale).astype(np.int8), name + ".int8")
    )
    graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), name + ".scale"))
    index = list(graph.node).index(lookup)
    rows = [
        helper.make_node("Gather", [name + ".int8", lookup.input[1]], [out + ".int8"]),
        helper.make_node("Cast", [out + ".int8"], [out + ".rows"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [name + ".scale", lookup.input[1]], [out + ".scale"]),
        helper.make_node("Mul", [out + ".rows", out + ".scale"], [out]),
    ]
    graph.node.remove(lookup)
    for offset, node in enumerate(rows):
        graph.node.insert(index + offset, node)
    return []
