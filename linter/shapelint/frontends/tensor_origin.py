"""Where data came from, in words."""

from __future__ import annotations

from shapelint.ir import Tensor


def source_of(tensor: Tensor) -> str:
    """Where a tensor comes from, in words: what made it, or the first of what it was made from."""
    while tensor.producer is not None and tensor.producer.inputs:
        tensor = tensor.producer.inputs[0]
    return tensor.origin or "a tensor"
