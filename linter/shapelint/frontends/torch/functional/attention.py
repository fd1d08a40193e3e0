"""torch.nn.functional's attention and sparse functions: https://docs.pytorch.org/docs/stable/nn.functional.html#attention-mechanisms."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.attention import ScaledDotProduct
from shapelint.ops.embedding import Lookup


@torch.function(*functional_names("scaled_dot_product_attention"))
def scaled_dot_product_attention(
    query: Tensor, key: Tensor, value: Tensor, attn_mask: Tensor | None = None, dropout_p: Any = 0.0,
    is_causal: Any = False, scale: Any = None, enable_gqa: bool = False,
) -> Application:  # fmt: skip
    masks = () if attn_mask is None else (attn_mask,)
    return Application(ScaledDotProduct(bool(enable_gqa)), (query, key, value, *masks))


@torch.function(*functional_names("embedding"))
def embedding(
    input: Tensor, weight: Tensor, padding_idx: Any = None, max_norm: Any = None, norm_type: Any = 2.0,
    scale_grad_by_freq: Any = False, sparse: Any = False,
) -> Application:  # fmt: skip
    return Application(Lookup(), (input, weight))


@torch.function("torch.embedding")
def torch_embedding(
    weight: Tensor, indices: Tensor, padding_idx: Any = -1, scale_grad_by_freq: Any = False, sparse: Any = False
) -> Application:
    return Application(Lookup(), (indices, weight))


@torch.function(*functional_names("multi_head_attention_forward"), *functional_names("embedding_bag"))
def not_modelled(*arguments: Any, **keywords: Any) -> Undetermined:
    return Undetermined("a function with the weights of a layer among its arguments")
