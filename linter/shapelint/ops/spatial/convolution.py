"""Convolutions and transposed convolutions over any number of spatial axes.

Formulas: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html and .../torch.nn.ConvTranspose2d.html
(Shape), https://keras.io/api/layers/convolution_layers/ (padding "same", "valid", "causal").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.requirement import Kind, Relation, Requirement
from shapelint.ir.types import UNKNOWN_TENSOR, Shape, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import all_at_least, at_least, divisible, possibly_zero, refused, wrong_rank
from shapelint.ops.spatial.convolution_dialect import USUAL, ConvolutionDialect
from shapelint.ops.spatial.window import (
    Image,
    Padding,
    Pairs,
    as_image,
    extent,
    fits,
    image_ranks,
    not_empty,
    or_unknown,
    padding_reach,
    positive,
    slide,
)
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, ceil_div, equal, fresh, less_equal, maximum, product

INPUT = "input channels"  # what has no name


def kernel_shape(dialect: ConvolutionDialect, outer: Size, inner: Size, window: tuple[Size, ...]) -> dict[str, Shape]:
    """The kernel by its name: `outer` filters of `inner` channels each."""
    return {"kernel": (*window, inner, outer)} if dialect.kernel_last else {"weight": (outer, inner, *window)}


@dataclass(frozen=True, slots=True)
class Convolution(Operation):
    """A convolution. `padding` is a (before, after) pair for each spatial axis, or "same", "valid", "causal".

    `in_channels` None is taken from the first input by `build`. `padding_mode` is "zeros", "reflect", "replicate" or
    "circular". `dialect` says how the framework spells and lays out all this.
    `checked_at` says when the fields are checked: at the "construction" of a layer, when a layer without in_channels is
    "built", or at the "call" of a function, whose inputs are the tensor, the weight and perhaps a bias.
    """

    in_channels: Size | None
    out_channels: Size
    kernel_size: tuple[Size, ...]
    stride: tuple[Size, ...]
    padding: Padding
    dilation: tuple[Size, ...]
    groups: Size = 1
    bias: bool | None = True
    channels_last: bool = False
    unbatched: bool = True
    padding_mode: str = "zeros"
    checked_at: str = "construction"
    dialect: ConvolutionDialect = USUAL

    def validate(self) -> tuple[Requirement, ...]:
        return () if self.checked_at == "call" else tuple(self._construction())

    def _construction(self) -> Iterator[Requirement]:
        yield from at_least(1, self.groups, self.dialect.groups)
        if self.in_channels is not None:
            yield from at_least(0, self.in_channels, self.dialect.in_channels or INPUT)
            if positive(self.groups):
                yield from divisible(
                    self.in_channels, self.groups, self.dialect.in_channels or INPUT, self.dialect.groups
                )
        if positive(self.groups) and (self.in_channels is not None or not self.dialect.late_output):
            yield from divisible(self.out_channels, self.groups, self.dialect.out_channels, self.dialect.groups)
        yield from at_least(0, self.out_channels, self.dialect.out_channels)
        yield from all_at_least(0, self.kernel_size, "kernel_size")
        if self.padding == "same" and not self.dialect.strided_same:
            for stride in self.stride:
                if isinstance(stride, int) and stride != 1:
                    text = "padding='same' is not supported for strided convolutions"
                    yield refused(self.dialect.stride, 1, stride, text)
                    break

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        if self.in_channels is not None or not inputs or inputs[0].shape is None:
            return self
        image = as_image(inputs[0].shape, len(self.kernel_size), self.channels_last, self.unbatched)
        return self if image is None else replace(self, in_channels=image.channels, checked_at="built")

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source = inputs[0] if inputs else UNKNOWN_TENSOR
        if source.shape is None:
            return Inference((source.with_shape(None),))
        rank = len(self.kernel_size)
        image = as_image(source.shape, rank, self.channels_last, self.unbatched)
        if image is None:
            requirement = wrong_rank(source.shape, image_ranks(rank, self.unbatched))
            return Inference((source.with_shape(None),), (requirement,))
        channels = list(self._channels(image))
        called = list(self._call())
        open_sizes = self._is_misplaced(image) or any(r.verdict is Verdict.FAILS for r in called)
        requirements = [*channels, *called, *self._bias(inputs)]
        spatial = []
        for axis in range(rank):
            size, required = self._axis(image, axis)
            spatial.append(fresh("unknown", low=0) if open_sizes else size)
            requirements.extend(() if open_sizes else required)
        shape = image.shape(self.out_channels, tuple(spatial))
        return Inference((source.with_shape(shape),), tuple(requirements))

    def _is_misplaced(self, image: Image) -> bool:
        """Whether the channels that are expected are those of another axis: then nothing is concluded from the sizes of
        the axes that are in their places."""
        if self.in_channels is None or equal(image.channels, self.in_channels) is not Verdict.FAILS:
            return False
        return any(equal(size, self.in_channels) is Verdict.HOLDS for size in (*image.batch, *image.spatial))

    def _channels(self, image: Image) -> Iterator[Requirement]:
        if self.in_channels is None:
            return
        verdict = equal(image.channels, self.in_channels)
        axis = image.channel_axis
        yield Requirement(
            Kind.IN_CHANNELS, verdict, self.in_channels, image.channels, argument=self.dialect.in_channels, axis=axis
        )
        if self.checked_at == "built" and positive(self.groups):
            yield from divisible(self.in_channels, self.groups, INPUT, self.dialect.groups)
            if self.dialect.late_output:
                yield from self._late_output()

    def _late_output(self) -> Iterator[Requirement]:
        """What of out_channels is checked only once in_channels is known."""
        yield from divisible(self.out_channels, self.groups, self.dialect.out_channels, self.dialect.groups)

    def _bias(self, inputs: Sequence[TensorType]) -> Iterator[Requirement]:
        shape = inputs[2].shape if len(inputs) > 2 else None
        if shape is None:
            return
        text = "the bias must have one element for each output channel"
        if len(shape) != 1:
            yield Requirement(Kind.RANK, Verdict.FAILS, 1, len(shape), "==", "bias", 2, text=text)
        else:
            verdict = equal(shape[0], self.out_channels)
            yield Requirement(Kind.OPERANDS, verdict, self.out_channels, shape[0], "==", "bias", 2, 0, text)

    def _call(self) -> Iterator[Requirement]:
        if self.checked_at == "call":
            yield from self._construction()
        yield from at_least(1, self.out_channels, self.dialect.out_channels)
        yield from all_at_least(1, self.kernel_size, "kernel_size")
        yield from all_at_least(1, self.stride, self.dialect.stride)
        yield from self._dilation()
        if not isinstance(self.padding, str) and self.padding_mode == "zeros":
            yield from all_at_least(0, [possibly_zero(side) for pair in self.padding for side in pair], "padding")

    def _dilation(self) -> Iterator[Requirement]:
        yield from all_at_least(1, self.dilation, self.dialect.dilation)

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        size, kernel, stride, dilation = (
            image.spatial[axis], self.kernel_size[axis], self.stride[axis], self.dilation[axis]
        )  # fmt: skip
        position = image.first_spatial_axis + axis
        if not (positive(kernel) and positive(stride) and positive(dilation)):
            return fresh("unknown", low=0), ()
        reach = dilation * (kernel - 1)
        if self.padding in ("same", "causal"):
            pair = ((reach // 2, reach - reach // 2),)
            required = padding_reach(self.padding_mode, pair, (size,), position, "padding")
            return ceil_div(size, stride), tuple(required)
        before, after = (0, 0) if isinstance(self.padding, str) else self.padding[axis]
        before, after = possibly_zero(before), possibly_zero(after)
        padded = size + before + after
        required = padding_reach(self.padding_mode, ((before, after),), (size,), position, "padding")
        window = fits(padded, extent(kernel, dilation), position, "kernel_size")
        return or_unknown(slide(padded, kernel, stride, dilation)), (*required, window)

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.in_channels is None or self.bias is None or not positive(self.groups):
            return None
        inner = self.in_channels // self.groups
        kernel = kernel_shape(self.dialect, self.out_channels, inner, self.kernel_size)
        return {**kernel, "bias": (self.out_channels,)} if self.bias else kernel

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if not outputs or outputs[0].shape is None or self.in_channels is None or not positive(self.groups):
            return None
        return product(outputs[0].shape) * (self.in_channels // self.groups) * product(self.kernel_size)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return customary_image(self.in_channels, len(self.kernel_size), self.channels_last) if position == 0 else None


def customary_image(channels: Size | None, spatial_rank: int, channels_last: bool) -> tuple[Size | None, ...]:
    free = (None,) * spatial_rank
    return (None, *free, channels) if channels_last else (None, channels, *free)


@dataclass(frozen=True, slots=True)
class TransposedConvolution(Convolution):
    """A transposed convolution; the kernel is (in, out, *kernel_size), or (*kernel_size, out, in) where it
    stands last.

    `output_padding` None leaves it to the padding "same" or "valid". `output_size`, a size for each spatial axis, takes
    the place of `output_padding` when given at the call; it must lie within one stride of the smallest possible size.
    """

    output_padding: tuple[Size, ...] | None = None
    output_size: tuple[Size, ...] | None = None

    def requesting(self, output_size: tuple[Size, ...]) -> TransposedConvolution:
        """The same operation with a size asked for at the call."""
        return replace(self, output_size=output_size)

    def _dilation(self) -> Iterator[Requirement]:
        # Where oneDNN computes it, torch does not look at the dilation.
        yield from ()

    def _late_output(self) -> Iterator[Requirement]:
        # torch rounds down to whole groups; only a bias of the full length then does not fit.
        if self.bias:
            yield from Convolution._late_output(self)

    def _call(self) -> Iterator[Requirement]:
        # Not super(): a class made anew for its slots loses the cell that zero-argument super() needs.
        yield from Convolution._call(self)
        if self.output_padding is None or self.output_size is not None or not self.dialect.limits_output_padding:
            return
        for amount, stride, dilation in zip(self.output_padding, self.stride, self.dilation, strict=False):
            amount, limit = possibly_zero(amount), maximum(stride, dilation)
            yield from at_least(0, amount, "output_padding")
            verdict = less_equal(amount + 1, limit)
            if verdict is not Verdict.HOLDS:
                text = "output_padding must be smaller than stride or dilation"
                yield Requirement(Kind.HYPERPARAMETER, verdict, limit, amount, "<", "output_padding", text=text)

    def _axis(self, image: Image, axis: int) -> tuple[Size, tuple[Requirement, ...]]:
        size, kernel, stride, dilation = (
            image.spatial[axis], self.kernel_size[axis], self.stride[axis], self.dilation[axis]
        )  # fmt: skip
        position = image.first_spatial_axis + axis
        if not (positive(kernel) and positive(stride) and positive(dilation)):
            return fresh("unknown", low=0), ()
        extra = None if self.output_padding is None else possibly_zero(self.output_padding[axis])
        if isinstance(self.padding, str):
            return _padded_by_name(self.padding, size, extent(kernel, dilation), stride, extra), ()
        before, after = (possibly_zero(side) for side in self.padding[axis])
        smallest = (size - 1) * stride - before - after + extent(kernel, dilation)
        if self.output_size is not None:
            return self._requested(self.output_size[axis], smallest, stride, position)
        result = smallest + (extra or 0)
        # torch lets an empty output pass where oneDNN computes it, so only a negative size is sure to be refused.
        return or_unknown(result, 0), (not_empty(result, position, "padding", 0),)

    def _requested(
        self, wanted: Size, smallest: Size, stride: Size, position: int
    ) -> tuple[Size, tuple[Requirement, ...]]:
        text = "output_size must be from the smallest possible size up to one stride more"
        bounds: tuple[tuple[Verdict, Size, Relation], ...] = (
            (less_equal(0, wanted), 0, ">="),
            (less_equal(smallest, wanted), smallest, ">="),
            (less_equal(wanted, smallest + stride - 1), smallest + stride - 1, "<="),
        )
        return wanted, tuple(
            Requirement(Kind.WINDOW, verdict, bound, wanted, relation, "output_size", axis=position, text=text)
            for verdict, bound, relation in bounds
            if verdict is not Verdict.HOLDS
        )

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.in_channels is None or self.bias is None or not positive(self.groups):
            return None
        inner = self.out_channels // self.groups
        kernel = kernel_shape(self.dialect, self.in_channels, inner, self.kernel_size)
        return {**kernel, "bias": (self.out_channels,)} if self.bias else kernel

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        if not inputs or inputs[0].shape is None or not positive(self.groups):
            return None
        return product(inputs[0].shape) * (self.out_channels // self.groups) * product(self.kernel_size)


def _padded_by_name(padding: str, size: Size, span: Size, stride: Size, extra: Size | None) -> Size:
    """Keras's transposed convolution: https://keras.io/api/layers/convolution_layers/convolution2d_transpose/."""
    if padding == "same":
        return size * stride if extra is None else (size - 1) * stride + span % 2 + extra
    return (size - 1) * stride + span + (maximum(span, stride) - span if extra is None else extra)


def symmetric(padding: Sequence[Size]) -> Pairs:
    """The same amount before and after each axis."""
    return tuple((amount, amount) for amount in padding)
