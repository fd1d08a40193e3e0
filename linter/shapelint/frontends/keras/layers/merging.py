"""Merging layers and their functional forms: https://keras.io/api/layers/merging_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import refuse
from shapelint.frontends.keras.vocabulary import LayerResult, keras, tensors_of
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor
from shapelint.ops.layout.merge_layers import BatchDot, ConcatenateSamples, Merge
from shapelint.ops.operation import Operation


def call_merge(
    operation: Operation, inputs: Any, training: object = None, mask: object = None
) -> Application | Rejected | Undetermined:
    """The call of a merging layer: a list of tensors in."""
    if isinstance(inputs, Tensor) and inputs.is_assumed:
        return Undetermined("an input that a merging layer is called on, which must be a list")
    if isinstance(inputs, Tensor):
        return Rejected(
            Kind.OPERANDS, "inputs", "a merging layer is called on a list of tensors", "a list", "one tensor"
        )
    tensors = tensors_of(inputs)
    return Undetermined("the list of tensors is not known") if tensors is None else Application(operation, tensors)


def _dot(axes: object) -> LayerResult:
    if isinstance(axes, int):
        return BatchDot((axes, axes), modulo=True)
    found = elements(axes)
    if found is None:
        return Undetermined("the axes are not known")
    if len(found) != 2:
        return refuse("axes", "axes is an int or two", len(found), 2)
    one, other = found
    if not isinstance(one, int) or not isinstance(other, int):
        return Undetermined("an axis is not known")
    return BatchDot((one, other))


@keras.layer("keras.layers.Add", call=call_merge)
def add(**kwargs: object) -> LayerResult:
    return Merge("add")


@keras.layer("keras.layers.Subtract", call=call_merge)
def subtract(**kwargs: object) -> LayerResult:
    return Merge("subtract", 2)


@keras.layer("keras.layers.Multiply", call=call_merge)
def multiply(**kwargs: object) -> LayerResult:
    return Merge("multiply")


@keras.layer("keras.layers.Average", call=call_merge)
def average(**kwargs: object) -> LayerResult:
    return Merge("average")


@keras.layer("keras.layers.Maximum", call=call_merge)
def maximum(**kwargs: object) -> LayerResult:
    return Merge("maximum")


@keras.layer("keras.layers.Minimum", call=call_merge)
def minimum(**kwargs: object) -> LayerResult:
    return Merge("minimum")


@keras.layer("keras.layers.Concatenate", call=call_merge)
def concatenate(axis: Any = -1, **kwargs: object) -> LayerResult:
    return ConcatenateSamples(axis, argument="axis") if isinstance(axis, int) else Undetermined("the axis is not known")


@keras.layer("keras.layers.Dot", call=call_merge)
def dot(axes: Any, normalize: object = False, **kwargs: object) -> LayerResult:
    return _dot(axes)


@keras.function("keras.layers.add")
def add_function(inputs: Any, **kwargs: object) -> Application | Rejected | Undetermined:
    return call_merge(Merge("add"), inputs)


@keras.function("keras.layers.subtract")
def subtract_function(inputs: Any, **kwargs: object) -> Application | Rejected | Undetermined:
    return call_merge(Merge("subtract", 2), inputs)


@keras.function("keras.layers.multiply")
def multiply_function(inputs: Any, **kwargs: object) -> Application | Rejected | Undetermined:
    return call_merge(Merge("multiply"), inputs)


@keras.function("keras.layers.average")
def average_function(inputs: Any, **kwargs: object) -> Application | Rejected | Undetermined:
    return call_merge(Merge("average"), inputs)


@keras.function("keras.layers.maximum")
def maximum_function(inputs: Any, **kwargs: object) -> Application | Rejected | Undetermined:
    return call_merge(Merge("maximum"), inputs)


@keras.function("keras.layers.minimum")
def minimum_function(inputs: Any, **kwargs: object) -> Application | Rejected | Undetermined:
    return call_merge(Merge("minimum"), inputs)


@keras.function("keras.layers.concatenate")
def concatenate_function(inputs: Any, axis: Any = -1, **kwargs: object) -> Application | Rejected | Undetermined:
    if not isinstance(axis, int):
        return Undetermined("the axis is not known")
    return call_merge(ConcatenateSamples(axis, argument="axis"), inputs)


@keras.function("keras.layers.dot")
def dot_function(inputs: Any, axes: Any = -1, **kwargs: object) -> Application | Rejected | Undetermined:
    operation = _dot(axes)
    return operation if isinstance(operation, (Rejected, Undetermined)) else call_merge(operation, inputs)
