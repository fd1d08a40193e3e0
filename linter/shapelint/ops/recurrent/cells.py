"""Recurrent cells and what runs them over a sequence, in the form of Keras: a cell maps one step and its states to an
output and new states; a recurrence is one cell, or several stacked, run over (batch, steps, features).

https://keras.io/api/layers/recurrent_layers/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import rank_requirement, render_shape, unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, equal, less_equal, product, render

GATES = {"simple": 1, "gru": 3, "lstm": 4}
STATES = {"simple": 1, "gru": 1, "lstm": 2}


def _features_requirement(expected: Size, actual: Size, operand: int, axis: int) -> tuple[Requirement, ...]:
    verdict = equal(expected, actual)
    if verdict is Verdict.HOLDS:
        return ()
    text = "the weights were made for another number of features"
    return (Requirement(Kind.RECURRENT_INPUT, verdict, expected, actual, "==", None, operand, axis, text),)


@dataclass(frozen=True, slots=True)
class RecurrentCell(Operation):
    """One step of a recurrence. `kind` is "simple", "gru" or "lstm"; with `separate_bias` (GRU's reset_after) input and
    recurrence have a bias each. Inputs are the step and the states; outputs the step's output and the new states."""

    kind: str
    units: Size
    in_features: Size | None = None
    bias: bool | None = True
    separate_bias: bool = False

    @property
    def state_sizes(self) -> tuple[Size, ...]:
        return (self.units,) * STATES[self.kind]

    @property
    def out_features(self) -> Size:
        return self.units

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if not given.shape:
            batch: Size = unknown_size()
            requirements: tuple[Requirement, ...] = ()
        else:
            batch = given.shape[0]
            requirements = self.feature_requirements(given.shape[-1], len(given.shape) - 1)
        out = TensorType((batch, self.units), given.dtype)
        return Inference((out,) * (1 + STATES[self.kind]), requirements)

    def feature_requirements(self, actual: Size, axis: int) -> tuple[Requirement, ...]:
        return () if self.in_features is None else _features_requirement(self.in_features, actual, 0, axis)

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        return self.built(inputs[0].shape[-1]) if inputs[0].shape else self

    def built(self, features: Size) -> RecurrentCell:
        """The cell with its weights made for that many features, unless they are there already."""
        return self if self.in_features is not None else replace(self, in_features=features)

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.in_features is None:
            return None
        wide = self.units * GATES[self.kind]
        shapes: dict[str, Shape] = {"kernel": (self.in_features, wide), "recurrent_kernel": (self.units, wide)}
        if self.bias is None:
            return None
        if self.bias:
            shapes["bias"] = (2, wide) if self.separate_bias else (wide,)
        return shapes

    def step_cost(self) -> Size | None:
        """Multiply-accumulates for one step of one sample."""
        if self.in_features is None:
            return None
        return (self.in_features + self.units) * self.units * GATES[self.kind]

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        step, shape = self.step_cost(), inputs[0].shape
        return None if step is None or not shape else step * product(shape[:-1])


@dataclass(frozen=True, slots=True)
class StackedCells(Operation):
    """Cells of which each takes the one before's output."""

    cells: tuple[RecurrentCell, ...]

    @property
    def state_sizes(self) -> tuple[Size, ...]:
        return tuple(size for cell in self.cells for size in cell.state_sizes)

    @property
    def out_features(self) -> Size:
        return self.cells[-1].out_features

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        requirements = self.feature_requirements(given.shape[-1], len(given.shape) - 1) if given.shape else ()
        batch = given.shape[0] if given.shape else unknown_size()
        out = TensorType((batch, self.out_features), given.dtype)
        states = tuple(TensorType((batch, size), given.dtype) for size in self.state_sizes)
        return Inference((out, *states), requirements)

    def feature_requirements(self, actual: Size, axis: int) -> tuple[Requirement, ...]:
        return self.cells[0].feature_requirements(actual, axis)

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        return self.built(inputs[0].shape[-1]) if inputs[0].shape else self

    def built(self, features: Size) -> StackedCells:
        cells: list[RecurrentCell] = []
        for cell in self.cells:
            cells.append(cell.built(features))
            features = cell.out_features
        return StackedCells(tuple(cells))

    def parameters(self) -> Mapping[str, Shape] | None:
        shapes: dict[str, Shape] = {}
        for position, cell in enumerate(self.cells):
            own = cell.parameters()
            if own is None:
                return None
            shapes |= {f"{position}/{name}": shape for name, shape in own.items()}
        return shapes

    def step_cost(self) -> Size | None:
        total: Size = 0
        for cell in self.cells:
            own = cell.step_cost()
            if own is None:
                return None
            total = total + own
        return total


@dataclass(frozen=True, slots=True)
class Recurrence(Operation):
    """Run a cell over (batch, steps, features). The output is that of the last step, or of all with `sequences`; with
    `states` the final states follow it. Further inputs are the initial states."""

    cell: RecurrentCell | StackedCells
    sequences: bool = False
    states: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        rank = rank_requirement(given, (3,), text="a sequence is (batch, steps, features)")
        requirements: tuple[Requirement, ...] = () if rank is None else (rank,)
        if given.shape is None or len(given.shape) != 3:
            batch, steps = unknown_size(), unknown_size()
        else:
            batch, steps = given.shape[0], given.shape[1]
            requirements = self.cell.feature_requirements(given.shape[2], 2)
        requirements += self._initial(inputs[1:])
        output = (batch, steps, self.cell.out_features) if self.sequences else (batch, self.cell.out_features)
        shapes = [output, *((batch, size) for size in self.cell.state_sizes)] if self.states else [output]
        return Inference(tuple(TensorType(shape, given.dtype) for shape in shapes), requirements)

    def _initial(self, states: Sequence[TensorType]) -> tuple[Requirement, ...]:
        """That the initial states have the sizes of the cell's, and no steps. A single step, or those of a simple
        cell, may broadcast."""
        found: tuple[Requirement, ...] = ()
        gated = isinstance(self.cell, RecurrentCell) and self.cell.kind != "simple"
        for operand, (state, size) in enumerate(zip(states, self.cell.state_sizes, strict=False), 1):
            if state.shape is None:
                continue
            if len(state.shape) == 2:
                found += _features_requirement(size, state.shape[1], operand, 1)
            if gated and len(state.shape) == 3 and less_equal(2, state.shape[1]) is Verdict.HOLDS:
                found += (self._with_steps(state.shape, size, operand),)
        return found

    def _with_steps(self, shape: Shape, size: Size, operand: int) -> Requirement:
        names = ("hidden state", "cell state")[: len(self.cell.state_sizes)]
        name = names[operand - 1] if len(names) == 2 and operand <= 2 else "state"
        text = (
            f"the initial {name} must have the shape ({render(shape[0])}, {render(size)}), without the axis of the "
            f"steps, not {render_shape(shape)}"
        )
        return Requirement(Kind.RECURRENT_INPUT, Verdict.FAILS, 2, 3, "==", "initial_state", operand, None, text)

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        given = inputs[0].shape
        return replace(self, cell=self.cell.built(given[2])) if given is not None and len(given) == 3 else self

    def parameters(self) -> Mapping[str, Shape] | None:
        return self.cell.parameters()

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        step, given = self.cell.step_cost(), inputs[0].shape
        return None if step is None or given is None or len(given) != 3 else step * given[0] * given[1]

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        if position:
            return None
        cell = self.cell.cells[0] if isinstance(self.cell, StackedCells) else self.cell
        return (None, None, cell.in_features)
