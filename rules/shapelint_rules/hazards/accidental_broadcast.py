"""Two tensors of one number a sample, (N, 1) and (N,), broadcast to (N, N).

## What it does
Reports an elementwise loss (`MSELoss`, `L1Loss`, `SmoothL1Loss`, ...) whose input and target are both stretched by
broadcasting, and arithmetic or a comparison of a column (N, 1) that a layer gave with a vector (N,) of the same N, the
result of which is only summed or averaged as a whole.

## Why is this bad
Every prediction is compared with the target of every sample: the loss is finite and even falls, but the model learns
the average of the targets; an accuracy counted that way can be larger than 1.

## Example
```python
import torch
from torch import nn

model = nn.Linear(8, 1)
loss = nn.MSELoss()(model(torch.randn(16, 8)), torch.randn(16))
```

## Use instead
```python
import torch
from torch import nn

model = nn.Linear(8, 1)
loss = nn.MSELoss()(model(torch.randn(16, 8)).squeeze(1), torch.randn(16))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Shape, Tensor
from shapelint.ir.run import Run
from shapelint.ops.axes import is_unknown, render_shape
from shapelint.ops.broadcasting import broadcast
from shapelint.ops.dense.linear import Bilinear, Linear
from shapelint.ops.loss.criterion import ElementwiseLoss
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce, TopK
from shapelint.ops.spatial.convolution import Convolution
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.dataflow import before, flow_of, is_total
from shapelint_rules.support.failures import layer_name

LAYERS = (Linear, Bilinear, Convolution)


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if len(node.inputs) < 2 or any(r.verdict is Verdict.FAILS for r in node.requirements):
            continue
        first, second = node.inputs[:2]
        if first.shape is None or second.shape is None or not both_stretch(first.shape, second.shape):
            continue
        if isinstance(node.operation, ElementwiseLoss):
            if not node.operation.same_shape:
                yield of_loss(node, first, second)
        elif isinstance(node.operation, Elementwise) and len(node.inputs) == 2 and is_accident(run, node):
            yield of_arithmetic(run, node)


def both_stretch(first: Shape, second: Shape) -> bool:
    """Whether each of the shapes has an axis of size 1, or lacks one, where the other one has more."""
    length = max(len(first), len(second))
    left, right = ((1,) * (length - len(s)) + s for s in (first, second))
    pairs = list(zip(left, right, strict=True))
    if any(is_unknown(size) for pair in pairs for size in pair):
        return False
    ones = [(equal(a, 1) is Verdict.HOLDS, equal(b, 1) is Verdict.HOLDS) for a, b in pairs]
    return (True, False) in ones and (False, True) in ones


def grown(node: Node) -> str:
    shape, _ = broadcast([tensor.type for tensor in node.inputs[:2]])
    return render_shape(shape)


def of_loss(node: Node, first: Tensor, second: Tensor) -> Finding:
    return Finding(
        f"{layer_name(node)}: the input {render_shape(first.shape)} and the target {render_shape(second.shape)} "
        f"broadcast to {grown(node)}, so every prediction is compared with the targets of all samples",
        node.place,
        expected=render_shape(first.shape),
        actual=render_shape(second.shape),
        help=advice(first, second),
        operand=first,
        remedy=squeezed(node, first, second),
    )


def advice(first: Tensor, second: Tensor) -> str:
    """Which one to change, and how."""
    name, other = ("input", "target") if is_column(first, second) else ("target", "input")
    if is_column(first, second) or is_column(second, first):
        return f"give both the same shape: {name}.squeeze(1), or {other}.unsqueeze(1)"
    return "give both the same shape"


def is_column(first: Tensor, second: Tensor) -> bool:
    """(N, 1) beside (N,), of the same N."""
    a, b = first.shape or (), second.shape or ()
    return (
        len(a) == 2
        and len(b) == 1
        and equal(a[1], 1) is Verdict.HOLDS
        and equal(a[0], b[0]) is Verdict.HOLDS
        and equal(a[0], 1) is not Verdict.HOLDS
    )


def squeezed(node: Node, first: Tensor, second: Tensor) -> Remedy | None:
    for position, (tensor, other) in enumerate(((first, second), (second, first))):
        written = node.arguments.get(("input", "target")[position])
        if is_column(tensor, other) and written is not None and written.place is not None:
            return Remedy((Rewrite(written.place, "{text}.squeeze(1)"),), applicability="unsafe")
    return None


def is_accident(run: Run, node: Node) -> bool:
    """A column that a layer gave, a vector, and a result of which only the whole sum or average is wanted: nobody
    means a table of all pairs that is looked at nowhere."""
    column = next((a for a, b in (node.inputs, node.inputs[::-1]) if is_column(a, b)), None)
    if column is None or not is_of_layer(column):
        return False
    later = list(flow_of(run).reached(node))
    return bool(later) and all(is_total(n) for n in later)


def is_of_layer(tensor: Tensor) -> bool:
    """Whether the size 1 is a layer's number of outputs, or that of a best class kept as an axis: not put there for
    the sake of broadcasting."""
    node = before(tensor).producer
    if node is None:
        return False
    if isinstance(node.operation, Reduce):
        return node.operation.keep and node.operation.name in ("argmax", "argmin")
    return isinstance(node.operation, (*LAYERS, TopK))


def of_arithmetic(run: Run, node: Node) -> Finding:
    first, second = node.inputs[:2]
    column = first if is_column(first, second) else second
    total = next(flow_of(run).reached(node))
    return Finding(
        f"{layer_name(node)}: {render_shape(first.shape)} and {render_shape(second.shape)} broadcast to {grown(node)}, "
        f"so {layer_name(total)} runs over all pairs of samples",
        node.place,
        expected=render_shape(first.shape),
        actual=render_shape(second.shape),
        help="drop the last axis of the first one" if column is first else "drop the last axis of the second one",
        operand=column,
    )


RULE = Rule("SHP203", "accidental-broadcast", "warning", __doc__ or "", (Run,), check, has_fixes=True)
