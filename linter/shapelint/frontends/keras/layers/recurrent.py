"""Recurrent layers and cells: https://keras.io/api/layers/recurrent_layers/."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.checks import (
    check_data_format,
    check_padding,
    check_positive,
    check_stride_or_dilation,
    first_refusal,
    is_channels_last,
)
from shapelint.frontends.keras.convolution_dialects import OF_LAYERS
from shapelint.frontends.keras.layers.wrapping import call_recurrent
from shapelint.frontends.keras.vocabulary import (
    LayerResult,
    keras,
    layer_of_ranks,
    operation_of,
    tensor_of,
    tensors_of,
)
from shapelint.interpret.api.coercions import Flag, elements
from shapelint.interpret.api.ranks import SizeN
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Instance, ListValue
from shapelint.ir import Tensor
from shapelint.ops.operation import Operation
from shapelint.ops.recurrent.cells import Recurrence, RecurrentCell, StackedCells
from shapelint.ops.recurrent.conv_rnn import ConvolutionalRecurrence
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.structural.wrappers import Foreign
from shapelint.symbolic import Size

Sizes = tuple[Size, ...]


def call_cell(
    operation: Operation, inputs: Any, states: Any, training: object = None, **kwargs: object
) -> Application | Undetermined:
    """One step: the output, and the list of the new states."""
    step, given = tensor_of(inputs), tensors_of(states)
    if given is None and isinstance(states, Tensor):
        given = (states,)
    if step is None or given is None:
        return Undetermined("the cell is called on something that is not a tensor and its states")
    return Application(operation, (step, *given), lambda output, *new: (output, ListValue(list(new))))


def _cell(kind: str, units: Size, bias: bool | None, separate_bias: bool = False) -> LayerResult:
    return check_positive("units", units) or RecurrentCell(kind, units, None, bias, separate_bias)


def _stacked(cells: object) -> StackedCells | None:
    """The cells of a list; None unless all of them are known."""
    found = [operation_of(cell) for cell in elements(cells) or ()]
    known = tuple(cell for cell in found if isinstance(cell, RecurrentCell))
    return StackedCells(known) if known and len(known) == len(found) else None


def _recurrence(cell: LayerResult, sequences: bool, states: bool) -> LayerResult:
    return Recurrence(cell, sequences, states) if isinstance(cell, RecurrentCell) else cell


def _convolutional(
    filters: Size,
    kernel_size: Sizes,
    strides: Sizes,
    padding: str,
    data_format: str | None,
    dilation_rate: Sizes,
    bias: bool | None,
    sequences: bool,
    states: bool,
) -> LayerResult:
    wrong = first_refusal(
        check_positive("kernel_size", *kernel_size),
        check_positive("dilation_rate", *dilation_rate),
        check_padding(padding),
        check_data_format(data_format),
        check_stride_or_dilation(strides, dilation_rate),
    )
    if wrong is not None:
        return wrong
    step = Convolution(
        None,
        filters,
        kernel_size,
        strides,
        padding.lower(),
        dilation_rate,
        bias=bias,
        unbatched=False,
        channels_last=is_channels_last(data_format),
        dialect=OF_LAYERS,
    )
    return ConvolutionalRecurrence(step, sequences, states)


@keras.layer("keras.layers.SimpleRNNCell", call=call_cell)
def simple_rnn_cell(
    units: int,
    activation: object = "tanh",
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    recurrent_initializer: object = "orthogonal",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    recurrent_regularizer: object = None,
    bias_regularizer: object = None,
    kernel_constraint: object = None,
    recurrent_constraint: object = None,
    bias_constraint: object = None,
    dropout: object = 0.0,
    recurrent_dropout: object = 0.0,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return _cell("simple", units, use_bias)


@keras.layer("keras.layers.GRUCell", call=call_cell)
def gru_cell(
    units: int,
    activation: object = "tanh",
    recurrent_activation: object = "sigmoid",
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    recurrent_initializer: object = "orthogonal",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    recurrent_regularizer: object = None,
    bias_regularizer: object = None,
    kernel_constraint: object = None,
    recurrent_constraint: object = None,
    bias_constraint: object = None,
    dropout: object = 0.0,
    recurrent_dropout: object = 0.0,
    reset_after: bool = True,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return _cell("gru", units, use_bias, reset_after)


@keras.layer("keras.layers.LSTMCell", call=call_cell)
def lstm_cell(
    units: int,
    activation: object = "tanh",
    recurrent_activation: object = "sigmoid",
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    recurrent_initializer: object = "orthogonal",
    bias_initializer: object = "zeros",
    unit_forget_bias: object = True,
    kernel_regularizer: object = None,
    recurrent_regularizer: object = None,
    bias_regularizer: object = None,
    kernel_constraint: object = None,
    recurrent_constraint: object = None,
    bias_constraint: object = None,
    dropout: object = 0.0,
    recurrent_dropout: object = 0.0,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return _cell("lstm", units, use_bias)


@keras.layer("keras.layers.StackedRNNCells", call=call_cell)
def stacked_rnn_cells(cells: Any, **kwargs: object) -> LayerResult:
    cells_given = _stacked(cells)
    return Undetermined("the cells are not known") if cells_given is None else cells_given


@keras.layer("keras.layers.SimpleRNN", call=call_recurrent)
def simple_rnn(
    units: int,
    activation: object = "tanh",
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    recurrent_initializer: object = "orthogonal",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    recurrent_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    recurrent_constraint: object = None,
    bias_constraint: object = None,
    dropout: object = 0.0,
    recurrent_dropout: object = 0.0,
    return_sequences: bool = False,
    return_state: bool = False,
    go_backwards: object = False,
    stateful: object = False,
    unroll: object = False,
    seed: object = None,
    **kwargs: object,
) -> LayerResult:
    return _recurrence(_cell("simple", units, use_bias), return_sequences, return_state)


@keras.layer("keras.layers.GRU", call=call_recurrent)
def gru(
    units: int,
    activation: object = "tanh",
    recurrent_activation: object = "sigmoid",
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    recurrent_initializer: object = "orthogonal",
    bias_initializer: object = "zeros",
    kernel_regularizer: object = None,
    recurrent_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    recurrent_constraint: object = None,
    bias_constraint: object = None,
    dropout: object = 0.0,
    recurrent_dropout: object = 0.0,
    seed: object = None,
    return_sequences: bool = False,
    return_state: bool = False,
    go_backwards: object = False,
    stateful: object = False,
    unroll: object = False,
    reset_after: bool = True,
    use_cudnn: object = "auto",
    **kwargs: object,
) -> LayerResult:
    return _recurrence(_cell("gru", units, use_bias, reset_after), return_sequences, return_state)


@keras.layer("keras.layers.LSTM", call=call_recurrent)
def lstm(
    units: int,
    activation: object = "tanh",
    recurrent_activation: object = "sigmoid",
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    recurrent_initializer: object = "orthogonal",
    bias_initializer: object = "zeros",
    unit_forget_bias: object = True,
    kernel_regularizer: object = None,
    recurrent_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    recurrent_constraint: object = None,
    bias_constraint: object = None,
    dropout: object = 0.0,
    recurrent_dropout: object = 0.0,
    seed: object = None,
    return_sequences: bool = False,
    return_state: bool = False,
    go_backwards: object = False,
    stateful: object = False,
    unroll: object = False,
    use_cudnn: object = "auto",
    **kwargs: object,
) -> LayerResult:
    return _recurrence(_cell("lstm", units, use_bias), return_sequences, return_state)


@keras.layer("keras.layers.RNN", call=call_recurrent)
def rnn(
    cell: Any,
    return_sequences: bool = False,
    return_state: bool = False,
    go_backwards: object = False,
    stateful: object = False,
    unroll: object = False,
    zero_output_for_mask: object = False,
    **kwargs: object,
) -> LayerResult:
    known = _stacked(cell) if elements(cell) is not None else operation_of(cell)
    if known is None and isinstance(cell, Instance):
        return Foreign("a cell of the program's own")
    if not isinstance(known, (RecurrentCell, StackedCells)):
        return Undetermined("the cell is not known")
    return Recurrence(known, return_sequences, return_state)


@layer_of_ranks("ConvLSTM{n}D", repeats=False, call=call_recurrent)
def convolutional_lstm(
    filters: int,
    kernel_size: SizeN,
    strides: SizeN = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: SizeN = 1,
    activation: object = "tanh",
    recurrent_activation: object = "sigmoid",
    use_bias: Flag = True,
    kernel_initializer: object = "glorot_uniform",
    recurrent_initializer: object = "orthogonal",
    bias_initializer: object = "zeros",
    unit_forget_bias: object = True,
    kernel_regularizer: object = None,
    recurrent_regularizer: object = None,
    bias_regularizer: object = None,
    activity_regularizer: object = None,
    kernel_constraint: object = None,
    recurrent_constraint: object = None,
    bias_constraint: object = None,
    dropout: object = 0.0,
    recurrent_dropout: object = 0.0,
    seed: object = None,
    return_sequences: bool = False,
    return_state: bool = False,
    go_backwards: object = False,
    stateful: object = False,
    **kwargs: object,
) -> LayerResult:
    return _convolutional(
        filters, kernel_size, strides, padding, data_format, dilation_rate, use_bias, return_sequences, return_state
    )
