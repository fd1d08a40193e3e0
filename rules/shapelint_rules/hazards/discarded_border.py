"""A strided window leaves the last rows or columns of its input unused.

## What it does
Reports a convolution or pooling whose windows, as many as fit, do not reach the end of the input: of 8 columns, a
pooling by 3 uses 6. Rows that are only padding do not count. Off by default.

## Why is this bad
What stands at the right and lower border never takes part, in training or at inference. That is often accepted; where
it is not, a padding, `ceil_mode=True` or another stride uses it.

## Example
```python
import torch
from torch import nn

nn.MaxPool2d(3)(torch.randn(1, 4, 8, 8))
```

## Use instead
```python
import torch
from torch import nn

nn.MaxPool2d(3)(torch.randn(1, 4, 9, 9))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node
from shapelint.ops.axes import render_shape
from shapelint.ops.spatial.border import left_over
from shapelint.ops.spatial.convolution import Convolution, TransposedConvolution
from shapelint.ops.spatial.pooling import Pooling
from shapelint.ops.spatial.window import as_image
from shapelint.symbolic import Verdict
from shapelint_rules.support.axis_tracking import unwrapped
from shapelint_rules.support.failures import call_place, layer_name
from shapelint_rules.support.wording import counted


def check(node: Node) -> Iterator[Finding]:
    operation = unwrapped(node.operation)
    if not isinstance(operation, (Convolution, Pooling)) or isinstance(operation, TransposedConvolution):
        return
    shape = node.inputs[0].shape if node.inputs else None
    if shape is None or any(r.verdict is Verdict.FAILS for r in node.requirements):
        return
    image = as_image(shape, len(operation.kernel_size), operation.channels_last, operation.unbatched)
    if image is None:
        return
    unused = [left_over(operation, axis, size) for axis, size in enumerate(image.spatial)]
    if any(unused):
        axis = next(i for i, count in enumerate(unused) if count)
        used = image.spatial[axis] - unused[axis]
        yield Finding(
            f"{layer_name(node)} of {render_shape(shape)} uses {used} of {image.spatial[axis]} places along axis "
            f"{image.first_spatial_axis + axis}: {counted(unused[axis], 'place')} at the end "
            f"{'is' if unused[axis] == 1 else 'are'} left out",
            call_place(node),
            help=node.dialect.advice.border,
            operand=node.inputs[0],
        )


RULE = Rule("SHP209", "discarded-border", "warning", __doc__ or "", (Node,), check, is_on_by_default=False)
