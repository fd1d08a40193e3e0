"""What a strided window leaves out at the end of an axis."""

from __future__ import annotations

from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.pooling import Pooling


def left_over(operation: Convolution | Pooling, axis: int, size: object) -> int:
    """How many elements at the end of the axis no window reaches; 0 where that is not known."""
    if operation.padding in ("same", "causal") or getattr(operation, "ceil_mode", False):
        return 0
    before, after = (0, 0) if isinstance(operation.padding, str) else operation.padding[axis]
    dilation = 1 if operation.dilation is None else operation.dilation[axis]
    numbers = (size, before, after, operation.kernel_size[axis], operation.stride[axis], dilation)
    known = [n for n in numbers if isinstance(n, int)]
    if len(known) < len(numbers):
        return 0
    length, left, right, kernel, stride, spread = known
    span = spread * (kernel - 1) + 1
    if stride < 1 or length + left + right < span:
        return 0
    return max(0, (length + left + right - span) % stride - right)
