"""What every operation is: a frozen record of its fields with total functions from input types to everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.records import dataclass
from shapelint.symbolic import Size

ChildCall = tuple[Sequence[TensorType], TensorType]
"""What goes into a part of an operation, and what comes out of it."""


@dataclass(frozen=True, slots=True)
class Inference:
    """The output types, and what they took for granted."""

    outputs: tuple[TensorType, ...]
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """Base of all operations. Every method is total: it never raises, whatever the input types are."""

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        """Output types from input types. Where an input contradicts a declared field, the declared output side is
        trusted and the contradiction is returned as a failed requirement. An unknown input gives an unknown output,
        never a stale one; but what the operation itself declares (a Linear's out_features) is stated all the same."""
        return Inference((UNKNOWN_TENSOR,))

    def validate(self) -> tuple[Requirement, ...]:
        """Requirements on the fields alone: what the framework refuses when the layer is constructed."""
        return ()

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        """The operation with every field that it takes from its first input filled in (Keras layers, lazy modules)."""
        return self

    def multitude(self) -> int:
        """How many things the operation lists one by one, by its fields: layers, pieces, repetitions."""
        return 1

    def parameters(self) -> Mapping[str, Shape] | None:
        """Trainable parameters by their names; None while they depend on an input that has not been seen (see
        build)."""
        return {}

    def state(self) -> Mapping[str, Shape]:
        """What Keras counts as non-trainable parameters and torch as buffers (moving statistics)."""
        return {}

    def absent(self) -> tuple[str, ...]:
        """The names of parameters and state that operations of this kind may have and this one has not: torch sets
        these attributes to None."""
        return ()

    def children(self) -> Mapping[str, tuple[str, Operation | None]]:
        """The sub-layers that the framework registers within this one, by dotted path and in the order of registration:
        the name of each one's class and its operation, None for a mere container. The parameter "weight" of the child
        "out_proj" is "out_proj.weight" among `parameters()`."""
        return {}

    def child_calls(self, inputs: Sequence[TensorType]) -> Mapping[str, ChildCall]:
        """What goes into each of `children()` that is called, and what comes out of it, by dotted path, in the order of
        first calls."""
        return {}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        """Multiply-accumulates of one call; None when a size is unknown."""
        return 0

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        """The batched input shape that this operation is made for, None for each free size: what an input of unknown
        rank is taken to be. None when the operation says nothing."""
        return None


@dataclass(frozen=True, slots=True)
class Refusing(Operation):
    """A layer that can be made, and refuses every input that it is called on."""

    requirement: Requirement

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        return Inference((UNKNOWN_TENSOR,), (self.requirement,))


@dataclass(frozen=True, slots=True)
class Opaque(Operation):
    """An operation that is not modelled; `outputs` unknown tensors come out."""

    reason: str
    count: int = 1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        return Inference((UNKNOWN_TENSOR,) * self.count)

    def parameters(self) -> Mapping[str, Shape] | None:
        return None
