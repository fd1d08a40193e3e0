"""torch.nn's recurrent layers: https://docs.pytorch.org/docs/stable/nn.html#recurrent-layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.arguments import Flag, as_tensor, elements
from shapelint.interpret.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor
from shapelint.ops.recurrent import Recurrent, RecurrentStep

Layer = Recurrent | Rejected | Undetermined


def states_of(hx: object) -> tuple[Tensor, ...]:
    """The initial states, given as one tensor or a pair; none where they are not known."""
    if isinstance(hx, Tensor):
        return (hx,)
    found = tuple(as_tensor(item) for item in elements(hx) or ())
    return tuple(t for t in found if isinstance(t, Tensor)) if all(isinstance(t, Tensor) for t in found) else ()


def output_and_state(output: object, *states: object) -> object:
    """(output, h) or (output, (h, c))."""
    return output, states[0] if len(states) == 1 else states


def call_recurrent(operation: Recurrent, input: Tensor, hx: Any = None) -> Application:
    return Application(operation, (input, *states_of(hx)), output_and_state)


def call_step(operation: RecurrentStep, input: Tensor, hx: Any = None) -> Application:
    return Application(operation, (input, *states_of(hx)))


def recurrent(kind: str, dropout: object, sizes: tuple[Any, Any, Any], **settings: Any) -> Layer:
    """A recurrent layer, or why torch refuses it."""
    if isinstance(dropout, (int, float)) and not 0 <= dropout <= 1:
        return Rejected(Kind.HYPERPARAMETER, "dropout", "dropout must be a probability", "from 0 to 1", dropout)
    if not isinstance(settings.get("projection", 0), int):
        return Undetermined("whether the layer has a projection is not known")
    return Recurrent(kind, *sizes, **settings)


@torch.layer(*layer_names("rnn", "RNN"), call=call_recurrent)
def rnn(
    input_size: int, hidden_size: int, num_layers: int = 1, nonlinearity: Any = "tanh", bias: Flag = True,
    batch_first: bool = False, dropout: Any = 0.0, bidirectional: bool = False, device: Any = None, dtype: Any = None,
) -> Layer:  # fmt: skip
    return recurrent(
        "rnn", dropout, (input_size, hidden_size, num_layers),
        bias=bias, batch_first=bool(batch_first), bidirectional=bool(bidirectional),
    )  # fmt: skip


@torch.layer(*layer_names("rnn", "GRU"), call=call_recurrent)
def gru(
    input_size: int, hidden_size: int, num_layers: int = 1, bias: Flag = True, batch_first: bool = False,
    dropout: Any = 0.0, bidirectional: bool = False, device: Any = None, dtype: Any = None,
) -> Layer:  # fmt: skip
    return recurrent(
        "gru", dropout, (input_size, hidden_size, num_layers),
        bias=bias, batch_first=bool(batch_first), bidirectional=bool(bidirectional),
    )  # fmt: skip


@torch.layer(*layer_names("rnn", "LSTM"), call=call_recurrent)
def lstm(
    input_size: int, hidden_size: int, num_layers: int = 1, bias: Flag = True, batch_first: bool = False,
    dropout: Any = 0.0, bidirectional: bool = False, proj_size: int = 0, device: Any = None, dtype: Any = None,
) -> Layer:  # fmt: skip
    return recurrent(
        "lstm", dropout, (input_size, hidden_size, num_layers),
        bias=bias, batch_first=bool(batch_first), bidirectional=bool(bidirectional), projection=proj_size,
    )  # fmt: skip


@torch.layer(*layer_names("rnn", "RNNCell"), call=call_step)
def rnn_cell(
    input_size: int, hidden_size: int, bias: Flag = True, nonlinearity: Any = "tanh", device: Any = None,
    dtype: Any = None,
) -> RecurrentStep:  # fmt: skip
    return RecurrentStep("rnn", input_size, hidden_size, bias)


def declare_cell(name: str, kind: str) -> Callable[..., object]:
    @torch.layer(*layer_names("rnn", name), call=call_step)
    def cell(input_size: int, hidden_size: int, bias: Flag = True, device: Any = None, dtype: Any = None) -> RecurrentStep:
        return RecurrentStep(kind, input_size, hidden_size, bias)

    return cell


declare_cell("GRUCell", "gru")
declare_cell("LSTMCell", "lstm")


@torch.function(
    *(
        f"torch.nn.utils.rnn.{name}"
        for name in ("pack_padded_sequence", "pad_packed_sequence", "pack_sequence", "pad_sequence", "unpad_sequence")
    )
)
def packing(*arguments: Any, **keywords: Any) -> Undetermined:
    return Undetermined("sequences of different lengths")
