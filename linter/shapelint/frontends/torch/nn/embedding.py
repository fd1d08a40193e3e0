"""torch.nn's sparse layers: https://docs.pytorch.org/docs/stable/nn.html#sparse-layers."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.vocabulary import Application, Rejected
from shapelint.ir import Kind, Tensor
from shapelint.ops.dense.embedding import Embedding, EmbeddingBag
from shapelint.records import replace
from shapelint.symbolic import Size, Verdict, equal


def other_table(weight: object, count: Size, features: Size) -> Rejected | None:
    """That a table that is given has the declared shape."""
    shape = weight.shape if isinstance(weight, Tensor) else None
    if shape is None:
        return None
    text = "the given table has another shape than num_embeddings and embedding_dim say"
    differs = any(equal(own, size) is Verdict.FAILS for own, size in zip(shape, (count, features), strict=False))
    return None if len(shape) == 2 and not differs else Rejected(Kind.HYPERPARAMETER, "_weight", text)


@torch.layer(*layer_names("sparse", "Embedding"))
def embedding(
    num_embeddings: int, embedding_dim: int, padding_idx: int | None = None, max_norm: object = None,
    norm_type: object = 2.0,
    scale_grad_by_freq: object = False, sparse: object = False, _weight: Any = None, _freeze: object = False,
    device: object = None,
    dtype: object = None,
) -> Embedding | Rejected:  # fmt: skip
    made = Embedding(num_embeddings, embedding_dim, padding_idx, size_arguments=("num_embeddings", "embedding_dim"))
    return other_table(_weight, num_embeddings, embedding_dim) or made


def call_bag(
    operation: EmbeddingBag, input: Tensor, offsets: Tensor | None = None, per_sample_weights: Any = None
) -> Application:
    given = (input,) if offsets is None else (input, offsets)
    if not isinstance(per_sample_weights, Tensor):
        return Application(operation, given)
    return Application(replace(operation, weighted=True), (*given, per_sample_weights))


@torch.layer(*layer_names("sparse", "EmbeddingBag"), call=call_bag)
def embedding_bag(
    num_embeddings: int, embedding_dim: int, max_norm: object = None, norm_type: object = 2.0,
    scale_grad_by_freq: object = False, mode: str = "mean", sparse: object = False, _weight: Any = None,
    include_last_offset: bool = False, padding_idx: int | None = None, device: object = None, dtype: object = None,
) -> EmbeddingBag | Rejected:  # fmt: skip
    made = EmbeddingBag(num_embeddings, embedding_dim, bool(include_last_offset), padding_idx, mode)
    return other_table(_weight, num_embeddings, embedding_dim) or made
