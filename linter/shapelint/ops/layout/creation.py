"""Tensors that are made from nothing but a shape."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.elements import Element
from shapelint.ir.requirement import Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import refused
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Creation(Operation):
    """A new tensor of the given shape (None: not known); `name` says how it is filled. An input, if there is one, only
    lends its shape or type. `values` are its elements in row-major order, where they are known.

    https://pytorch.org/docs/stable/torch.html#creation-ops
    """

    name: str
    shape: Shape | None
    dtype: str | None = "float32"
    argument: str | None = "size"
    values: tuple[Element, ...] | None = None

    def validate(self) -> tuple[Requirement, ...]:
        negative = [s for s in self.shape or () if isinstance(s, int) and s < 0]
        if not negative:
            return ()
        text = f"a tensor cannot have the size {negative[0]}"
        return (refused(self.argument or "size", "0 or more", negative[0], text),)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape = self.shape
        if shape is not None:
            shape = tuple(unknown_size() if isinstance(s, int) and s < 0 else s for s in shape)
        return Inference((TensorType(shape, self.dtype),), self.validate())


@dataclass(frozen=True, slots=True)
class Creations(Operation):
    """Several new tensors of the given types; the inputs lend their sizes."""

    name: str
    types: tuple[TensorType, ...]

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        return Inference(self.types)
