"""Domain values to bytes and back: JSON through pydantic, arrays as NPY without pickle."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

T = TypeVar("T")


@lru_cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    return TypeAdapter(kind)


def encode(value: object, kind: Any) -> bytes:  # noqa: ANN401
    """Write a value of type `kind` (a dataclass, or a tuple of them) as JSON bytes."""
    return _adapter(kind).dump_json(value)


def decode(data: bytes, kind: Any) -> Any:  # noqa: ANN401
    """Read what `encode` wrote; invariants are checked again, so InvariantError can rise."""
    return _adapter(kind).validate_json(data)


def encode_array(array: NDArray[np.float32]) -> bytes:
    """Write an array as NPY bytes."""
    out = io.BytesIO()
    np.save(out, array, allow_pickle=False)
    return out.getvalue()


def decode_array(data: bytes) -> NDArray[np.float32]:
    """Read what `encode_array` wrote."""
    array: NDArray[np.float32] = np.load(io.BytesIO(data), allow_pickle=False)
    return array


def canonical(value: object) -> bytes:
    """Return a plain JSON value in one fixed form, for hashing."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
