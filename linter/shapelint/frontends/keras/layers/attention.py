"""Attention layers: https://keras.io/api/layers/attention_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import check_choice, check_positive, first_refusal, refuse
from shapelint.frontends.keras.vocabulary import LayerResult, keras, tensor_of, tensors_of
from shapelint.interpret.api.coercions import Flag, Sizes
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor
from shapelint.ops.attention.multi_head_projection import HeadAttention, ScoreAttention
from shapelint.ops.operation import Operation
from shapelint.symbolic import Verdict, divides


def _attended(operation: Operation, tensors: tuple[Tensor, ...], scores: object) -> Application | Undetermined:
    """The output, with the attention weights beside it if they are asked for."""
    if not isinstance(scores, bool):
        return Undetermined("whether the attention scores are returned is not known")
    return Application(operation, tensors, None if scores else lambda output, weights: output)


def call_heads(
    operation: Operation,
    query: Any,
    value: Any,
    key: Any = None,
    query_mask: object = None,
    value_mask: object = None,
    key_mask: object = None,
    attention_mask: object = None,
    return_attention_scores: Any = False,
    training: object = None,
    use_causal_mask: object = False,
) -> Application | Undetermined:
    given = [tensor_of(v) for v in ((query, value) if key is None else (query, value, key))]
    tensors = tuple(t for t in given if t is not None)
    if len(tensors) < len(given):
        return Undetermined("the layer is called on something that is not a tensor")
    return _attended(operation, tensors, return_attention_scores)


def call_scores(
    operation: Operation,
    inputs: Any,
    mask: object = None,
    training: object = False,
    return_attention_scores: Any = False,
    use_causal_mask: object = False,
) -> Application | Rejected | Undetermined:
    tensors = tensors_of(inputs)
    if tensors is None:
        return Undetermined("the list of query, value and key is not known")
    if len(tensors) not in (2, 3):
        text = "attention is called on a list of query, value and possibly key"
        return Rejected(Kind.ATTENTION, "inputs", text, "2 or 3", len(tensors))
    return _attended(operation, tensors, return_attention_scores)


@keras.layer("keras.layers.MultiHeadAttention", call=call_heads)
def multi_head_attention(
    num_heads: int,
    key_dim: int,
    value_dim: int | None = None,
    dropout: object = 0.0,
    use_bias: Flag = True,
    output_shape: Sizes | None = None,
    attention_axes: object = None,
    sliding_window: int | None = None,
    flash_attention: object = None,
    kernel_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    bias_constraint: object = None,
    use_gate: Flag = False,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    wrong = first_refusal(
        check_positive("num_heads", num_heads),
        check_positive("key_dim", key_dim),
        None if value_dim is None else check_positive("value_dim", value_dim),
        None if sliding_window is None else check_positive("sliding_window", sliding_window),
    )
    size = key_dim if value_dim is None else value_dim
    return wrong or HeadAttention(num_heads, key_dim, size, output_shape or None, bias=use_bias, gate=use_gate)


@keras.layer("keras.layers.GroupQueryAttention", call=call_heads)
def group_query_attention(
    head_dim: int,
    num_query_heads: int,
    num_key_value_heads: int,
    dropout: object = 0.0,
    use_bias: Flag = True,
    sliding_window: object = None,
    flash_attention: object = None,
    kernel_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    bias_constraint: object = None,
    use_gate: Flag = False,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    wrong = first_refusal(
        check_positive("head_dim", head_dim),
        check_positive("num_query_heads", num_query_heads),
        check_positive("num_key_value_heads", num_key_value_heads),
    )
    if wrong is not None:
        return wrong
    if divides(num_key_value_heads, num_query_heads) is Verdict.FAILS:
        text = "num_query_heads must be divisible by num_key_value_heads"
        return refuse("num_query_heads", text, num_query_heads, num_key_value_heads)
    return HeadAttention(
        num_query_heads,
        head_dim,
        head_dim,
        key_heads=num_key_value_heads,
        bias=use_bias,
        gate=use_gate,
        rank=3,
        same_features=True,
    )


@keras.layer("keras.layers.Attention", call=call_scores)
def attention(
    use_scale: Flag = False,
    score_mode: str = "dot",
    dropout: object = 0.0,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return check_choice("score_mode", score_mode, ("dot", "concat")) or ScoreAttention(score_mode, use_scale)


@keras.layer("keras.layers.AdditiveAttention", call=call_scores)
def additive_attention(use_scale: Flag = True, dropout: object = 0.0, **kwargs: object) -> LayerResult:
    return ScoreAttention("additive", use_scale)
