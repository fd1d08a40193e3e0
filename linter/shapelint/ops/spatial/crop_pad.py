"""Images cut out of, or placed into, a frame: https://www.tensorflow.org/api_docs/python/tf/image."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import TensorType
from shapelint.ops.broadcasting import broadcast_pair
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import agreement, low_rank, wrong_rank
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict


@dataclass(frozen=True, slots=True)
class Bounding(Operation):
    """An image, or a batch of them, with the channels last: the part of `height` and `width` from an offset on
    (`crops`), or the frame of that size with the image at the offset. None is an offset that is not known."""

    crops: bool
    top: Size | None
    left: Size | None
    height: Size
    width: Size

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) not in (3, 4):
            return Inference((given.with_shape(None),), (wrong_rank(given.shape, (3, 4)),))
        *batch, rows, columns, channels = given.shape
        required = (
            *self._within(rows, self.top, self.height, "target_height", len(batch)),
            *self._within(columns, self.left, self.width, "target_width", len(batch) + 1),
        )
        return Inference((given.with_shape((*batch, self.height, self.width, channels)),), required)

    def _within(
        self, own: Size, offset: Size | None, wanted: Size, argument: str, axis: int
    ) -> tuple[Requirement, ...]:
        """That what is smaller, with its offset, lies within what is larger."""
        if not isinstance(own, int) or not isinstance(offset, int) or not isinstance(wanted, int):
            return ()
        inner, outer = (wanted, own) if self.crops else (own, wanted)
        if offset >= 0 and offset + inner <= outer:
            return ()
        what = "the part" if self.crops else "the image"
        text = f"{what} of {inner} from {offset} on does not lie within {outer}"
        return (Requirement(Kind.WINDOW, Verdict.FAILS, outer, offset + inner, "<=", argument, 0, axis, text),)


@dataclass(frozen=True, slots=True)
class QuarterTurn(Operation):
    """Height and width exchanged, as a quarter turn or a transposition does."""

    name: str

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) not in (3, 4):
            return Inference((given.with_shape(None),), (wrong_rank(given.shape, (3, 4)),))
        *batch, rows, columns, channels = given.shape
        return Inference((given.with_shape((*batch, columns, rows, channels)),))


@dataclass(frozen=True, slots=True)
class ChannelChange(Operation):
    """An image of `before` channels, the last axis, becomes one of `after`; at least `minimum_rank` axes."""

    name: str
    before: int
    after: int
    minimum_rank: int = 1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) < max(self.minimum_rank, 1):
            text = f"the image must have at least {self.minimum_rank} axes"
            low = Requirement(Kind.RANK, Verdict.FAILS, self.minimum_rank, len(given.shape), ">=", None, 0, None, text)
            return Inference((given.with_shape(None),), (low,))
        own, axis = given.shape[-1], len(given.shape) - 1
        required: tuple[Requirement, ...] = ()
        if isinstance(own, int) and own != self.before:
            text = f"{self.name} takes an image of {self.before} channels, not {own}"
            required = (Requirement(Kind.IN_CHANNELS, Verdict.FAILS, self.before, own, "==", None, 0, axis, text),)
        return Inference((given.with_shape((*given.shape[:-1], self.after)),), required)


@dataclass(frozen=True, slots=True)
class ImageMeasure(Operation):
    """A number for each image (the last three axes) of two that must be alike in them; the others broadcast."""

    name: str

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shapes = [given.shape for given in inputs[:2]]
        for operand, shape in enumerate(shapes):
            if shape is not None and len(shape) < 3:
                return Inference((TensorType(None, "float32"),), (low_rank(shape, 3, operand),))
        first, second = shapes
        if first is None or second is None:
            return Inference((TensorType(None, "float32"),))
        required: tuple[Requirement, ...] = ()
        for a, b in zip(first[-3:], second[-3:], strict=True):
            required += agreement(Kind.OPERANDS, a, b, "images of the same size are compared", 1, None)
        shape, further = broadcast_pair(first[:-3], second[:-3])
        return Inference((TensorType(shape, "float32"),), required or further)
