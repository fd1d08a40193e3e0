"""torch.nn's sparse layers: https://docs.pytorch.org/docs/stable/nn.html#sparse-layers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.vocabulary import Application
from shapelint.ir import Tensor
from shapelint.ops.embedding import Embedding, EmbeddingBag


@torch.layer(*layer_names("sparse", "Embedding"))
def embedding(
    num_embeddings: int, embedding_dim: int, padding_idx: int | None = None, max_norm: Any = None, norm_type: Any = 2.0,
    scale_grad_by_freq: Any = False, sparse: Any = False, _weight: Any = None, _freeze: Any = False, device: Any = None,
    dtype: Any = None,
) -> Embedding:  # fmt: skip
    return Embedding(num_embeddings, embedding_dim, padding_idx)


def call_bag(
    operation: EmbeddingBag, input: Tensor, offsets: Tensor | None = None, per_sample_weights: Tensor | None = None
) -> Application:
    given = tuple(t for t in (input, offsets, per_sample_weights) if t is not None)
    if per_sample_weights is None:
        return Application(operation, given)
    return Application(replace(operation, weighted=True), given)


@torch.layer(*layer_names("sparse", "EmbeddingBag"), call=call_bag)
def embedding_bag(
    num_embeddings: int, embedding_dim: int, max_norm: Any = None, norm_type: Any = 2.0, scale_grad_by_freq: Any = False,
    mode: str = "mean", sparse: Any = False, _weight: Any = None, include_last_offset: bool = False,
    padding_idx: int | None = None, device: Any = None, dtype: Any = None,
) -> EmbeddingBag:  # fmt: skip
    return EmbeddingBag(num_embeddings, embedding_dim, bool(include_last_offset), padding_idx, mode)
