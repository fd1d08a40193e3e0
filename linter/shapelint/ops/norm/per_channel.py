"""Images normalised with one mean and one standard deviation for each channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal

IMAGE_RANK = 3


@dataclass(frozen=True, slots=True)
class ChannelStatistics(Operation):
    """Subtract `means` values from the channels of images (..., C, H, W) and divide by `deviations` values: one for
    each channel, or one for all. With `widens` one channel may become several.

    https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html
    """

    means: Size
    deviations: Size
    widens: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None:
            return Inference((given.with_shape(None),))
        if len(given.shape) < IMAGE_RANK:
            text = "an image has channels, height and width"
            rank = Requirement(Kind.RANK, Verdict.FAILS, IMAGE_RANK, len(given.shape), ">=", None, 0, None, text)
            return Inference((given.with_shape(None),), (rank,))
        channels = given.shape[-IMAGE_RANK]
        requirements = tuple(self._requirements(channels))
        if self.widens and not isinstance(channels, int):
            return Inference((given.with_shape(None),), requirements)
        if self.widens and channels == 1:
            shape = (*given.shape[:-IMAGE_RANK], self.means, *given.shape[-IMAGE_RANK + 1 :])
            return Inference((given.with_shape(shape),), requirements)
        return Inference((given,), requirements)

    def _requirements(self, channels: Size) -> Iterator[Requirement]:
        for count, argument in ((self.means, "mean"), (self.deviations, "std")):
            given = self.means if self.widens and channels == 1 and argument == "std" else channels
            verdict = Verdict.HOLDS if count == 1 or (self.widens and given == 1) else equal(given, count)
            if verdict is not Verdict.HOLDS:
                text = f"{argument} has {count} values, the image {given} channel{'s' * (given != 1)}"
                yield Requirement(Kind.OPERANDS, verdict, count, given, "==", argument, 0, -IMAGE_RANK, text)
