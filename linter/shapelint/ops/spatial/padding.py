"""Padding and cropping.

https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html,
https://keras.io/api/layers/reshaping_layers/zero_padding2d/, https://keras.io/api/layers/reshaping_layers/cropping2d/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import low_rank, wrong_rank
from shapelint.ops.spatial.window import Pairs, as_image, image_ranks, not_empty, or_unknown, padding_reach
from shapelint.records import dataclass
from shapelint.symbolic import Size, Symbol, Verdict, fresh, minimum


def _unknown(size: Size) -> bool:
    """Whether an amount of padding is altogether unknown; it may then well be zero or negative."""
    return isinstance(size, Symbol) and not size.known


@dataclass(frozen=True, slots=True)
class Pad(Operation):
    """Elements added before and after each spatial axis of an image; amounts below zero take them away."""

    padding: Pairs
    channels_last: bool = False
    unbatched: bool = False
    argument: str = "padding"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        image = as_image(source.shape, len(self.padding), self.channels_last, self.unbatched)
        if image is None:
            required = wrong_rank(source.shape, image_ranks(len(self.padding), self.unbatched))
            return Inference((source.with_shape(None),), (required,))
        spatial, requirements = [], []
        for axis, (size, (before, after)) in enumerate(zip(image.spatial, self.padding, strict=True)):
            result = self._size(size, before, after)
            requirements.append(not_empty(result, image.first_spatial_axis + axis, self.argument))
            spatial.append(or_unknown(result))
        shape = image.shape(image.channels, tuple(spatial))
        return Inference((source.with_shape(shape),), tuple(requirements))

    def _size(self, size: Size, before: Size, after: Size) -> Size:
        return fresh("unknown", low=0) if _unknown(before) or _unknown(after) else size + before + after

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * (len(self.padding) + 2) if position == 0 else None


@dataclass(frozen=True, slots=True)
class Crop(Pad):
    """Elements taken away before and after each spatial axis of an image; `padding` holds how many."""

    argument: str = "cropping"

    def _size(self, size: Size, before: Size, after: Size) -> Size:
        return fresh("unknown", low=0) if _unknown(before) or _unknown(after) else size - before - after


@dataclass(frozen=True, slots=True)
class PadTrailing(Operation):
    """Elements added before and after each of the last axes, whatever these are. `mode` is "constant", "reflect",
    "replicate" or "circular"; those that copy elements take a tensor with one or two axes more than are padded."""

    padding: Pairs
    mode: str = "constant"
    argument: str = "padding"

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        count, rank = len(self.padding), len(source.shape)
        wrong = self._rank(source)
        if wrong is not None:
            return Inference((source.with_shape(None),), (wrong,))
        requirements: list[Requirement] = []
        sizes = list(source.shape)
        for axis, (before, after) in enumerate(self.padding, rank - count):
            if _unknown(before) or _unknown(after):
                sizes[axis] = fresh("unknown", low=0)
                continue
            requirements.extend(self._axis(sizes[axis], before, after, axis))
            sizes[axis] = sizes[axis] + before + after
        requirements.extend(self._empty(sizes, rank - count))
        shape = tuple(or_unknown(size, 0) for size in sizes)
        return Inference((source.with_shape(shape),), tuple(requirements))

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * (len(self.padding) + 2) if position == 0 else None

    def _rank(self, source: TensorType) -> Requirement | None:
        count, shape = len(self.padding), source.shape or ()
        if self.mode == "constant":
            return low_rank(shape, count) if len(shape) < count else None
        ranks = (count + 1, count + 2)
        return None if len(shape) in ranks else wrong_rank(shape, ranks)

    def _axis(self, size: Size, before: Size, after: Size, axis: int) -> Iterator[Requirement]:
        yield from padding_reach(self.mode, ((before, after),), (size,), axis, self.argument)
        result = size + before + after
        if self.mode == "constant":
            # What is to be taken away must be there before anything is added.
            result = size + minimum(before, 0) + minimum(after, 0)
        required = not_empty(result, axis, self.argument, least=0)
        if required.verdict is not Verdict.HOLDS:
            yield required

    def _empty(self, sizes: Sequence[Size], start: int) -> tuple[Requirement, ...]:
        """torch refuses an empty result of these two modes only if every axis that is padded is empty."""
        if self.mode not in ("reflect", "replicate"):
            return ()
        required = tuple(not_empty(size, axis, self.argument) for axis, size in enumerate(sizes[start:], start))
        return required[:1] if all(each.verdict is Verdict.FAILS for each in required) else ()
