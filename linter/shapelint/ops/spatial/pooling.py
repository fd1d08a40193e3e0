"""Pooling: sliding, adaptive, global, fractional, and its inverse.

Formulas: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html (Shape) and its neighbours,
https://keras.io/api/layers/pooling_layers/ (padding "same" and "valid").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import all_at_least, possibly_zero, wrong_rank
from shapelint.ops.spatial.resize import scaled
from shapelint.ops.spatial.window import (
    Image,
    Padding,
    as_image,
    extent,
    fits,
    image_ranks,
    not_empty,
    or_unknown,
    positive,
    slide,
    slide_ceil,
)
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, ceil_div, conjunction, equal, fresh, less, less_equal


@dataclass(frozen=True, slots=True)
class _Spatial(Operation):
    """What poolings have in common: every spatial axis gets a size of its own, the others stay."""

    @property
    def spatial_rank(self) -> int:
        return 0

    @property
    def layout(self) -> tuple[bool, bool]:
        """channels_last and unbatched."""
        return False, True

    @property
    def with_indices(self) -> bool:
        return False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference(self._outputs(source.with_shape(None)))
        channels_last, unbatched = self.layout
        image = as_image(source.shape, self.spatial_rank, channels_last, unbatched)
        if image is None:
            requirement = wrong_rank(source.shape, image_ranks(self.spatial_rank, unbatched))
            return Inference(self._outputs(source.with_shape(None)), (requirement,))
        spatial: list[Size] = []
        requirements = list(self._call())
        for axis in range(self.spatial_rank):
            size, required = self._axis(image, axis)
            spatial.append(size)
            requirements.extend(required)
        shape = self._shape(image, tuple(spatial))
        return Inference(self._outputs(source.with_shape(shape)), tuple(requirements))

    def _outputs(self, result: TensorType) -> tuple[TensorType, ...]:
        return (result, result.with_dtype("int64")) if self.with_indices else (result,)

    def _shape(self, image: Image, spatial: Shape) -> Shape:
        return image.shape(image.channels, spatial)

    def _call(self) -> Iterator[Requirement]:
        yield from ()

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        raise NotImplementedError

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None,) * (self.spatial_rank + 2) if position == 0 else None


@dataclass(frozen=True, slots=True)
class Pooling(_Spatial):
    """A window that slides over the spatial axes. `kind` is "max", "average" or "lp"; `padding` is a (before, after)
    pair of at most half of the kernel for each axis, or "same" or "valid"."""

    kind: str
    kernel_size: tuple[Size, ...]
    stride: tuple[Size, ...]
    padding: Padding
    dilation: tuple[Size, ...] | None = None
    ceil_mode: bool = False
    channels_last: bool = False
    unbatched: bool = True
    return_indices: bool = False
    kernel_argument: str = "kernel_size"
    stride_argument: str = "stride"

    @property
    def spatial_rank(self) -> int:
        return len(self.kernel_size)

    @property
    def layout(self) -> tuple[bool, bool]:
        return self.channels_last, self.unbatched

    @property
    def with_indices(self) -> bool:
        return self.return_indices

    def _call(self) -> Iterator[Requirement]:
        yield from all_at_least(1, self.kernel_size, self.kernel_argument)
        yield from all_at_least(1, self.stride, self.stride_argument)
        yield from all_at_least(1, self.dilation or (), "dilation")
        if isinstance(self.padding, str):
            return
        for sides, kernel in zip(self.padding, self.kernel_size, strict=False):
            for side in sides:
                amount = possibly_zero(side)
                yield from all_at_least(0, (amount,), "padding")
                limit = kernel // 2
                verdict = less_equal(amount, limit)
                if verdict is not Verdict.HOLDS:
                    text = "padding must be at most half of kernel_size"
                    yield Requirement(
                        Kind.HYPERPARAMETER, verdict, limit, amount, "<=", "padding", operand=None, text=text
                    )
                    break

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        size, kernel, stride = image.spatial[axis], self.kernel_size[axis], self.stride[axis]
        dilation = 1 if self.dilation is None else self.dilation[axis]
        position = image.first_spatial_axis + axis
        if not (positive(kernel) and positive(stride) and positive(dilation)):
            return fresh("unknown", low=0), ()
        if self.padding == "same":
            return ceil_div(size, stride), ()
        before, after = (0, 0) if isinstance(self.padding, str) else self.padding[axis]
        before, after = possibly_zero(before), possibly_zero(after)
        # torch's averages over three axes look at the input without its padding.
        bare = fits(size, kernel, position, self.kernel_argument) if self._averages_volumes() else None
        if self.ceil_mode:
            result = slide_ceil(size, before, after, kernel, stride, dilation)
            return or_unknown(result), (bare or not_empty(result, position, self.kernel_argument),)
        padded = size + before + after
        window = bare or fits(padded, extent(kernel, dilation), position, self.kernel_argument)
        return or_unknown(slide(padded, kernel, stride, dilation)), (window,)

    def _averages_volumes(self) -> bool:
        return self.kind != "max" and len(self.kernel_size) == 3 and not isinstance(self.padding, str)


@dataclass(frozen=True, slots=True)
class AdaptivePooling(_Spatial):
    """Pooling to a given size; None keeps the size of that axis. `kind` is "max" or "average".

    Where `least_rank` is given, a pooling of every axis to a single element takes any number of axes from there on.
    """

    kind: str
    output_size: tuple[Size | None, ...]
    channels_last: bool = False
    unbatched: bool = True
    return_indices: bool = False
    least_rank: int | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        shape = inputs[0].shape if inputs else None
        if shape is None or self.least_rank is None or len(shape) < self.least_rank:
            return _Spatial.infer(self, inputs)
        single = conjunction(*(equal(-1 if size is None else size, 1) for size in self.output_size))
        if len(shape) in image_ranks(self.spatial_rank, self.unbatched) or single is Verdict.FAILS:
            return _Spatial.infer(self, inputs)
        kept = shape[: len(shape) - self.spatial_rank]
        result = (*kept, *(1 for _ in self.output_size)) if single is Verdict.HOLDS else None
        return Inference(self._outputs(inputs[0].with_shape(result)))

    @property
    def spatial_rank(self) -> int:
        return len(self.output_size)

    @property
    def layout(self) -> tuple[bool, bool]:
        return self.channels_last, self.unbatched

    @property
    def with_indices(self) -> bool:
        return self.return_indices

    def _call(self) -> Iterator[Requirement]:
        yield from all_at_least(0, [size for size in self.output_size if size is not None], "output_size")

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        size = self.output_size[axis]
        return (image.spatial[axis] if size is None else size), ()


@dataclass(frozen=True, slots=True)
class GlobalPooling(_Spatial):
    """Pooling of each channel to one number; with `keepdims` the spatial axes stay, of size 1. `kind` as in Pooling."""

    kind: str
    rank: int
    keepdims: bool = False
    channels_last: bool = False
    unbatched: bool = False

    @property
    def spatial_rank(self) -> int:
        return self.rank

    @property
    def layout(self) -> tuple[bool, bool]:
        return self.channels_last, self.unbatched

    def _shape(self, image: Image, spatial: Shape) -> Shape:
        return image.shape(image.channels, spatial if self.keepdims else ())

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        return 1, ()


@dataclass(frozen=True, slots=True)
class FractionalPooling(_Spatial):
    """Max pooling with windows drawn at random, to a given size or a given ratio of the input's size."""

    kernel_size: tuple[Size, ...]
    output_size: tuple[Size, ...] | None
    output_ratio: tuple[float, ...] | None = None
    return_indices: bool = False

    @property
    def spatial_rank(self) -> int:
        return len(self.kernel_size)

    @property
    def with_indices(self) -> bool:
        return self.return_indices

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        size, kernel = image.spatial[axis], self.kernel_size[axis]
        result: Size = fresh("unknown", low=0)
        if self.output_size is not None:
            result = self.output_size[axis]
        elif self.output_ratio is not None and isinstance(size, int):
            result = scaled(size, self.output_ratio[axis])
        # The kernel over three axes wants one element more than the one over two.
        needed = result + kernel - (1 if len(self.kernel_size) == 2 else 0)
        text = "kernel_size and the output size together must not be larger than the input"
        position = image.first_spatial_axis + axis
        verdict = less_equal(needed, size)
        return result, (Requirement(Kind.WINDOW, verdict, needed, size, ">=", "kernel_size", 0, position, text),)


@dataclass(frozen=True, slots=True)
class MaxUnpooling(_Spatial):
    """The inverse of max pooling: the values and, as second input of the same shape, their indices.

    `output_size`, when given at the call, has to lie less than one stride from the size that follows from the fields.
    """

    kernel_size: tuple[Size, ...]
    stride: tuple[Size, ...]
    padding: tuple[Size, ...]
    output_size: tuple[Size, ...] | None = None

    @property
    def spatial_rank(self) -> int:
        return len(self.kernel_size)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        # Not super(): a class made anew for its slots loses the cell that zero-argument super() needs.
        result = _Spatial.infer(self, inputs)
        if len(inputs) < 2 or inputs[0].shape is None or inputs[1].shape is None:
            return result
        return Inference(result.outputs, (*result.requirements, *_indices(inputs[0].shape, inputs[1].shape)))

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        stride = self.stride[axis]
        usual = (image.spatial[axis] - 1) * stride + self.kernel_size[axis] - 2 * possibly_zero(self.padding[axis])
        position = image.first_spatial_axis + axis
        if self.output_size is None:
            return or_unknown(usual), (not_empty(usual, position, "kernel_size"),)
        wanted = self.output_size[axis]
        text = "output_size must lie less than one stride from the size before the pooling"
        low, high = usual - stride, usual + stride
        return wanted, (
            Requirement(Kind.WINDOW, less(low, wanted), low, wanted, ">", "output_size", 0, position, text),
            Requirement(Kind.WINDOW, less(wanted, high), high, wanted, "<", "output_size", 0, position, text),
        )


def _indices(values: Shape, indices: Shape) -> Iterator[Requirement]:
    text = "the indices must have the shape of the input"
    if len(values) != len(indices):
        yield Requirement(Kind.RANK, Verdict.FAILS, len(values), len(indices), operand=1, text=text)
        return
    for axis, (expected, actual) in enumerate(zip(values, indices, strict=True)):
        verdict = equal(expected, actual)
        if verdict is not Verdict.HOLDS:
            yield Requirement(Kind.OPERANDS, verdict, expected, actual, operand=1, axis=axis, text=text)
