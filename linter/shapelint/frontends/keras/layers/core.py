"""Core layers: https://keras.io/api/layers/core_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.activations import activation_operation
from shapelint.frontends.keras.checks import check_positive, first_refusal, refuse
from shapelint.frontends.keras.vocabulary import LayerResult, call_layer, keras
from shapelint.interpret.api.coercions import Flag, elements
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ops.dense.einsum_dense import EinsumProjection, parse_equation
from shapelint.ops.dense.embedding import Embedding
from shapelint.ops.dense.linear import Linear
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.symbolic import Expression, Size


@keras.layer("keras.layers.Dense")
def dense(
    units: int,
    activation: Any = None,
    use_bias: Flag = True,
    kernel_initializer: Any = "glorot_uniform",
    bias_initializer: Any = "zeros",
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    lora_rank: Any = None,
    lora_alpha: Any = None,
    quantization_config: Any = None,
    **kwargs: Any,
) -> LayerResult:
    wrong = check_positive("units", units)
    return wrong or Linear(
        None, units, use_bias, kernel_last_layout=True, minimum_rank=2, argument=None, out_argument="units"
    )


def _einsum_output(output_shape: object) -> tuple[Size | None, ...] | None:
    """The declared output sizes; None when they are not known."""
    if isinstance(output_shape, (int, Expression)):
        return (output_shape,)
    found = elements(output_shape)
    if found is None or not all(s is None or isinstance(s, (int, Expression)) for s in found):
        return None
    return found  # type: ignore[return-value]


@keras.layer("keras.layers.EinsumDense")
def einsum_dense(
    equation: str,
    output_shape: Any,
    activation: Any = None,
    bias_axes: str | None = None,
    kernel_initializer: Any = "glorot_uniform",
    bias_initializer: Any = "zeros",
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    lora_rank: Any = None,
    lora_alpha: Any = None,
    gptq_unpacked_column_size: Any = None,
    quantization_config: Any = None,
    **kwargs: Any,
) -> LayerResult:
    parts = parse_equation(equation)
    if parts is None:
        return refuse("equation", "the equation has a form such as 'ab,bc->ac' or '...b,bc->...c'", equation)
    sizes = _einsum_output(output_shape)
    if sizes is None:
        return Undetermined("the output shape is not known")
    return EinsumProjection(parts, sizes, bias_axes)


@keras.layer("keras.layers.Embedding")
def embedding(
    input_dim: int,
    output_dim: int,
    embeddings_initializer: Any = "uniform",
    embeddings_regularizer: Any = None,
    embeddings_constraint: Any = None,
    mask_zero: Any = False,
    weights: Any = None,
    lora_rank: Any = None,
    lora_alpha: Any = None,
    quantization_config: Any = None,
    **kwargs: Any,
) -> LayerResult:
    wrong = first_refusal(check_positive("input_dim", input_dim), check_positive("output_dim", output_dim))
    return wrong or Embedding(input_dim, output_dim, name="embeddings")


def call_reversible(operation: Operation, inputs: Any, reverse: Any = False) -> Application | Undetermined:
    """Rows of the table for numbers; the way back to scores is not followed."""
    if reverse is not False:
        return Undetermined("an embedding used backwards")
    return call_layer(operation, inputs)


@keras.layer("keras.layers.ReversibleEmbedding", call=call_reversible)
def reversible_embedding(
    input_dim: int,
    output_dim: int,
    tie_weights: bool = True,
    embeddings_initializer: Any = "uniform",
    embeddings_regularizer: Any = None,
    embeddings_constraint: Any = None,
    mask_zero: Any = False,
    reverse_dtype: Any = None,
    logit_soft_cap: Any = None,
    **kwargs: Any,
) -> LayerResult:
    if not tie_weights:
        return Undetermined("an embedding with weights of its own for the way back")
    wrong = first_refusal(check_positive("input_dim", input_dim), check_positive("output_dim", output_dim))
    return wrong or Embedding(input_dim, output_dim, name="embeddings")


@keras.layer("keras.layers.Activation")
def activation(activation: Any, **kwargs: Any) -> LayerResult:
    return activation_operation(activation)


@keras.layer("keras.layers.Identity")
def identity(**kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("identity")


@keras.layer("keras.layers.Masking")
def masking(mask_value: Any = 0.0, **kwargs: Any) -> LayerResult:
    return ShapePreservingWithRank("masking", minimum_rank=1)


@keras.layer("keras.layers.InputLayer")
def input_layer(
    shape: Any = None,
    batch_size: Any = None,
    dtype: Any = None,
    sparse: Any = None,
    ragged: Any = None,
    batch_shape: Any = None,
    input_tensor: Any = None,
    optional: Any = False,
    name: Any = None,
    **kwargs: Any,
) -> LayerResult:
    return ShapePreservingWithRank("input")
