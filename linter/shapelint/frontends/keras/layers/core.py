"""Core layers: https://keras.io/api/layers/core_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.activations import activation_operation
from shapelint.frontends.keras.checks import check_positive, first_refusal, once_called, refuse
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
    activation: object = None,
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    bias_constraint: object = None,
    lora_rank: object = None,
    lora_alpha: object = None,
    quantization_config: object = None,
    **kwargs: object,
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
    activation: object = None,
    bias_axes: str | None = None,
    kernel_initializer: object = "glorot_uniform",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    bias_regularizer: object = None,
    kernel_constraint: object = None,
    bias_constraint: object = None,
    lora_rank: object = None,
    lora_alpha: object = None,
    gptq_unpacked_column_size: object = None,
    quantization_config: object = None,
    **kwargs: object,
) -> LayerResult:
    parts = parse_equation(equation)
    if parts is None:
        text = "the equation has a form such as 'ab,bc->ac' or '...b,bc->...c'"
        return once_called(refuse("equation", text, equation)) or Undetermined(text)
    sizes = _einsum_output(output_shape)
    if sizes is None:
        return Undetermined("the output shape is not known")
    return EinsumProjection(parts, sizes, bias_axes)


@keras.layer("keras.layers.Embedding")
def embedding(
    input_dim: int,
    output_dim: int,
    embeddings_initializer: object = "uniform",
    embeddings_regularizer: object = None,
    embeddings_constraint: object = None,
    mask_zero: object = False,
    weights: object = None,
    lora_rank: object = None,
    lora_alpha: object = None,
    quantization_config: object = None,
    **kwargs: object,
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
    embeddings_initializer: object = "uniform",
    embeddings_regularizer: object = None,
    embeddings_constraint: object = None,
    mask_zero: object = False,
    reverse_dtype: object = None,
    logit_soft_cap: object = None,
    **kwargs: object,
) -> LayerResult:
    if not tie_weights:
        return Undetermined("an embedding with weights of its own for the way back")
    wrong = first_refusal(check_positive("input_dim", input_dim), check_positive("output_dim", output_dim))
    return wrong or Embedding(input_dim, output_dim, name="embeddings")


@keras.layer("keras.layers.Activation")
def activation(activation: Any, **kwargs: object) -> LayerResult:
    return activation_operation(activation)


@keras.layer("keras.layers.Identity")
def identity(**kwargs: object) -> LayerResult:
    return ShapePreservingWithRank("identity")


@keras.layer("keras.layers.Masking")
def masking(mask_value: object = 0.0, **kwargs: object) -> LayerResult:
    return ShapePreservingWithRank("masking", minimum_rank=1)


@keras.layer("keras.layers.InputLayer")
def input_layer(
    shape: object = None,
    batch_size: object = None,
    dtype: object = None,
    sparse: object = None,
    ragged: object = None,
    batch_shape: object = None,
    input_tensor: object = None,
    optional: object = False,
    name: object = None,
    **kwargs: object,
) -> LayerResult:
    return ShapePreservingWithRank("input")
