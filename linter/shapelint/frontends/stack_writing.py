"""How a framework writes a plain stack of layers that another framework's layers have been read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from shapelint.ir.types import Shape
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.pooling import Pooling
from shapelint.ops.spatial.window import as_image
from shapelint.records import dataclass
from shapelint.symbolic import Size


@dataclass(frozen=True, slots=True)
class Details:
    """What a layer has beside its operation, in neutral terms: the `rate` of a dropout, the `epsilon` of a
    normalization and how much of the old average its `momentum` keeps, the `slope` of a leaky activation, the neutral
    name of an `activation` that is part of the layer, and whether an average `counts_padding`."""

    rate: float | None = None
    epsilon: float | None = None
    momentum: float | None = None
    slope: float | None = None
    activation: str = ""
    counts_padding: bool = True


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer to be written: what it computes, on what, and whether the shapes are its own framework's, channels
    last. All sizes but the batch are numbers."""

    operation: Operation
    details: Details
    source: Shape
    output: Shape
    channels_last: bool


@dataclass(frozen=True, slots=True)
class WrittenLayer:
    """The lines that a layer becomes, without what stands before their names, and what is not the same there."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StackWriter:
    """`describe` gives the details of a layer by its arguments; `write` the lines of a layer, or in words why there are
    none."""

    describe: Callable[[Mapping[str, object]], Details]
    write: Callable[[Layer], WrittenLayer | str]


def call_text(name: str, *positional: object, **named: object) -> str:
    """The text of a call, arguments of None left out."""
    given = [shown(value) for value in positional]
    given += [f"{key}={shown(value)}" for key, value in named.items() if value is not None]
    return f"{name}({', '.join(given)})"


def shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple) and len(value) == 1:
        return f"({shown(value[0])},)"
    return f"({', '.join(map(shown, value))})" if isinstance(value, tuple) else f"{value}"


def compact(sizes: Sequence[Size]) -> object:
    """One number where all are equal, else a tuple."""
    return sizes[0] if len(set(sizes)) == 1 else tuple(sizes)


def unless(value: object, usual: object) -> object:
    """The value, None where it is the usual one."""
    return None if value == usual else value


def is_for_each(value: object, usual: int) -> bool:
    return isinstance(value, tuple) and all(one == usual for one in value)


def sides(operation: Convolution | Pooling, source: Shape) -> tuple[tuple[int, int], ...] | None:
    """How many elements are added before and after each spatial axis, for these sizes; None where that is not
    known."""
    image = as_image(source, len(operation.kernel_size), operation.channels_last, operation.unbatched)
    if image is None:
        return None
    found = []
    for axis, size in enumerate(image.spatial):
        dilation = 1 if operation.dilation is None else operation.dilation[axis]
        kernel, stride = operation.kernel_size[axis], operation.stride[axis]
        if not (isinstance(dilation, int) and isinstance(kernel, int) and isinstance(stride, int)) or stride < 1:
            return None
        span = dilation * (kernel - 1) + 1
        if operation.padding == "causal":
            found.append((span - 1, 0))
        elif operation.padding == "same":
            if not isinstance(size, int):
                return None
            total = max((-(-size // stride) - 1) * stride + span - size, 0)
            found.append((total // 2, total - total // 2))
        elif isinstance(operation.padding, str):
            found.append((0, 0))
        else:
            before, after = operation.padding[axis]
            if not (isinstance(before, int) and isinstance(after, int)):
                return None
            found.append((before, after))
    return tuple(found)


def channels_of(layer: Layer) -> Size:
    return layer.source[-1] if layer.channels_last else layer.source[1]


def number(value: object) -> float | None:
    """The value if it is a plain number."""
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
