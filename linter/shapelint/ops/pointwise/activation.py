"""Activations that have a parameter, halve an axis or take inputs of certain ranks only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.axes import missing_axes
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.requirements import at_least, low_rank, wrong_rank
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, divides, equal, fresh


@dataclass(frozen=True, slots=True)
class ShapePreservingWithRank(Operation):
    """The operation `name` leaves the shape alone, but takes only inputs of the given ranks: those in `ranks`, or any
    from `minimum_rank` on where these are empty."""

    name: str
    ranks: tuple[int, ...] = ()
    minimum_rank: int = 0

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source,))
        if self.ranks and len(source.shape) not in self.ranks:
            return Inference((source,), (wrong_rank(source.shape, self.ranks),))
        if len(source.shape) < self.minimum_rank:
            return Inference((source,), (low_rank(source.shape, self.minimum_rank),))
        return Inference((source,))


@dataclass(frozen=True, slots=True)
class UnknownActivation(ShapePreservingWithRank):
    """An activation that is not known, in a place where the framework takes the shape for kept."""

    name: str = "an activation that is not known"


ACTIVATIONS = frozenset(
    {
        "celu", "elu", "exponential", "gelu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh",
        "leaky_relu", "linear", "log_sigmoid", "mish", "relu", "relu6", "rrelu", "selu", "sigmoid", "silu",
        "soft_shrink", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "squareplus", "swish", "tanh",
        "tanh_shrink", "threshold",
    }
)  # fmt: skip
"""The neutral names of activations without weights."""


@dataclass(frozen=True, slots=True)
class Activation(Elementwise):
    """An activation of each element by itself, by its neutral name (one of ACTIVATIONS)."""


def of_each_element(name: str, dtype: str | None = "promote") -> Elementwise:
    """The operation of a function of one tensor, by its neutral name."""
    return Activation(name, dtype) if name in ACTIVATIONS else Elementwise(name, dtype)


@dataclass(frozen=True, slots=True)
class GatedHalf(Operation):
    """The first half of an axis multiplied by the sigmoid of the second.

    https://docs.pytorch.org/docs/stable/generated/torch.nn.GLU.html
    """

    axis: int

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        if not source.shape:
            return Inference((source.with_shape(None),), (low_rank(source.shape, 1),))
        missing = missing_axes((self.axis,), len(source.shape), "dim")
        if missing:
            return Inference((source.with_shape(None),), missing)
        axis = self.axis % len(source.shape)
        size, text = source.shape[axis], "the axis that is halved must have an even size"
        verdict = divides(2, size)
        even = Requirement(Kind.RESHAPE, verdict, 2, size, "divides", "dim", axis=axis, text=text)
        half = fresh("unknown", low=0) if verdict is Verdict.FAILS else size // 2
        return Inference((source.with_shape((*source.shape[:axis], half, *source.shape[axis + 1 :])),), (even,))


@dataclass(frozen=True, slots=True)
class ChannelSlope(Operation):
    """A learned slope for the negative elements: one for all, or one for each channel (axis 1).

    As a function the slopes are the second input. https://docs.pytorch.org/docs/stable/generated/torch.nn.PReLU.html
    """

    slopes: Size
    argument: str = "num_parameters"

    def validate(self) -> tuple[Requirement, ...]:
        return tuple(at_least(0, self.slopes, self.argument))

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        single = equal(self.slopes, 1)
        if source.shape is None or single is Verdict.HOLDS:
            return Inference((source,))
        if not source.shape:
            return Inference((source,), (low_rank(source.shape, 1),) if single is Verdict.FAILS else ())
        channels: Size = source.shape[1] if len(source.shape) > 1 else 1
        verdict = equal(self.slopes, channels)
        if single is not Verdict.FAILS and verdict is not Verdict.HOLDS:
            return Inference((source,))
        axis = 1 if len(source.shape) > 1 else None
        text = "one slope is needed for each channel"
        required = Requirement(
            Kind.NORM_FEATURES, verdict, self.slopes, channels, argument=self.argument, axis=axis, text=text
        )
        return Inference((source,), (required,))

    def parameters(self) -> Mapping[str, Shape] | None:
        return {"weight": (self.slopes,)}
