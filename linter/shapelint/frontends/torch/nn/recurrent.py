"""torch.nn's recurrent layers: https://docs.pytorch.org/docs/stable/nn.html#recurrent-layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.frontends.torch.nn.packing import packed, padded_of
from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Flag, as_tensor, elements
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Kind, Tensor
from shapelint.ops.recurrent.rnn import Recurrent, RecurrentStep
from shapelint.records import replace

Layer = Recurrent | Rejected | Undetermined
Answer = Application | Rejected | Undetermined
BASE = "torch.nn.modules.rnn.RNNBase"
CELL_BASE = "torch.nn.modules.rnn.RNNCellBase"


def output_and_state(output: object, *states: object) -> object:
    """(output, h) or (output, (h, c))."""
    return output, states[0] if len(states) == 1 else states


def states_of(kind: str, hx: object) -> tuple[Tensor, ...] | Rejected:
    """The initial states: one tensor, or for an LSTM a pair; none where they are not known."""
    found = elements(hx)
    if kind != "lstm":
        if found is not None:
            text = "the initial state is one tensor"
            return Rejected(Kind.RECURRENT_INPUT, "hx", text, "a tensor", f"{len(found)} values")
        return (hx,) if isinstance(hx, Tensor) else ()
    if isinstance(hx, Tensor):
        text = "the initial state is a pair (h_0, c_0)"
        return Rejected(Kind.RECURRENT_INPUT, "hx", text, "a pair of tensors", "a tensor")
    if found is None:
        return ()
    if len(found) != 2:
        text = "the initial state is a pair (h_0, c_0)"
        return Rejected(Kind.RECURRENT_INPUT, "hx", text, "a pair of tensors", f"{len(found)} values")
    tensors = tuple(t for t in map(as_tensor, found) if isinstance(t, Tensor))
    return tensors if len(tensors) == 2 else ()


def call_recurrent(operation: Recurrent, input: Any, hx: Any = None) -> Answer:
    padded = padded_of(input)
    if padded is not None:
        return call_packed(replace(operation, batch_first=False), padded, hx)
    if not isinstance(input, Tensor):
        return Undetermined(input.reason if isinstance(input, Unknown) else "a sequence that is not a tensor")
    states = states_of(operation.kind, hx)
    return states if isinstance(states, Rejected) else Application(operation, (input, *states), output_and_state)


def call_packed(operation: Recurrent, padded: Tensor, hx: object) -> Answer:
    """The layer over packed sequences gives packed ones, whatever the layout of its tensors is."""
    states = states_of(operation.kind, hx)
    if isinstance(states, Rejected):
        return states
    inputs = (padded, *states)
    return Application(operation, inputs, lambda output, *last: output_and_state(packed(output), *last))


def call_step(operation: RecurrentStep, input: Tensor, hx: Any = None) -> Answer:
    found = elements(hx)
    no_pair = operation.kind == "lstm" and (isinstance(hx, Tensor) or (found is not None and len(found) != 2))
    if no_pair and (input.shape is None or len(input.shape) != 2):  # without a batch the first two of anything will do
        return Undetermined("an initial state that is not a pair")
    states = states_of(operation.kind, hx)
    return states if isinstance(states, Rejected) else Application(operation, (input, *states))


def call_simple_step(operation: RecurrentStep, input: Tensor, hx: Any = None) -> Answer:
    """The activation is looked at no sooner than in the call."""
    if operation.activation not in (None, "tanh", "relu"):
        return unknown_activation(operation.activation)
    return call_step(operation, input, hx)


def unknown_activation(name: str) -> Rejected:
    text = "nonlinearity is tanh or relu"
    return Rejected(Kind.HYPERPARAMETER, "nonlinearity", text, "tanh or relu", name)


def switch(value: object, argument: str) -> bool | Rejected | None:
    """A parameter that must be exactly a bool; None when its value is not known."""
    if isinstance(value, bool):
        return value
    if value is None or isinstance(value, (int, float, str)):
        text = f"{argument} must be True or False"
        return Rejected(Kind.HYPERPARAMETER, argument, text, "a bool", str(value))
    return None


def unlikely(dropout: object) -> Rejected | None:
    """That the dropout is a probability."""
    known = dropout is None or isinstance(dropout, (bool, int, float, str))
    if known and (isinstance(dropout, (bool, str)) or dropout is None or not 0 <= dropout <= 1):  # type: ignore[operator]
        text = "dropout must be a number from 0 to 1"
        return Rejected(Kind.HYPERPARAMETER, "dropout", text, "from 0 to 1", str(dropout))
    return None


def recurrent(
    kind: str,
    sizes: tuple[Any, Any, Any],
    bias: object,
    batch_first: object,
    dropout: object,
    bidirectional: object,
    projection: Any = 0,
) -> Layer:
    """A recurrent layer, or why torch refuses it."""
    with_bias, first = switch(bias, "bias"), switch(batch_first, "batch_first")
    both = switch(bidirectional, "bidirectional")
    refused = unlikely(dropout)
    for answer in (refused, with_bias, first):
        if isinstance(answer, Rejected):
            return answer
    if not isinstance(projection, int):
        return Undetermined("whether the layer has a projection is not known")
    if not isinstance(first, bool) or not isinstance(both, bool):
        return Undetermined("the layout of the layer is not known")
    return Recurrent(kind, *sizes, None if isinstance(with_bias, Rejected) else with_bias, first, both, projection)


@torch.layer(*layer_names("rnn", "RNN"), call=call_recurrent, bases=(BASE,))
def rnn(
    input_size: int, hidden_size: int, num_layers: int = 1, nonlinearity: Any = "tanh", bias: Any = True,
    batch_first: Any = False, dropout: Any = 0.0, bidirectional: Any = False, device: object = None,
    dtype: object = None,
) -> Layer:  # fmt: skip
    if nonlinearity not in ("tanh", "relu") and isinstance(nonlinearity, (str, int, float)):
        return unknown_activation(str(nonlinearity))
    return recurrent("rnn", (input_size, hidden_size, num_layers), bias, batch_first, dropout, bidirectional)


@torch.layer(*layer_names("rnn", "GRU"), call=call_recurrent, bases=(BASE,))
def gru(
    input_size: int, hidden_size: int, num_layers: int = 1, bias: Any = True, batch_first: Any = False,
    dropout: Any = 0.0, bidirectional: Any = False, device: object = None, dtype: object = None,
) -> Layer:  # fmt: skip
    return recurrent("gru", (input_size, hidden_size, num_layers), bias, batch_first, dropout, bidirectional)


@torch.layer(*layer_names("rnn", "LSTM"), call=call_recurrent, bases=(BASE,))
def lstm(
    input_size: int, hidden_size: int, num_layers: int = 1, bias: Any = True, batch_first: Any = False,
    dropout: Any = 0.0, bidirectional: Any = False, proj_size: int = 0, device: object = None, dtype: object = None,
) -> Layer:  # fmt: skip
    sizes = input_size, hidden_size, num_layers
    return recurrent("lstm", sizes, bias, batch_first, dropout, bidirectional, proj_size)


@torch.layer(*layer_names("rnn", "RNNCell"), call=call_simple_step, bases=(CELL_BASE,))
def rnn_cell(
    input_size: int, hidden_size: int, bias: Flag = True, nonlinearity: Any = "tanh", device: object = None,
    dtype: object = None,
) -> RecurrentStep:  # fmt: skip
    activation = str(nonlinearity) if isinstance(nonlinearity, (str, int, float)) else None
    return RecurrentStep("rnn", input_size, hidden_size, bias, activation)


def declare_cell(name: str, kind: str) -> Callable[..., object]:
    @torch.layer(*layer_names("rnn", name), call=call_step, bases=(CELL_BASE,))
    def cell(
        input_size: int, hidden_size: int, bias: Flag = True, device: object = None, dtype: object = None
    ) -> RecurrentStep:
        return RecurrentStep(kind, input_size, hidden_size, bias)

    return cell


declare_cell("GRUCell", "gru")
declare_cell("LSTMCell", "lstm")
