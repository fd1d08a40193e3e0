"""Tensors that are combined element by element do not have shapes that fit together.

## What it does
Reports arithmetic, comparisons and merging layers (`Add`, `Multiply`, ...) whose operands cannot be broadcast: some
axis has two different sizes, neither of them 1.

## Why is this bad
The framework raises as soon as the operation runs. In a residual block, the shortcut mostly lacks the projection that
gives it the channels or the stride of the main path.

## What the framework says
```text
The size of tensor a (128) must match the size of tensor b (64) at non-singleton dimension 1
Inputs have incompatible shapes. Received shapes (8, 8, 16) and (8, 8, 32)
```

## Example
```python
import torch
from torch import nn

x = torch.randn(1, 64, 8, 8)
y = nn.Conv2d(64, 128, 3, padding=1)(x) + x
```

## Use instead
```python
import torch
from torch import nn

x = torch.randn(1, 64, 8, 8)
y = nn.Conv2d(64, 128, 3, padding=1)(x) + nn.Conv2d(64, 128, 1)(x)
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node, Tensor
from shapelint_rules.support.advice import differing, makers
from shapelint_rules.support.failures import Subject, failures


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.OPERANDS):
        required = failure.requirement
        tensors = subject.inputs[:2] if isinstance(subject, Node) else ()
        yield Finding(
            failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            help=advice(tensors),
            operand=failure.operand,
            related=makers(tensors) if len(tensors) == 2 else (),
        )


def advice(tensors: Sequence[Tensor]) -> str:
    """What would make operands fit that are images of the same batch."""
    shapes = [tensor.shape for tensor in tensors if tensor.shape is not None]
    if len(shapes) != 2 or len(shapes[0]) != len(shapes[1]) or len(shapes[0]) < 3:
        return ""
    axes = list(differing(shapes))
    if axes == [1] or axes == [len(shapes[0]) - 1]:
        return "a projection of one side, such as a convolution with a kernel of 1, gives both the same channels"
    return "a stride, padding or resize of one side gives both the same size" if axes and axes[0] > 0 else ""


RULE = Rule("SHP107", "operand-mismatch", "error", __doc__ or "", (Node, Definition, Event), check, of_failures=True)
