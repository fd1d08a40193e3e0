"""Brings all declarations of torch together."""

from __future__ import annotations

from importlib import import_module

from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.vocabulary import Vocabulary

# Every module of this package that declares names; a later declaration of a name replaces an earlier one.
DECLARING = (
    "nn.activation",
    "nn.attention",
    "nn.convolution",
    "nn.dropout",
    "nn.embedding",
    "nn.linear",
    "nn.loss",
    "nn.normalization",
    "nn.packing",
    "nn.padding",
    "nn.pooling",
    "nn.recurrent",
    "nn.reshape",
    "nn.resize",
    "nn.transformer",
    "tensors.reshape",
    "tensors.elementwise",
    "tensors.properties",
    "tensors.combine",
    "tensors.reduction",
    "tensors.matmul",
    "tensors.selection",
    "tensors.creation",
    "tensors.assembly",
    "tensors.linalg",
    "tensors.fourier",
    "tensors.special",
    "tensors.storage",
    "functional.activation",
    "functional.attention",
    "functional.convolution",
    "functional.dropout",
    "functional.linear",
    "functional.loss",
    "functional.normalization",
    "functional.padding",
    "functional.pooling",
    "functional.resize",
)


def load() -> Vocabulary:
    """The filled vocabulary."""
    for name in DECLARING:
        import_module(f"shapelint.frontends.torch.{name}")
    return torch
