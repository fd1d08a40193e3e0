"""Recurrent layers as torch has them: stacked, in one or both directions, with all states going in and coming out.

https://pytorch.org/docs/stable/generated/torch.nn.LSTM.html, .../torch.nn.GRU.html, .../torch.nn.RNN.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import rank_requirement, render_shape, unknown_shape, unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import at_least, refused
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal, less, product

GATES = {"rnn": 1, "gru": 3, "lstm": 4}


def input_requirement(expected: Size, shape: Shape) -> tuple[Requirement, ...]:
    """That the last axis has the declared number of features."""
    verdict = equal(expected, shape[-1])
    text = f"the last axis of the input must have the size {expected}"
    return (
        Requirement(Kind.RECURRENT_INPUT, verdict, expected, shape[-1], "==", "input_size", 0, len(shape) - 1, text),
    )


def state_requirements(expected: Shape, given: TensorType, operand: int) -> tuple[Requirement, ...]:
    """That an initial state has exactly the shape that the layer's settings and its input ask for."""
    if given.shape is None:
        return ()
    text = f"the initial state must have the shape {render_shape(expected)}, not {render_shape(given.shape)}"
    if len(given.shape) != len(expected):
        rank = Requirement(
            Kind.RECURRENT_INPUT, Verdict.FAILS, len(expected), len(given.shape), "==", "hx", operand, None, text
        )
        return (rank,)
    return tuple(
        Requirement(Kind.RECURRENT_INPUT, verdict, size, own, "==", "hx", operand, axis, text)
        for axis, (size, own) in enumerate(zip(expected, given.shape, strict=True))
        if (verdict := equal(size, own)) is not Verdict.HOLDS
    )


@dataclass(frozen=True, slots=True)
class Recurrent(Operation):
    """A stack of recurrent layers over (L, N, input_size), (N, L, input_size) with `batch_first`, or (L, input_size).
    The inputs after the first are the initial states. The outputs are the top layer's output at every step and the last
    states: one, or for an "lstm" the hidden state and the cell's. `projection` is the size that an LSTM's hidden state
    is projected to, 0 for none. `bias` is None when not known."""

    kind: str
    input_size: Size
    hidden_size: Size
    layers: Size = 1
    bias: bool | None = True
    batch_first: bool = False
    bidirectional: bool = False
    projection: Size = 0

    @property
    def directions(self) -> int:
        return 2 if self.bidirectional else 1

    @property
    def output_size(self) -> Size:
        return self.hidden_size if self.projection == 0 else self.projection

    def multitude(self) -> int:
        return self.layers if isinstance(self.layers, int) else 1

    def validate(self) -> tuple[Requirement, ...]:
        sizes = (("input_size", self.input_size), ("hidden_size", self.hidden_size), ("num_layers", self.layers))
        found = [r for name, size in sizes for r in at_least(1, size, name)]
        if self.projection != 0:
            if self.kind != "lstm":
                found.append(refused("proj_size", 0, str(self.projection), "only an LSTM has a projection"))
            if less(self.projection, self.hidden_size) is Verdict.FAILS:
                text = "proj_size must be smaller than hidden_size"
                found.append(refused("proj_size", f"less than {self.hidden_size}", str(self.projection), text))
            found += at_least(0, self.projection, "proj_size")
        return tuple(found)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        states = 2 if self.kind == "lstm" else 1
        required = rank_requirement(given, (2, 3))
        shape = self._from_state(inputs) if given.shape is None else given.shape
        if shape is None or (required is not None and required.verdict is Verdict.FAILS):
            unknown = given.with_shape(None)
            return Inference((unknown,) * (1 + states), () if required is None else (required,))
        requirements = input_requirement(self.input_size, shape) + self._steps(shape)
        batch = () if len(shape) == 2 else (shape[0] if self.batch_first else shape[1],)
        depth = self.directions * self.layers
        hidden: Shape = (depth, *batch, self.output_size)
        cell: Shape = (depth, *batch, self.hidden_size)
        for operand, (expected, state) in enumerate(zip((hidden, cell), inputs[1:], strict=False), 1):
            requirements += state_requirements(expected, state, operand)
        output = given.with_shape((*shape[:-1], self.directions * self.output_size))
        last = tuple(given.with_shape(s) for s in (hidden, cell)[:states])
        return Inference((output, *last), requirements)

    def _from_state(self, inputs: Sequence[TensorType]) -> Shape | None:
        """What an initial state of known rank says of an input of which nothing is known."""
        state = inputs[1].shape if len(inputs) > 1 else None
        if state is None or len(state) not in (2, 3):
            return None
        lengths = unknown_shape(1) if len(state) == 2 else (unknown_size(), state[1])
        return (*(reversed(lengths) if self.batch_first else lengths), self.input_size)

    def _steps(self, shape: Shape) -> tuple[Requirement, ...]:
        """That there is at least one step."""
        axis = 1 if self.batch_first and len(shape) == 3 else 0
        if equal(shape[axis], 0) is not Verdict.HOLDS:
            return ()
        text = "a sequence has at least one step"
        return (Requirement(Kind.RECURRENT_INPUT, Verdict.FAILS, 1, 0, ">=", None, 0, axis, text),)

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.bias is None or not isinstance(self.layers, int):
            return None
        found: dict[str, Shape] = {}
        gates = GATES[self.kind] * self.hidden_size
        for layer in range(self.layers):
            size = self.input_size if layer == 0 else self.directions * self.output_size
            for suffix in ("", "_reverse")[: self.directions]:
                end = f"_l{layer}{suffix}"
                found[f"weight_ih{end}"] = (gates, size)
                found[f"weight_hh{end}"] = (gates, self.output_size)
                if self.bias:
                    found[f"bias_ih{end}"] = found[f"bias_hh{end}"] = (gates,)
                if self.projection != 0:
                    found[f"weight_hr{end}"] = (self.projection, self.hidden_size)
        return found

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        weights, shape = self.parameters(), inputs[0].shape
        if weights is None or not shape:
            return None
        each: Size = 0
        for name, size in weights.items():
            if name.startswith("weight"):
                each = each + product(size)
        return each * product(shape[:-1])

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None, self.input_size) if position == 0 else None


@dataclass(frozen=True, slots=True)
class RecurrentStep(Operation):
    """One step of a recurrent layer on (N, input_size) or (input_size,), from the states after the first input; out
    come the new states. `activation` is that of an "rnn", None when not known.

    https://pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
    """

    kind: str
    input_size: Size
    hidden_size: Size
    bias: bool | None = True
    activation: str | None = "tanh"

    def validate(self) -> tuple[Requirement, ...]:
        sizes = (("input_size", self.input_size), ("hidden_size", self.hidden_size))
        return tuple(r for name, size in sizes for r in at_least(0, size, name))

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        states = 2 if self.kind == "lstm" else 1
        required = rank_requirement(given, (1, 2))
        if given.shape is None or (required is not None and required.verdict is Verdict.FAILS):
            return Inference((given.with_shape(None),) * states, () if required is None else (required,))
        requirements = input_requirement(self.input_size, given.shape)
        state: Shape = (*given.shape[:-1], self.hidden_size)
        if any(self._is_square(initial, state) for initial in inputs[1:]):
            return Inference((given.with_shape(None),) * states, requirements)
        for operand, initial in enumerate(inputs[1:], 1):
            requirements += state_requirements(state, initial, operand)
        return Inference((given.with_shape(state),) * states, requirements)

    def _is_square(self, initial: TensorType, state: Shape) -> bool:
        """Whether a state may be (hidden_size, hidden_size) for an input without a batch: torch adds the batch to both
        and then checks the wrong axis, so that some cells run on it."""
        shape = initial.shape
        if shape is None or len(shape) != 2 or len(state) != 1:
            return False
        return all(equal(size, self.hidden_size) is not Verdict.FAILS for size in shape)

    def parameters(self) -> Mapping[str, Shape] | None:
        return None if self.bias is None else dict(self._weights(self.bias))

    def _weights(self, bias: bool) -> Iterator[tuple[str, Shape]]:
        gates = GATES[self.kind] * self.hidden_size
        yield "weight_ih", (gates, self.input_size)
        yield "weight_hh", (gates, self.hidden_size)
        if bias:
            yield "bias_ih", (gates,)
            yield "bias_hh", (gates,)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        shape = inputs[0].shape
        if not shape:
            return None
        gates = GATES[self.kind] * self.hidden_size
        return gates * (self.input_size + self.hidden_size) * product(shape[:-1])

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, self.input_size) if position == 0 else None
