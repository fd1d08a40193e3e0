"""torch.nn.functional's attention and sparse functions:
https://docs.pytorch.org/docs/stable/nn.functional.html#attention-mechanisms."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.nn.attention import call_attention
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.attention.attention import MultiHeadAttention, ScaledDotProduct
from shapelint.ops.dense.embedding import EmbeddingBag, Lookup
from shapelint.records import replace
from shapelint.symbolic import Size, fresh


@torch.function(*functional_names("scaled_dot_product_attention"))
def scaled_dot_product_attention(
    query: Tensor, key: Tensor, value: Tensor, attn_mask: Tensor | None = None, dropout_p: object = 0.0,
    is_causal: object = False, scale: object = None, enable_gqa: bool = False,
) -> Application:  # fmt: skip
    masks = () if attn_mask is None else (attn_mask,)
    return Application(ScaledDotProduct(bool(enable_gqa)), (query, key, value, *masks))


@torch.function(*functional_names("embedding"))
def embedding(
    input: Tensor, weight: Tensor, padding_idx: int | None = None, max_norm: object = None, norm_type: object = 2.0,
    scale_grad_by_freq: object = False, sparse: object = False,
) -> Application:  # fmt: skip
    return Application(Lookup(padding_idx), (input, weight))


@torch.function("torch.embedding")
def torch_embedding(
    weight: Tensor,
    indices: Tensor,
    padding_idx: object = -1,
    scale_grad_by_freq: object = False,
    sparse: object = False,
) -> Application:
    return Application(Lookup(), (indices, weight))


@torch.function(*functional_names("embedding_bag"))
def embedding_bag(
    input: Tensor, weight: Tensor, offsets: Tensor | None = None, max_norm: object = None, norm_type: object = 2,
    scale_grad_by_freq: object = False, mode: str = "mean", sparse: object = False,
    per_sample_weights: Tensor | None = None,
    include_last_offset: bool = False, padding_idx: int | None = None,
) -> Application | Undetermined:  # fmt: skip
    if weight.shape is None or len(weight.shape) != 2:
        return Undetermined("an embedding from a table of unknown shape")
    rows, columns = weight.shape
    operation = EmbeddingBag(rows, columns, bool(include_last_offset), padding_idx, mode)
    given = (input,) if offsets is None else (input, offsets)
    if per_sample_weights is None:
        return Application(operation, given)
    return Application(replace(operation, weighted=True), (*given, per_sample_weights))


@torch.function(*functional_names("multi_head_attention_forward"))
def multi_head_attention_forward(
    query: Tensor, key: Tensor, value: Tensor, embed_dim_to_check: int, num_heads: int, in_proj_weight: object,
    in_proj_bias: Any, bias_k: Any, bias_v: object, add_zero_attn: bool, dropout_p: object, out_proj_weight: object,
    out_proj_bias: object, training: object = True, key_padding_mask: Tensor | None = None, need_weights: bool = True,
    attn_mask: Tensor | None = None, use_separate_proj_weight: Any = False, q_proj_weight: object = None,
    k_proj_weight: Any = None, v_proj_weight: Any = None, static_k: Any = None, static_v: Any = None,
    average_attn_weights: bool = True, is_causal: Any = False,
) -> Application | Undetermined:  # fmt: skip
    if isinstance(bias_k, Unknown):
        return Undetermined("attention with a bias of the keys that may be None")
    if static_k is not None or static_v is not None or not isinstance(use_separate_proj_weight, bool):
        return Undetermined("attention over keys that are given beside the input")
    extra = int(bias_k is not None) + int(bool(add_zero_attn))
    operation = MultiHeadAttention(
        embed_dim_to_check, num_heads, in_proj_bias is not None, bias_k is not None, extra,
        averaged=bool(average_attn_weights), argument="embed_dim_to_check",
    )  # fmt: skip
    if use_separate_proj_weight:
        keys, values = size_of_last(k_proj_weight), size_of_last(v_proj_weight)
        operation = replace(operation, key_features=keys, value_features=values)
    return call_attention(operation, query, key, value, key_padding_mask, need_weights, attn_mask, is_causal=is_causal)


def size_of_last(weight: object) -> Size:
    """The features that a projection takes."""
    shape = weight.shape if isinstance(weight, Tensor) else None
    return shape[-1] if shape else fresh("unknown", low=0)
