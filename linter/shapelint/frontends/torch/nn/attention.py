"""torch.nn.MultiheadAttention: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Flag, as_flag
from shapelint.interpret.api.vocabulary import Application
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor
from shapelint.ops.attention.attention import MultiHeadAttention
from shapelint.records import replace


def given_masks(**masks: Tensor | None) -> tuple[tuple[str, ...], tuple[Tensor, ...]]:
    """The names and the tensors of the masks that a call has."""
    given = {name: mask for name, mask in masks.items() if mask is not None}
    return tuple(given), tuple(given.values())


def call_attention(
    operation: MultiHeadAttention, query: Tensor, key: Tensor, value: Tensor, key_padding_mask: Tensor | None = None,
    need_weights: Any = True, attn_mask: Tensor | None = None, average_attn_weights: Any = True, is_causal: Any = False,
) -> Application:  # fmt: skip
    names, masks = given_masks(key_padding_mask=key_padding_mask, attn_mask=attn_mask)
    causal: Any = as_flag(is_causal)
    operation = replace(operation, masks=names, causal=causal) if names or causal is not False else operation
    inputs = (query, key, value, *masks)
    wanted, averaged = as_flag(need_weights), as_flag(average_attn_weights)
    if wanted is None or (wanted and averaged is None):
        unknown = Unknown("attention weights that depend on an unknown value")
        return Application(replace(operation, weights=False), inputs, lambda output: (output, unknown))
    if not wanted:
        return Application(replace(operation, weights=False), inputs, lambda output: (output, None))
    return Application(operation if averaged else replace(operation, averaged=False), inputs)


@torch.layer(*layer_names("activation", "MultiheadAttention"), call=call_attention)
def multihead_attention(
    embed_dim: int, num_heads: int, dropout: object = 0.0, bias: Flag = True, add_bias_kv: bool = False,
    add_zero_attn: bool = False, kdim: int | None = None, vdim: int | None = None, batch_first: bool = False,
    device: object = None, dtype: object = None,
) -> MultiHeadAttention:  # fmt: skip
    extra = int(bool(add_bias_kv)) + int(bool(add_zero_attn))
    return MultiHeadAttention(embed_dim, num_heads, bias, bool(add_bias_kv), extra, kdim, vdim, bool(batch_first))
