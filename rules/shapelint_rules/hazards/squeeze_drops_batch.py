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
from shapelint.ir import Node, Shape, Tensor
from shapelint.ir.run import Run
from shapelint.ops.axes import is_unknown, render_shape
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.reshape import Expand, Reshape, Squeeze, Unsqueeze
from shapelint.ops.loss.criterion import Loss
from shapelint.symbolic import Verdict, equal, less_equal, render
from shapelint_rules.support.axis_roles import BATCH, axis_roles
from shapelint_rules.support.dataflow import flow_of, is_total
from shapelint_rules.support.failures import layer_name

RESTORING = (Reshape, Unsqueeze, Expand)


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if isinstance(node.operation, Squeeze) and node.operation.axes is None and node.depth:
            shape = node.inputs[0].shape or ()
            batch = next((a for a in range(len(shape)) if axis_roles(run).role(node.inputs[0], a) == BATCH), None)
            if batch is not None and may_be_one(shape, batch):
                yield from finding(run, node, shape, batch)
            elif batch is not None and single_last_batch(run, node.inputs[0], batch):
                yield from finding(run, node, shape, batch, "the last batch, which has 1 row")


def may_be_one(shape: Shape, batch: int) -> bool:
    """Whether the batch is free, or is 1 together with another size that is meant to be dropped."""
    if is_unknown(shape[batch]):
        return False
    if equal(shape[batch], 1) is Verdict.HOLDS:
        return bool(single_axes(shape, batch))
    return less_equal(2, shape[batch]) is Verdict.UNDECIDED


def single_last_batch(run: Run, tensor: Tensor, batch: int) -> bool:
    """Whether the batch is one of a loader's whose last one has a single row."""
    roles = axis_roles(run)
    data = {id(t): t for n in run.nodes for t in n.inputs if t.batching is not None and t.batching.has_remainder}
    return any(
        one.batching is not None and one.batching.last == 1 and roles.is_same(one, 0, tensor, batch)
        for one in data.values()
    )


def finding(run: Run, node: Node, shape: Shape, batch: int, when: str = "") -> Iterator[Finding]:
    later = list(flow_of(run).reached(node))
    if later and all(is_harmless(run, n) for n in later):
        return
    if any(isinstance(n.operation, Unsqueeze) for n in later):
        return
    single = equal(shape[batch], 1) is Verdict.HOLDS
    when = when or ("the batch of 1 here" if single else f"the batch {render(shape[batch])} when it is 1")
    yield Finding(
        f"{layer_name(node)} of {render_shape(shape)} without dim drops every axis of size 1: also {when}",
        node.place,
        help=advice(shape, batch, node.dialect.advice.flattened),
        operand=node.inputs[0],
        remedy=remedy(node, shape, batch),
    )


def is_harmless(run: Run, node: Node, depth: int = 8) -> bool:
    """Whether it makes no difference to what a tensor goes into that its batch axis is missing: everything is reduced
    to one number, or the axis is put back, at once or behind layers that work on the last axis alone."""
    if is_total(node) or isinstance(node.operation, (Loss, *RESTORING)):
        return True
    if not isinstance(node.operation, Linear) or depth == 0:
        return False
    later = list(flow_of(run).reached(node))
    return bool(later) and all(
        isinstance(n.operation, RESTORING) or (isinstance(n.operation, Linear) and is_harmless(run, n, depth - 1))
        for n in later
    )


def remedy(node: Node, shape: Shape, batch: int) -> Remedy | None:
    """The axes named that have size 1 here, the batch left out."""
    axes = single_axes(shape, batch)
    named = str(axes[0]) if len(axes) == 1 else str(tuple(axes))
    others = [s for axis, s in enumerate(shape) if axis != batch]
    if not axes or any(is_unknown(s) or equal(s, 1) is Verdict.UNDECIDED for s in others):
        return None
    template = node.dialect.spelling.squeezed.get(node.callee)
    if template is None:
        return None
    change = Rewrite(node.place, template.replace("AXES", named))
    return Remedy((change,), "name what is dropped", "unsafe")


def single_axes(shape: Shape, batch: int) -> list[int]:
    return [axis for axis, s in enumerate(shape) if axis != batch and equal(s, 1) is Verdict.HOLDS]


def advice(shape: Shape, batch: int, flattened: str) -> str:
    """The axes that are meant, named; `flattened` does as well where these are all behind the second one."""
    axes = single_axes(shape, batch)
    if not axes:
        return "no other axis has size 1: leave the squeeze out"
    named = str(axes[0]) if len(axes) == 1 else str(tuple(axes))
    is_flat = batch == 0 and axes == list(range(2, len(shape)))
    flat = f" or {flattened}" if is_flat and flattened else ""
    return f"name what is to be dropped: squeeze({named}){flat}"


RULE = Rule("SHP204", "squeeze-drops-batch", "warning", __doc__ or "", (Run,), check, has_fixes=True)
