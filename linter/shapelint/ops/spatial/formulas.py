"""How an output size comes about, with the numbers in it: what a student would write on paper.

Formulas: those of `window`, `convolution` and `pooling`, which compute the sizes; a test holds that both agree.
"""

from __future__ import annotations

from shapelint.ir.types import Shape
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.pooling import Pooling
from shapelint.ops.spatial.window import as_image
from shapelint.records import dataclass
from shapelint.symbolic import Size


@dataclass(frozen=True, slots=True)
class _Window:
    """One axis of a window as numbers."""

    size: int
    kernel: int
    stride: int
    dilation: int
    before: int
    after: int

    @property
    def padding(self) -> str:
        if self.before == self.after:
            return f" + 2*{self.before}" if self.before else ""
        return "".join(f" + {side}" for side in (self.before, self.after) if side)


def formulas(operation: Operation, source: Shape) -> tuple[str, ...]:
    """One formula for each spatial axis of a convolution or pooling, such as "(32 + 2*1 - 3) // 2 + 1"; none for other
    operations, and where a size is not a number."""
    if not isinstance(operation, (Convolution, Pooling)):
        return ()
    image = as_image(source, len(operation.kernel_size), operation.channels_last, operation.unbatched)
    if image is None:
        return ()
    found = [_formula(operation, axis, size) for axis, size in enumerate(image.spatial)]
    return tuple(one for one in found if one) if all(found) else ()


def _formula(operation: Convolution | Pooling, axis: int, size: Size) -> str:
    before, after = (0, 0) if isinstance(operation.padding, str) else operation.padding[axis]
    dilation = 1 if operation.dilation is None else operation.dilation[axis]
    numbers = (size, operation.kernel_size[axis], operation.stride[axis], dilation, before, after)
    known = [number for number in numbers if isinstance(number, int)]
    if len(known) < len(numbers) or known[2] < 1:
        return ""
    window = _Window(*known)
    if isinstance(operation, TransposedConvolution):
        return _transposed(operation, axis, window)
    if operation.padding in ("same", "causal"):
        return f"ceil({window.size} / {window.stride})" if window.stride > 1 else f"{window.size}"
    if getattr(operation, "ceil_mode", False):
        return f"ceil(({_free(window)}) / {window.stride}) + 1"
    return f"({_free(window)}) // {window.stride} + 1" if window.stride > 1 else f"{_free(window)} + 1"


def _free(window: _Window) -> str:
    """By how much the padded axis is longer than the window."""
    span = f"{window.dilation}*({window.kernel} - 1) - 1" if window.dilation > 1 else str(window.kernel)
    return f"{window.size}{window.padding} - {span}"


def _transposed(operation: TransposedConvolution, axis: int, window: _Window) -> str:
    if isinstance(operation.padding, str) or operation.output_size is not None:
        return f"{window.size}*{window.stride}" if operation.padding == "same" else ""
    extra = 0 if operation.output_padding is None else operation.output_padding[axis]
    span = f"{window.dilation}*({window.kernel} - 1) + 1" if window.dilation > 1 else str(window.kernel)
    more = f" + {extra}" if extra else ""
    padding = window.padding.replace(" + ", " - ")
    return f"({window.size} - 1)*{window.stride}{padding} + {span}{more}"
