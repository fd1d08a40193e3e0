"""With sizes left open, an operation says what it says of every number that may stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shapelint.ir import TensorType
from shapelint.ops.dense.linear import Linear
from shapelint.ops.norm.normalization import (
    BatchNormalization,
    GroupNormalization,
    InstanceNormalization,
    LayerNormalization,
)
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution, symmetric
from shapelint.ops.spatial.convolution_dialect import ConvolutionDialect
from shapelint.ops.spatial.fold_unfold import Unfold
from shapelint.ops.spatial.padding import PadTrailing
from shapelint.ops.spatial.pooling import AdaptivePooling, Pooling
from shapelint.ops.spatial.resize import PixelShuffle, PixelUnshuffle, Resize
from shapelint.symbolic import Size, Symbol, Verdict, evaluate, symbols

SMALL = st.integers(1, 4)
SIZES = tuple(Symbol(name) for name in ("N", "C", "H", "W"))


@st.composite
def operations(draw: Any) -> Operation:
    """An operation on an image (N, C, H, W)."""
    kernel, stride = (draw(SMALL), draw(SMALL)), (draw(st.integers(1, 3)), draw(st.integers(1, 3)))
    padding, dilation = symmetric((draw(st.integers(0, 2)), draw(st.integers(0, 2)))), (draw(st.integers(1, 2)),) * 2
    ceil, features = draw(st.booleans()), draw(SMALL)
    mode = draw(st.sampled_from(["constant", "reflect", "replicate", "circular"]))
    choices = (
        Convolution(features, 6, kernel, stride, padding, dilation),
        Convolution(features, 6, kernel, stride, "same", dilation, dialect=ConvolutionDialect(strided_same=True)),
        TransposedConvolution(features, 6, kernel, stride, padding, dilation, output_padding=(0, 0)),
        Pooling("max", kernel, stride, padding, dilation, ceil),
        Pooling("average", kernel, stride, padding, None, ceil),
        AdaptivePooling("average", (draw(SMALL), None)),
        Linear(features, 5),
        BatchNormalization(features, ranks=(4,)),
        InstanceNormalization(features, ranks=(3, 4), track=False),
        LayerNormalization((features, draw(SMALL))),
        GroupNormalization(draw(SMALL), 12, several_values=False),
        PadTrailing(padding, mode),
        Resize(None, draw(st.sampled_from([2, 0.5, 1.5, 0.25]))),
        Resize(draw(SMALL), None, "bilinear"),
        PixelShuffle(draw(st.integers(1, 3))),
        PixelUnshuffle(draw(st.integers(1, 3))),
        Unfold(kernel, dilation, tuple(before for before, _ in padding), stride),
    )
    return draw(st.sampled_from(choices))


def concrete(size: Size, values: Mapping[Symbol, int]) -> int | None:
    """The number that a size is, None when something unknown is left in it."""
    return evaluate(size, values) if all(symbol in values for symbol in symbols(size)) else None


@settings(max_examples=300, deadline=None)
@given(
    operation=operations(),
    values=st.tuples(st.integers(1, 3), st.integers(1, 12), st.integers(1, 9), st.integers(1, 9)),
)
def test_open_sizes(operation: Operation, values: tuple[int, ...]) -> None:
    bound = dict(zip(SIZES, values, strict=True))
    opened, closed = operation.infer([TensorType(SIZES)]), operation.infer([TensorType(values)])
    refused = any(r.verdict is Verdict.FAILS for r in closed.requirements)
    if any(r.verdict is Verdict.FAILS for r in opened.requirements):
        assert refused
    if all(r.verdict is Verdict.HOLDS for r in opened.requirements):
        assert not refused
    if refused:
        return
    for general, particular in zip(opened.outputs, closed.outputs, strict=True):
        assert general.shape is not None
        found = tuple(concrete(size, bound) for size in general.shape)
        assert particular.shape is not None
        assert all(a is None or a == b for a, b in zip(found, particular.shape, strict=True)), (found, particular.shape)
