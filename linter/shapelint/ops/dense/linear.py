"""Affine maps of the last axis.

https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html, .../torch.nn.Bilinear.html,
https://keras.io/api/layers/core_layers/dense/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.broadcasting import expand_to
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import at_least, low_rank
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, equal, product


@dataclass(frozen=True, slots=True)
class Linear(Operation):
    """y = x W + b on the last axis. `in_features` None is taken from the first input by `build`.

    `kernel_last_layout` keeps the matrix as "kernel", (in, out), as Keras does; otherwise it is "weight", (out, in).
    """

    in_features: Size | None
    out_features: Size
    bias: bool | None = True
    kernel_last_layout: bool = False
    minimum_rank: int = 1
    argument: str | None = "in_features"
    out_argument: str = "out_features"

    def validate(self) -> tuple[Requirement, ...]:
        known = () if self.in_features is None else at_least(0, self.in_features, self.argument or "in_features")
        return (*known, *at_least(0, self.out_features, self.out_argument))

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        if self.in_features is not None or not inputs or not inputs[0].shape:
            return self
        return replace(self, in_features=inputs[0].shape[-1])

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        if len(source.shape) < self.minimum_rank:
            return Inference((source.with_shape(None),), (low_rank(source.shape, self.minimum_rank),))
        required: tuple[Requirement, ...] = ()
        if self.in_features is not None:
            actual = source.shape[-1]
            verdict, axis = equal(actual, self.in_features), len(source.shape) - 1
            required = (
                Requirement(Kind.IN_FEATURES, verdict, self.in_features, actual, argument=self.argument, axis=axis),
            )
        kept = source.shape[:1] if self._lacks_flatten(source.shape) else source.shape[:-1]
        shape = (*kept, self.out_features)
        return Inference((source.with_shape(shape),), (*required, *_bias(inputs, shape)))

    def _lacks_flatten(self, shape: Shape) -> bool:
        """Whether the features are just what a sample holds in several axes. What is declared is then right, and what
        follows receives what it would of flattened samples."""
        if self.in_features is None or len(shape) < 3 or equal(shape[-1], self.in_features) is not Verdict.FAILS:
            return False
        return equal(product(shape[1:]), self.in_features) is Verdict.HOLDS

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.in_features is None or self.bias is None:
            return None
        if self.kernel_last_layout:
            shapes: dict[str, Shape] = {"kernel": (self.in_features, self.out_features)}
        else:
            shapes = {"weight": (self.out_features, self.in_features)}
        if self.bias:
            shapes["bias"] = (self.out_features,)
        return shapes

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if self.in_features is None or not outputs or outputs[0].shape is None:
            return None
        return product(outputs[0].shape) * self.in_features

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, self.in_features) if position == 0 else None


def _bias(inputs: Sequence[TensorType], result: Shape) -> tuple[Requirement, ...]:
    """As a function, the inputs are the tensor, the weight and perhaps a bias, which must expand to the result."""
    bias = inputs[2].shape if len(inputs) > 2 else None
    return () if bias is None else expand_to(bias, result, operand=2, argument="bias")


@dataclass(frozen=True, slots=True)
class Bilinear(Operation):
    """y = x1 W x2 + b on the last axes of two inputs that agree in all others."""

    in1_features: Size
    in2_features: Size
    out_features: Size
    bias: bool | None = True

    def validate(self) -> tuple[Requirement, ...]:
        return (
            *at_least(1, self.in1_features, "in1_features"),
            *at_least(0, self.in2_features, "in2_features"),
            *at_least(0, self.out_features, "out_features"),
        )

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        if len(inputs) < 2 or inputs[0].shape is None or inputs[1].shape is None:
            return Inference((UNKNOWN_TENSOR,))
        first, second = inputs[0].shape, inputs[1].shape
        if not first or len(first) != len(second):
            rank = low_rank(first, 1) if not first else _same_rank(first, second)
            return Inference((inputs[0].with_shape(None),), (rank,))
        result = inputs[0].with_shape((*first[:-1], self.out_features))
        return Inference((result,), tuple(self._required(first, second)))

    def _required(self, first: Shape, second: Shape) -> Iterator[Requirement]:
        axis = len(first) - 1
        features = ((self.in1_features, first[-1], "in1_features"), (self.in2_features, second[-1], "in2_features"))
        for operand, (expected, actual, argument) in enumerate(features):
            verdict = equal(actual, expected)
            yield Requirement(Kind.IN_FEATURES, verdict, expected, actual, "==", argument, operand=operand, axis=axis)
        for position, (left, right) in enumerate(zip(first[:-1], second[:-1], strict=True)):
            text = "both inputs must agree in all axes but the last"
            verdict = equal(left, right)
            if verdict is not Verdict.HOLDS:
                yield Requirement(Kind.OPERANDS, verdict, left, right, "==", operand=1, axis=position, text=text)

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.bias is None:
            return None
        weight: dict[str, Shape] = {"weight": (self.out_features, self.in1_features, self.in2_features)}
        return {**weight, "bias": (self.out_features,)} if self.bias else weight

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if not outputs or outputs[0].shape is None:
            return None
        return product(outputs[0].shape) * self.in1_features * self.in2_features


def _same_rank(first: Shape, second: Shape) -> Requirement:
    text = "both inputs must have the same number of dimensions"
    return Requirement(Kind.RANK, Verdict.FAILS, len(first), len(second), operand=1, text=text)
