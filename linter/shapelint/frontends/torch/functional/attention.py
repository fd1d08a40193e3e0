"""torch.nn.functional's attention and sparse functions:
https://docs.pytorch.org/docs/stable/nn.functional.html#attention-mechanisms."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.attention import ScaledDotProduct
from shapelint.ops.embedding import Lookup

WEIGHTS = "a function with the weights of a layer among its arguments"


@torch.function(*functional_names("scaled_dot_product_attention"))
def scaled_dot_product_attention(
    query: Tensor, key: Tensor, value: Tensor, attn_mask: Tensor | None = None, dropout_p: Any = 0.0,
    is_causal: Any = False, scale: Any = None, enable_gqa: bool = False,
) -> Application:  # fmt: skip
    masks = () if attn_mask is None else (attn_mask,)
    return Application(ScaledDotProduct(bool(enable_gqa)), (query, key, value, *masks))


@torch.function(*functional_names("embedding"))
def embedding(
    input: Tensor, weight: Tensor, padding_idx: int | None = None, max_norm: Any = None, norm_type: Any = 2.0,
    scale_grad_by_freq: Any = False, sparse: Any = False,
) -> Application:  # fmt: skip
    return Application(Lookup(padding_idx), (input, weight))


@torch.function("torch.embedding")
def torch_embedding(
    weight: Tensor, indices: Tensor, padding_idx: Any = -1, scale_grad_by_freq: Any = False, sparse: Any = False
) -> Application:
    return Application(Lookup(), (indices, weight))


@torch.function(*functional_names("embedding_bag"))
def embedding_bag(
    input: Any, weight: Any, offsets: Any = None, max_norm: Any = None, norm_type: Any = 2,
    scale_grad_by_freq: Any = False, mode: Any = "mean", sparse: Any = False, per_sample_weights: Any = None,
    include_last_offset: Any = False, padding_idx: Any = None,
) -> Undetermined:  # fmt: skip
    return Undetermined(WEIGHTS)


@torch.function(*functional_names("multi_head_attention_forward"))
def multi_head_attention_forward(
    query: Any, key: Any, value: Any, embed_dim_to_check: Any, num_heads: Any, in_proj_weight: Any, in_proj_bias: Any,
    bias_k: Any, bias_v: Any, add_zero_attn: Any, dropout_p: Any, out_proj_weight: Any, out_proj_bias: Any,
    training: Any = True, key_padding_mask: Any = None, need_weights: Any = True, attn_mask: Any = None,
    use_separate_proj_weight: Any = False, q_proj_weight: Any = None, k_proj_weight: Any = None,
    v_proj_weight: Any = None, static_k: Any = None, static_v: Any = None, average_attn_weights: Any = True,
    is_causal: Any = False,
) -> Undetermined:  # fmt: skip
    return Undetermined(WEIGHTS)
