"""A squeeze without a dimension also drops the batch axis when the batch is one sample.

## What it does
Reports `squeeze()` without `dim` within a model, on a tensor whose first axis is known to be the batch and may be 1,
where the result goes on as if that axis were still there.

## Why is this bad
The model works for every batch but one: the last, smaller batch of an epoch, or a single image at inference. Then the
first axis is gone, and what comes after takes the channels for the batch, or raises.

## Example
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 3)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        return self.fc(self.pool(self.conv(x)).squeeze())
```

## Use instead
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 3)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        return self.fc(torch.flatten(self.pool(self.conv(x)), 1))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Shape
from shapelint.ir.run import Run
from shapelint.ops.axes import is_unknown, render_shape
from shapelint.ops.loss import Loss
from shapelint.ops.reshape import Expand, Reshape, Squeeze, Unsqueeze
from shapelint.symbolic import Verdict, equal, less_equal, render
from shapelint_rules.axis_roles import BATCH, axis_roles
from shapelint_rules.failures import layer_name
from shapelint_rules.flow import flow_of, is_total

RESTORING = (Reshape, Unsqueeze, Expand)


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if isinstance(node.operation, Squeeze) and node.operation.axes is None and node.depth:
            shape = node.inputs[0].shape
            if shape and may_be_one(shape) and axis_roles(run).role(node.inputs[0], 0) == BATCH:
                yield from finding(run, node, shape)


def may_be_one(shape: Shape) -> bool:
    """Whether the first size is free, or is 1 together with another one that is meant to be dropped."""
    if is_unknown(shape[0]):
        return False
    if equal(shape[0], 1) is Verdict.HOLDS:
        return any(equal(s, 1) is Verdict.HOLDS for s in shape[1:])
    return less_equal(2, shape[0]) is Verdict.UNDECIDED


def finding(run: Run, node: Node, shape: Shape) -> Iterator[Finding]:
    later = list(flow_of(run).reached(node))
    if later and all(is_total(n) or isinstance(n.operation, (Loss, *RESTORING)) for n in later):
        return
    if any(isinstance(n.operation, Unsqueeze) for n in later):
        return
    single = equal(shape[0], 1) is Verdict.HOLDS
    when = "the batch of 1 here" if single else f"the batch {render(shape[0])} when it is 1"
    yield Finding(
        f"{layer_name(node)} of {render_shape(shape)} without dim drops every axis of size 1: also {when}",
        node.place,
        help=advice(shape, node.framework),
        operand=node.inputs[0],
        remedy=remedy(node, shape),
    )


def remedy(node: Node, shape: Shape) -> Remedy | None:
    """The axes named that have size 1 here, the batch left out."""
    axes = single_axes(shape)
    named = str(axes[0]) if len(axes) == 1 else str(tuple(axes))
    if not axes or any(is_unknown(s) or equal(s, 1) is Verdict.UNDECIDED for s in shape[1:]):
        return None
    templates = {
        "torch.Tensor.squeeze": f"{{receiver}}.squeeze({named})",
        "torch.squeeze": f"{{function}}({{input|0}}, {named})",
    }
    template = templates.get(node.callee)
    return None if template is None else Remedy((Rewrite(node.place, template),), "name what is dropped", "unsafe")


def single_axes(shape: Shape) -> list[int]:
    return [axis for axis, s in enumerate(shape) if axis and equal(s, 1) is Verdict.HOLDS]


def advice(shape: Shape, framework: str) -> str:
    """The axes that are meant, named."""
    axes = single_axes(shape)
    if not axes:
        return "no other axis has size 1: leave the squeeze out"
    named = str(axes[0]) if len(axes) == 1 else str(tuple(axes))
    is_flat = framework == "torch" and axes == list(range(2, len(shape)))
    flat = " or torch.flatten(x, 1)" if is_flat else ""
    return f"name what is to be dropped: squeeze({named}){flat}"


RULE = Rule("SHP204", "squeeze-drops-batch", "warning", __doc__ or "", (Run,), check, has_fixes=True)
