"""Predictions and targets, or other values of each sample, of shapes that broadcast: (N, 1) and (N,) to (N, N).

## What it does
Reports an elementwise loss (`MSELoss`, `L1Loss`, `SmoothL1Loss`, `loss="mse"`, ...) whose input and target are
stretched by broadcasting: both of them, or one that has a single value for each sample where the other has several.
Also arithmetic or a comparison of a column (N, 1) that a layer gave with a vector (N,) of the same N, the result of
which is only summed or averaged as a whole.

## Why is this bad
Predictions are compared with targets that are not theirs: the loss is finite and even falls, but the model learns the
average of the targets; an accuracy counted that way can be larger than 1.

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
from shapelint.ops.axes import render_shape
from shapelint.ops.broadcasting import broadcast
from shapelint.ops.loss.criterion import ElementwiseLoss
from shapelint.ops.loss.target_first_loss import TargetLoss
from shapelint.ops.pointwise.elementwise import LOG_PROBABILITY, Elementwise
from shapelint.records import replace
from shapelint.symbolic import Size, Verdict
from shapelint_rules.support.dataflow import flow_of, is_passing, is_total
from shapelint_rules.support.failures import layer_name
from shapelint_rules.support.stretching import (
    both_stretch,
    is_column,
    is_filled,
    is_given,
    is_of_layer,
    stretched_axis,
)
from shapelint_rules.support.wording import size

POINTWISE = frozenset({
    "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error",
    "log_cosh", "huber", "poisson", "hinge", "squared_hinge",
})  # fmt: skip


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if len(node.inputs) < 2 or any(r.verdict is Verdict.FAILS for r in node.requirements):
            continue
        operation = node.operation
        if isinstance(operation, ElementwiseLoss):
            if not operation.same_shape:
                yield from of_loss(node, operation)
        elif isinstance(operation, TargetLoss):
            if operation.name in POINTWISE:
                is_fitted = operation.reduced and node.callee.endswith(f".{operation.name}")
                yield from of_compared(node, *compared(node, operation), is_fitted)
        elif isinstance(operation, Elementwise) and len(node.inputs) == 2:
            total = accident(run, node)
            if total is not None:
                yield of_arithmetic(node, total)


def grown(first: Tensor, second: Tensor) -> str:
    shape, _ = broadcast([first.type, second.type])
    return render_shape(shape)


# ------------------------------------------------------------------------------------------------------------ losses


def of_loss(node: Node, operation: ElementwiseLoss) -> Iterator[Finding]:
    """A loss that is given the predictions first."""
    first, second = node.inputs[:2]
    if first.shape is None or second.shape is None:
        return
    if both_stretch(first.shape, second.shape):
        yield of_pairs(node, first, second)
    elif operation.reduction != "none" and (is_plain(first) and is_plain(second)):
        yield from of_repeated(node, first, second)


def is_plain(tensor: Tensor) -> bool:
    """Whether no size of it was made for the sake of broadcasting."""
    return is_of_layer(tensor) or is_given(tensor)


def compared(node: Node, operation: TargetLoss) -> tuple[Tensor, Tensor]:
    """The predictions and the targets of a loss that is given the targets first, as it compares them."""
    target, prediction = node.inputs[:2]
    shapes = operation.compared([target.type, prediction.type])
    if shapes is None:
        return prediction, target
    return with_shape(prediction, shapes[1]), with_shape(target, shapes[0])


def with_shape(tensor: Tensor, shape: Shape) -> Tensor:
    return tensor if tensor.shape == shape else replace(tensor, type=tensor.type.with_shape(shape))


def of_compared(node: Node, prediction: Tensor, target: Tensor, is_fitted: bool) -> Iterator[Finding]:
    """`is_fitted` tells that the program leaves it to the framework what is compared, and has no say in it."""
    if prediction.shape is None or target.shape is None or is_filled(target):
        return
    if both_stretch(prediction.shape, target.shape):
        yield of_pairs(node, prediction, target)
    elif is_fitted or (is_plain(prediction) and is_plain(target)):
        yield from of_repeated(node, prediction, target)


def of_pairs(node: Node, first: Tensor, second: Tensor) -> Finding:
    return Finding(
        f"{layer_name(node)}: the input {render_shape(first.shape)} and the target {render_shape(second.shape)} "
        f"broadcast to {grown(first, second)}, so every prediction is compared with the targets of all samples",
        node.place,
        expected=render_shape(first.shape),
        actual=render_shape(second.shape),
        help=advice(first, second),
        operand=node.inputs[0],
        remedy=squeezed(node, first, second),
    )


def of_repeated(node: Node, prediction: Tensor, target: Tensor) -> Iterator[Finding]:
    """One of both has a single value where the other has several."""
    for narrow, wide, texts in ((target, prediction, TARGET), (prediction, target, PREDICTION)):
        if narrow.shape is None or wide.shape is None:
            continue
        axis = stretched_axis(narrow.shape, wide.shape)
        if axis is None:
            continue
        several = wide.shape[axis]
        effect = texts.format(n=size(several))
        yield Finding(
            f"{layer_name(node)}: the predictions {render_shape(prediction.shape)} and the targets "
            f"{render_shape(target.shape)} broadcast to {grown(prediction, target)}, so {effect}",
            node.place,
            expected=render_shape(prediction.shape),
            actual=render_shape(target.shape),
            help=culprit(several, is_per_place(node, wide, axis), narrow is target),
            operand=narrow,
        )
        return


TARGET = "each target is compared with {n} predictions"
PREDICTION = "each prediction is compared with {n} targets"


def is_per_place(node: Node, wide: Tensor, axis: int) -> bool:
    """Whether the axis is not the last one, or was not before one value was taken away behind it."""
    rank = len(wide.shape or ())
    return axis < rank - 1 or any(t.type.dtype == wide.type.dtype and len(t.shape or ()) > rank for t in node.inputs)


def culprit(several: Size, per_place: bool, is_target: bool) -> str:
    """What is probably wrong, by where the values of a sample are too many."""
    count = size(several)
    if per_place and is_target:
        return (
            f"the model gives a value for each of {count} places or steps: a Flatten, a pooling, or taking the last "
            "step is missing before the last layer"
        )
    if per_place:
        return "give both the same shape"
    if is_target:
        return f"the last layer should give 1 value, or the targets {count} columns"
    return f"the last layer should give {count} values"


def advice(first: Tensor, second: Tensor) -> str:
    """Which one to change, and how."""
    if first.shape is None or second.shape is None:
        return ""
    is_first, is_second = is_column(first.shape, second.shape), is_column(second.shape, first.shape)
    name, other = ("input", "target") if is_first else ("target", "input")
    if is_first or is_second:
        return f"give both the same shape: {name}.squeeze(1), or {other}.unsqueeze(1)"
    return "give both the same shape"


def squeezed(node: Node, first: Tensor, second: Tensor) -> Remedy | None:
    if not node.dialect.spelling.has_methods:
        return None
    for position, (tensor, other) in enumerate(((first, second), (second, first))):
        written = node.arguments.get(("input", "target")[position])
        if is_column(tensor.shape or (), other.shape or ()) and written is not None and written.place is not None:
            return Remedy((Rewrite(written.place, "{text}.squeeze(1)"),), applicability="unsafe")
    return None


# -------------------------------------------------------------------------------------------------------- arithmetic


def accident(run: Run, node: Node) -> Node | None:
    """What sums or averages a table of all pairs of a column that a layer gave with a vector; None if it is looked at
    in another way: nobody means a table that is not. Nor does anybody ask each sample's distribution for the values of
    all others."""
    first, second = node.inputs
    is_drawn = isinstance(node.operation, Elementwise) and node.operation.name == LOG_PROBABILITY
    for column, other in ((first, second), (second, first)):
        if is_column(column.shape or (), other.shape or ()) and (is_drawn or is_of_layer(column)):
            return total_of(run, node)
    return None


def total_of(run: Run, table: Node) -> Node | None:
    """The sum or average of a table, seen through what treats each element by itself, and through arithmetic with
    numbers, vectors and columns; None if anything else is done with it."""
    flow, waiting, seen, found = flow_of(run), [table], {id(table)}, None
    shape = table.output_types[0].shape
    mixed: list[Node] = []  # what also takes other values, of which it is not known yet whether they are of the table
    while waiting or mixed:
        if not waiting:
            ready = [one for one in mixed if is_weighted(one, shape, seen)]
            if not ready:
                return None
            mixed = [one for one in mixed if one not in ready]
            waiting += ready
        for later in flow.consumers(waiting.pop()):
            if id(later) in seen:
                continue
            seen.add(id(later))
            if is_total(later):
                found = found or later
            elif is_passing(later):
                waiting.append(later)
            else:
                mixed.append(later)
    return found


def is_weighted(node: Node, shape: Shape | None, seen: set[int]) -> bool:
    """Whether a table is combined with itself, or with values that are not those of pairs."""
    if not isinstance(node.operation, Elementwise) or node.output_types[0].shape != shape:
        return False
    others = [t for t in node.inputs if t.producer is None or id(t.producer) not in seen]
    return all(t.shape is not None and (len(t.shape) < 2 or t.shape[1:] == (1,)) for t in others)


def of_arithmetic(node: Node, total: Node) -> Finding:
    first, second = node.inputs[:2]
    is_first = is_column(first.shape or (), second.shape or ())
    return Finding(
        f"{layer_name(node)}: {render_shape(first.shape)} and {render_shape(second.shape)} broadcast to "
        f"{grown(first, second)}, so {layer_name(total)} runs over all pairs of samples",
        node.place,
        expected=render_shape(first.shape),
        actual=render_shape(second.shape),
        help=f"drop the last axis of the {'first' if is_first else 'second'} one",
        operand=first if is_first else second,
    )


RULE = Rule("SHP203", "accidental-broadcast", "warning", __doc__ or "", (Run,), check, has_fixes=True)
