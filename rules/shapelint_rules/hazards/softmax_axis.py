"""A softmax runs over the batch, or over an axis that nobody has named.

## What it does
Reports a softmax (or log_softmax, softmin) along an axis that is known to be the batch, where the result is used as the
scores of each sample; and one without `dim`, with the axis that torch then takes.

## Why is this bad
Along the batch, the probabilities of a class over all samples add up to one, not those of a sample over the classes:
the result of one sample depends on the others in its batch. Without `dim` torch takes axis 0 for tensors of 0, 1 or 3
axes, else axis 1, and warns.

## Example
```python
import torch
from torch import nn

model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Linear(8 * 6 * 6, 10), nn.Softmax(dim=0))
model(torch.randn(4, 3, 8, 8))
```

## Use instead
```python
import torch
from torch import nn

model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Linear(8 * 6 * 6, 10), nn.Softmax(dim=1))
model(torch.randn(4, 3, 8, 8))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Keyword, Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Place, Tensor
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape, resolve_axis
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.loss.criterion import ClassLoss
from shapelint.ops.pointwise.reduction import Reduce, TopK
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.axis_roles import BATCH, axis_roles
from shapelint_rules.support.dataflow import flow_of
from shapelint_rules.support.failures import layer_name, written_argument


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        operation = node.operation
        if not isinstance(operation, Softmax) or node.inputs[0].shape is None:
            continue
        if not operation.axes:
            yield from implicit(run, node, len(node.inputs[0].shape))
        elif len(operation.axes) == 1:
            yield from over_batch(run, node, operation)


def implicit(run: Run, node: Node, rank: int) -> Iterator[Finding]:
    """No axis is named: the framework chooses by the number of axes."""
    if rank < 2 or not node.dialect.implicit_softmax_axis:
        return
    axis = 0 if rank == 3 else 1
    tensor = node.inputs[0]
    role = " (the batch)" if axis == 0 and axis_roles(run).role(tensor, 0) == BATCH else ""
    taken = f"{node.dialect.name} takes axis {axis}{role} of {render_shape(tensor.shape)}"
    argument = node.dialect.spelling.axis
    yield Finding(
        f"{layer_name(node)} without {argument}: {taken}, and only because it has {rank} axes",
        place_of(node),
        help=f"name the axis: {argument}={'-1, if the last one is meant' if axis == 0 else axis}",
        operand=tensor,
        remedy=named(node, argument, "-1" if axis == 0 else str(axis), "name the axis"),
    )


def named(node: Node, argument: str, axis: str, message: str) -> Remedy:
    """The axis written where the layer is built, or where the function is called."""
    written = written_argument(node, argument)
    if written is not None and written.place is not None:
        return Remedy((Rewrite(written.place, axis),), message, "unsafe")
    return Remedy((Keyword(place_of(node), argument, axis),), message, "unsafe")


def place_of(node: Node) -> Place:
    return node.definition.place if node.definition is not None else node.place


def over_batch(run: Run, node: Node, operation: Softmax) -> Iterator[Finding]:
    tensor = node.inputs[0]
    rank = len(tensor.shape or ())
    axis = resolve_axis(operation.axes[0], rank)
    if rank < 2 or axis != 0 or not is_only_batch(run, tensor) or not is_used_as_scores(run, node):
        return
    argument = operation.argument or node.dialect.spelling.axis
    written = written_argument(node, argument)
    right = "1" if rank == 2 or not node.dialect.channels_last else "-1"
    yield Finding(
        f"{layer_name(node)} along axis {operation.axes[0]} of {render_shape(tensor.shape)}, which is the batch: the "
        "values of different samples add up to 1, not those of a sample",
        (written and written.place) or place_of(node),
        expected=int(right),
        actual=operation.axes[0],
        help=f"take the axis of the classes: {argument}={right}",
        replacement=right if written is not None and written.place is not None and rank == 2 else "",
        operand=tensor,
        remedy=named(node, argument, right, "take the axis of the classes") if rank == 2 else None,
    )


def is_only_batch(run: Run, tensor: Tensor) -> bool:
    """Whether the first axis is the batch and no other one is (as in a matrix that compares all samples), and there is
    another one to take."""
    roles = axis_roles(run)
    others = range(1, len(tensor.shape or ()))
    if roles.role(tensor, 0) != BATCH or any(roles.role(tensor, axis) == BATCH for axis in others):
        return False
    return any(equal(size, 1) is Verdict.FAILS for size in (tensor.shape or ())[1:])


def is_used_as_scores(run: Run, node: Node) -> bool:
    """Whether the result goes out of the model, into a loss on classes, or is searched for each sample's best class.
    Weights for a sum over the batch are meant as they are."""
    return all(isinstance(later.operation, (ClassLoss, Reduce, TopK)) for later in flow_of(run).reached(node))


RULE = Rule("SHP208", "softmax-axis", "warning", __doc__ or "", (Run,), check, has_fixes=True)
