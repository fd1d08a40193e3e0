"""A flatten from the first axis on makes one vector of the whole batch.

## What it does
Reports `torch.flatten(x)`, `x.flatten()`, `x.view(-1)` and the like within a model, on a tensor whose first axis is
known to be the batch, where the result goes into a linear layer.

## Why is this bad
`torch.flatten` starts at axis 0 unless told otherwise (`nn.Flatten` starts at 1): the samples of the batch become one
long vector. The linear layer after it fits one batch size only, mostly that of a first try with a single sample.

## Example
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.fc = nn.Linear(8 * 6 * 6, 10)

    def forward(self, x):
        return self.fc(torch.flatten(self.conv(x)))


Net()(torch.randn(1, 3, 8, 8))
```

## Use instead
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.fc = nn.Linear(8 * 6 * 6, 10)

    def forward(self, x):
        return self.fc(torch.flatten(self.conv(x), 1))


Net()(torch.randn(1, 3, 8, 8))
```
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from shapelint.diagnostics.remedy import Remedy
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Shape
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.reshape import Flatten, Reshape, Unsqueeze
from shapelint.symbolic import Verdict, equal, product
from shapelint_rules.support.axis_roles import axis_roles
from shapelint_rules.support.dataflow import flow_of
from shapelint_rules.support.failures import layer_name
from shapelint_rules.support.provenance import known
from shapelint_rules.support.remedies import features_of, flattened
from shapelint_rules.support.wording import size


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if node.depth and merges_everything(node) and axis_roles(run).has_own_batch(node.inputs[0]):
            yield from finding(run, node)


def merges_everything(node: Node) -> bool:
    """Whether one vector, or a single row, is made of samples that hold more than one value."""
    shape, operation = node.inputs[0].shape if node.inputs else None, node.operation
    if shape is None or len(shape) < 2 or equal(product(shape[1:]), 1) is not Verdict.FAILS:
        return False
    if isinstance(operation, Flatten):
        return operation.start in (0, -len(shape)) and operation.end in (-1, len(shape) - 1)
    if (
        not isinstance(operation, Reshape)
        or operation.kept
        or any(r.verdict is Verdict.FAILS for r in node.requirements)
    ):
        return False
    return operation.shape == (-1,) or (operation.shape == (1, -1) and shape[0] != 1)


def finding(run: Run, node: Node) -> Iterator[Finding]:
    reached = [later for first in flow_of(run).reached(node) for later in seen_through_rows(run, first)]
    layer = next((later for later in reached if isinstance(later.operation, Linear)), None)
    if layer is None:
        return
    shape = node.inputs[0].shape or ()
    whole = "a single row" if node.output_types[0].rank == 2 else "one vector"
    yield Finding(
        f"{layer_name(node)} makes {whole} of {size(product(shape))} values of the whole batch {render_shape(shape)}: "
        f"{layer_name(layer)} then fits one batch size only",
        node.place,
        help=node.dialect.advice.whole,
        operand=node.inputs[0],
        remedy=remedy(node, layer, shape) if layer in flow_of(run).reached(node) else None,
    )


def remedy(node: Node, layer: Node, shape: Shape) -> Remedy | None:
    """A flatten that keeps the batch, and a linear layer that takes the values of one sample."""
    rows, sizes = flattened(node), known(shape[1:])
    if rows is None or sizes is None:
        return None
    operation = layer.operation
    if isinstance(operation, Linear) and operation.in_features == prod(sizes):
        return Remedy((rows,), "make one row of each sample", "unsafe")
    features = features_of(layer, prod(sizes), sizes)
    return None if features is None else Remedy((rows, features), "make one row of each sample", "unsafe")


def seen_through_rows(run: Run, node: Node) -> list[Node]:
    """The node itself, or, where it only puts an axis in front again, what comes after it."""
    return list(flow_of(run).reached(node)) if isinstance(node.operation, (Unsqueeze, Reshape)) else [node]


RULE = Rule("SHP206", "flatten-merges-batch", "warning", __doc__ or "", (Run,), check, has_fixes=True)
