"""Layers that hold another layer: https://keras.io/api/layers/recurrent_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import check_choice
from shapelint.frontends.keras.vocabulary import LayerResult, keras, operation_of, tensor_of, tensors_of
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Instance
from shapelint.ir import Tensor
from shapelint.ops.operation import Operation
from shapelint.ops.recurrent.cells import Recurrence
from shapelint.ops.recurrent.conv_rnn import ConvolutionalRecurrence
from shapelint.ops.structural.wrappers import BothDirections, Foreign, wrap_time_distributed


def call_recurrent(
    operation: Operation, sequences: Any, initial_state: Any = None, mask: object = None, training: object = None
) -> Application | Undetermined:
    """The call of a recurrent layer: a sequence, and the states that it starts from."""
    given = tensor_of(sequences)
    if given is None:
        return Undetermined("the layer is called on something that is not a tensor")
    states: tuple[Tensor, ...] | None = ()
    if initial_state is not None:
        states = (initial_state,) if isinstance(initial_state, Tensor) else tensors_of(initial_state)
    return Application(operation, (given, *(states or ())))


@keras.layer("keras.layers.TimeDistributed")
def time_distributed(layer: Any, **kwargs: object) -> LayerResult:
    inner = operation_of(layer)
    if inner is None and isinstance(layer, Instance):
        return Foreign("a layer of the program's own, on each step")
    return Undetermined("the wrapped layer is not known") if inner is None else wrap_time_distributed(inner)


@keras.layer("keras.layers.Bidirectional", call=call_recurrent)
def bidirectional(
    layer: Any,
    merge_mode: str | None = "concat",
    weights: object = None,
    backward_layer: Any = None,
    **kwargs: object,
) -> LayerResult:
    if wrong := check_choice("merge_mode", merge_mode, ("sum", "mul", "ave", "concat", None)):
        return wrong
    forward = operation_of(layer)
    backward = forward if backward_layer is None else operation_of(backward_layer)
    if not isinstance(forward, (Recurrence, ConvolutionalRecurrence)) or backward is None:
        return Undetermined("the wrapped layer is not known")
    return BothDirections(forward, backward, merge_mode)
