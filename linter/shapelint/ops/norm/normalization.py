"""Normalizations: the output has the input's shape; what differs is which axes the parameters belong to.

https://docs.pytorch.org/docs/stable/nn.html#normalization-layers, https://keras.io/api/layers/normalization_layers/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.axes import missing_axes, unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import all_at_least, at_least, divisible, low_rank, refused, wrong_rank
from shapelint.ops.spatial.window import positive
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, equal, product

USUAL_NAMES = ("weight", "bias", "running_mean", "running_var")


def _named(names: Sequence[str], flags: Sequence[bool | None], shape: Shape) -> dict[str, Shape] | None:
    """The parameters that the flags switch on; None when a flag is unknown."""
    if any(flag is None for flag in flags):
        return None
    return {name: shape for name, flag in zip(names, flags, strict=False) if flag}


def _unknown(source: TensorType) -> Inference:
    return Inference((source,))


def left_out(names: Sequence[str], switches: Sequence[bool | None]) -> tuple[str, ...]:
    """The names whose switches are off."""
    return tuple(name for name, on in zip(names, switches, strict=False) if on is False and name)


def size_along(axis: int, inputs: Sequence[TensorType]) -> Size | None:
    """The size of the first input along an axis, None where there is none or it is not known."""
    shape = inputs[0].shape if inputs else None
    return shape[axis] if shape and -len(shape) <= axis < len(shape) else None


@dataclass(frozen=True, slots=True)
class BatchNormalization(Operation):
    """Normalization over all axes but `axis`. `features` None is taken from the first input by `build`.

    `ranks` are the ranks that are admitted, empty for any from `minimum_rank` on. `scale`, `center` and `track` (moving
    statistics) say which parameters exist; `counter` adds torch's num_batches_tracked to the state. `training` tells
    that the statistics are those of the input, though there are moving ones; None is not known.
    """

    features: Size | None
    axis: int = 1
    ranks: tuple[int, ...] = ()
    minimum_rank: int = 2
    scale: bool | None = True
    center: bool | None = True
    track: bool | None = True
    names: tuple[str, str, str, str] = USUAL_NAMES
    counter: bool = True
    argument: str | None = "num_features"
    training: bool | None = None

    def validate(self) -> tuple[Requirement, ...]:
        if self.features is None or not self._checked():
            return ()
        return tuple(at_least(0, self.features, self.argument or "features"))

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        features = size_along(self.axis, inputs) if self.features is None else None
        return self if features is None else replace(self, features=features)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return _unknown(source)
        wrong = self._rank(source.shape)
        if wrong is not None:
            return Inference((source.with_shape(None),), (wrong,))
        axis = self.axis % len(source.shape)
        return self._normalized(source, source.shape, axis)

    def _rank(self, shape: Shape) -> Requirement | None:
        if self.ranks and len(shape) not in self.ranks:
            return wrong_rank(shape, self.ranks)
        if len(shape) < self.minimum_rank:
            return low_rank(shape, self.minimum_rank)
        return None if -len(shape) <= self.axis < len(shape) else missing_axes((self.axis,), len(shape), "axis")[0]

    def _checked(self) -> bool:
        """Whether something of the size `features` meets the input, so that a mismatch is refused."""
        return True in (self.scale, self.center, self.track)

    def _normalized(self, source: TensorType, shape: Shape, axis: int) -> Inference:
        required = list(self._statistics(shape, axis))
        if self.features is None or not self._checked():
            return Inference((source,), tuple(required))
        verdict = equal(shape[axis], self.features)
        required.append(
            Requirement(Kind.NORM_FEATURES, verdict, self.features, shape[axis], argument=self.argument, axis=axis)
        )
        if verdict is Verdict.HOLDS:
            return Inference((source,), tuple(required))
        features = unknown_size() if verdict is Verdict.FAILS else self.features
        trusted = (*shape[:axis], features, *shape[axis + 1 :])
        return Inference((source.with_shape(trusted),), tuple(required))

    def _statistics(self, shape: Shape, axis: int) -> Iterator[Requirement]:
        """torch refuses statistics over a single value, which without moving ones are taken in every mode."""
        if self.counter and self._takes_statistics():
            yield from several(shape[:axis] + shape[axis + 1 :], "more than one value for each channel is needed")

    def _takes_statistics(self) -> bool:
        return self.track is False or bool(self.training)

    def parameters(self) -> Mapping[str, Shape] | None:
        return None if self.features is None else _named(self.names, (self.scale, self.center), (self.features,))

    def state(self) -> Mapping[str, Shape]:
        if self.features is None or not self.track:
            return {}
        moving: dict[str, Shape] = dict.fromkeys(self.names[2:], (self.features,))
        return {**moving, "num_batches_tracked": ()} if self.counter else moving

    def absent(self) -> tuple[str, ...]:
        counter = "num_batches_tracked" if self.counter else ""
        return left_out((*self.names, counter), (self.scale, self.center, self.track, self.track, self.track))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        if position != 0 or len(self.ranks) != 1 or not -self.ranks[0] <= self.axis < self.ranks[0]:
            return None
        shape: list[Size | None] = [None] * self.ranks[0]
        shape[self.axis] = self.features
        return tuple(shape)


def several(sizes: Sequence[Size], text: str) -> Iterator[Requirement]:
    """More than one value to take statistics over."""
    count = product(sizes)
    verdict = equal(count, 1)
    if verdict is Verdict.FAILS:
        return
    yield Requirement(Kind.STATISTICS, ~verdict, 2, count, ">=", text=text)


@dataclass(frozen=True, slots=True)
class InstanceNormalization(BatchNormalization):
    """Normalization of each channel of each sample over the spatial axes. The lower of the two `ranks` is an input
    without a batch axis."""

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return _unknown(source)
        if len(source.shape) not in self.ranks:
            return Inference((source.with_shape(None),), (wrong_rank(source.shape, self.ranks),))
        return self._normalized(source, source.shape, len(source.shape) - max(self.ranks) + 1)

    def _statistics(self, shape: Shape, axis: int) -> Iterator[Requirement]:
        if self._takes_statistics():
            yield from several(shape[axis + 1 :], "more than one spatial element is needed")

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        if position != 0 or not self.ranks:
            return None
        return (None, self.features, *(None,) * (max(self.ranks) - 2))


@dataclass(frozen=True, slots=True)
class LayerNormalization(Operation):
    """Normalization over the trailing axes, or over `axes` where these are given. `normalized_shape` None is taken from
    the first input by `build`."""

    normalized_shape: tuple[Size, ...] | None
    axes: tuple[int, ...] | None = None
    scale: bool | None = True
    center: bool | None = True
    names: tuple[str, str] = ("weight", "bias")
    argument: str | None = "normalized_shape"

    def validate(self) -> tuple[Requirement, ...]:
        return tuple(all_at_least(0, self.normalized_shape or (), self.argument or "axis"))

    def _positions(self, rank: int) -> tuple[int, ...] | None:
        """The axes that are normalized, from 0; None when the rank does not have them."""
        axes = self.axes
        if axes is None:
            axes = tuple(range(-len(self.normalized_shape or ()), 0))
        return tuple(axis % rank for axis in axes) if all(-rank <= axis < rank for axis in axes) else None

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        shape = inputs[0].shape if inputs else None
        if self.normalized_shape is not None or shape is None:
            return self
        positions = self._positions(len(shape))
        return self if positions is None else replace(self, normalized_shape=tuple(shape[p] for p in positions))

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if self.normalized_shape == ():
            text = "normalized_shape must have at least one axis"
            return Inference((source,), (refused(self.argument or "axis", "at least 1", 0, text),))
        if source.shape is None:
            return _unknown(source)
        positions = self._positions(len(source.shape))
        if positions is None:
            minimum = len(self.normalized_shape or ()) if self.axes is None else max(
                axis + 1 if axis >= 0 else -axis for axis in self.axes
            )  # fmt: skip
            return Inference((source.with_shape(None),), (low_rank(source.shape, minimum),))
        if self.normalized_shape is None:
            return Inference((source,))
        sizes, required = list(source.shape), []
        for expected, axis in zip(self.normalized_shape, positions, strict=False):
            verdict = equal(source.shape[axis], expected)
            required.append(
                Requirement(
                    Kind.NORM_FEATURES, verdict, expected, source.shape[axis], argument=self.argument, axis=axis
                )
            )
            if verdict is not Verdict.HOLDS:
                sizes[axis] = unknown_size() if verdict is Verdict.FAILS else expected
        shape = tuple(sizes)
        return Inference((source if shape == source.shape else source.with_shape(shape),), tuple(required))

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.normalized_shape is None:
            return None
        return _named(self.names, (self.scale, self.center), self.normalized_shape)

    def absent(self) -> tuple[str, ...]:
        return left_out(self.names, (self.scale, self.center))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return None


@dataclass(frozen=True, slots=True)
class RMSNormalization(LayerNormalization):
    """Division by the root of the mean square over the same axes; there is a scale and no center."""

    center: bool | None = False


@dataclass(frozen=True, slots=True)
class GroupNormalization(Operation):
    """Normalization over groups of channels. `features` None is taken from the first input by `build`."""

    groups: Size
    features: Size | None
    axis: int = 1
    scale: bool | None = True
    center: bool | None = True
    names: tuple[str, str] = ("weight", "bias")
    group_argument: str = "num_groups"
    argument: str | None = "num_channels"
    several_values: bool = True

    def validate(self) -> tuple[Requirement, ...]:
        if self.groups == 0:
            return tuple(at_least(1, self.groups, self.group_argument))
        if self.features is None:
            return ()
        name = self.argument or "input channels"
        return (*at_least(0, self.features, name), *divisible(self.features, self.groups, name, self.group_argument))

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        features = size_along(self.axis, inputs) if self.features is None else None
        return self if features is None else replace(self, features=features)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return _unknown(source)
        minimum = max(2, self.axis + 1 if self.axis >= 0 else -self.axis)
        if len(source.shape) < minimum:
            return Inference((source.with_shape(None),), (low_rank(source.shape, minimum),))
        axis = self.axis % len(source.shape)
        actual = source.shape[axis]
        required = tuple(self._required(source.shape, axis, actual))
        if self.features is None or equal(actual, self.features) is Verdict.HOLDS or not self._checked():
            return Inference((source,), required)
        fails = equal(source.shape[axis], self.features) is Verdict.FAILS
        features = unknown_size() if fails else self.features
        shape = (*source.shape[:axis], features, *source.shape[axis + 1 :])
        return Inference((source.with_shape(shape),), required)

    def _checked(self) -> bool:
        return True in (self.scale, self.center)

    def _required(self, shape: Shape, axis: int, actual: Size) -> Iterator[Requirement]:
        yield from at_least(1, self.groups, self.group_argument)
        if self.features is not None and self._checked():
            verdict = equal(actual, self.features)
            yield Requirement(Kind.NORM_FEATURES, verdict, self.features, actual, argument=self.argument, axis=axis)
            if verdict is Verdict.FAILS:
                return
        if not positive(self.groups):
            return
        yield from divisible(actual, self.groups, "input channels", self.group_argument)
        others = shape[:axis] + shape[axis + 1 :]
        if self.several_values and isinstance(actual, int) and isinstance(self.groups, int):
            yield from several((actual // self.groups, *others), "more than one value for each group is needed")

    def parameters(self) -> Mapping[str, Shape] | None:
        return None if self.features is None else _named(self.names, (self.scale, self.center), (self.features,))

    def absent(self) -> tuple[str, ...]:
        return left_out(self.names, (self.scale, self.center))


@dataclass(frozen=True, slots=True)
class LocalResponseNormalization(Operation):
    """Normalization over neighbouring channels. `rank` is the only one admitted; None: any from `minimum_rank`."""

    size: Size
    minimum_rank: int = 3
    rank: int | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        required = tuple(at_least(1, self.size, "size"))
        if source.shape is not None and self.rank is not None and len(source.shape) != self.rank:
            return Inference((source,), (wrong_rank(source.shape, (self.rank,)), *required))
        if source.shape is not None and self.rank is None and len(source.shape) < self.minimum_rank:
            return Inference((source,), (low_rank(source.shape, self.minimum_rank), *required))
        return Inference((source,), required)
