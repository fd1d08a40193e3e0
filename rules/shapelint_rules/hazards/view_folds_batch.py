"""A view or reshape makes rows of another length than a sample has, so that the batch changes.

## What it does
Follows the batch axis, and reports a `view(-1, K)` or `reshape` whose rows are not made of whole samples, nor of whole
axes of a sample: with a K that does not divide a sample, rows hold values of different samples; with one that does, a
sample is cut into several rows that a `Linear` takes for samples. Where the size of the input is not known, a K that is
no multiple of the channels is one sample's features for no input at all.

## Why is this bad
The -1 takes up whatever is left, so nothing is raised as long as the whole batch can be divided by K: the model gives
another number of rows than it was given samples, and trains on mixtures of them.

## Example
```python
import torch
from torch import nn

features = nn.Conv2d(3, 64, 3)(torch.randn(8, 3, 8, 8))
features.view(-1, 64 * 4 * 4)
```

## Use instead
```python
import torch
from torch import nn

features = nn.Conv2d(3, 64, 3)(torch.randn(8, 3, 8, 8))
torch.flatten(features, 1)
```
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from shapelint.diagnostics.remedy import Change, Remedy
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Kind, Node, Shape
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.reshape import Reshape
from shapelint.symbolic import Size, Verdict, divides, equal, product
from shapelint_rules.support.axis_roles import CHANNEL, axis_roles
from shapelint_rules.support.dataflow import flow_of
from shapelint_rules.support.failures import layer_name
from shapelint_rules.support.provenance import known
from shapelint_rules.support.remedies import features_of, flattened
from shapelint_rules.support.wording import factors, size


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if isinstance(node.operation, Reshape) and opens_the_batch(node.operation) and not has_failed(node):
            yield from finding(run, node, node.operation)


def opens_the_batch(operation: Reshape) -> bool:
    """Whether the first size is left open and all others are stated."""
    shape = operation.shape
    return operation.kept == 0 and len(shape) > 1 and shape[0] == -1 and all(s != -1 for s in shape[1:])


def has_failed(node: Node) -> bool:
    return any(r.verdict is Verdict.FAILS for r in node.requirements)


def has_wrong_rows(node: Node) -> bool:
    """Whether a loss is given other rows than targets."""
    return any(r.kind is Kind.LOSS_TARGET and r.verdict is Verdict.FAILS for r in node.requirements)


def finding(run: Run, node: Node, operation: Reshape) -> Iterator[Finding]:
    tensor = node.inputs[0]
    shape = tensor.shape
    roles = axis_roles(run)
    if shape is None or len(shape) < 2:
        return
    sample, row = product(shape[1:]), product(operation.shape[1:])
    across = cuts_across(shape, row)
    if not roles.has_own_batch(tensor) and not across:
        return
    part = known_part(shape, row)
    if part is not None and CHANNEL in roles.roles(tensor) and is_cut_for_a_layer(run, node):
        if not any(has_failed(later) for later in flow_of(run).reached(node)):
            yield of_any_size(node, row, part)
        return
    if equal(sample, row) is not Verdict.FAILS or (keeps_axes(shape, row) and not across):
        return
    flow = flow_of(run)
    if any(has_failed(later) for later in flow.reached(node)) or any(map(has_wrong_rows, flow.descendants(node))):
        return  # reported there, with the number that is wrong
    if divides(row, sample) is Verdict.FAILS and roles.has_own_batch(tensor):
        effect = "so rows mix the values of different samples"
    elif (across or CHANNEL in roles.roles(tensor)) and is_cut_for_a_layer(run, node):
        effect = f"so every sample becomes {size(sample // row)} rows"
    else:
        return
    yield Finding(
        f"{layer_name(node)} of {render_shape(shape)} makes rows of {size(row)} values, but each sample holds "
        f"{factors(shape[1:])}, {effect}",
        node.place,
        expected=sample,
        actual=row,
        help=node.dialect.advice.rows,
        operand=tensor,
        remedy=remedy(run, node, shape),
    )


def known_part(shape: Shape, row: Size) -> int | None:
    """What every sample holds a multiple of, where its sizes are not all known, if a row is no multiple of it: then no
    input has rows that are samples."""
    sizes = [one for one in shape[1:] if isinstance(one, int)]
    part = prod(sizes)
    is_open = 0 < len(sizes) < len(shape) - 1
    return part if is_open and part > 0 and isinstance(row, int) and row % part else None


def of_any_size(node: Node, row: Size, part: int) -> Finding:
    tensor = node.inputs[0]
    return Finding(
        f"{layer_name(node)} of {render_shape(tensor.shape or ())} makes rows of {size(row)} values, but each sample "
        f"holds a multiple of {part}, so that no row is a sample, whatever the size of the input",
        node.place,
        expected=part,
        actual=row,
        help=node.dialect.advice.rows,
        operand=tensor,
    )


def remedy(run: Run, node: Node, shape: Shape) -> Remedy | None:
    """One row for each sample, and a linear layer after it that takes whole rows."""
    rows = flattened(node)
    sizes = known(shape[1:])
    layers = [later for later in flow_of(run).reached(node) if isinstance(later.operation, Linear)]
    if rows is None or sizes is None:
        return None
    changes: dict[Change, None] = {rows: None}
    for layer in layers:
        features = features_of(layer, prod(sizes), sizes)
        if features is None:
            return None
        changes[features] = None
    return Remedy(tuple(changes), "make one row of each sample", "unsafe")


def keeps_axes(shape: Shape, row: Size) -> bool:
    """Whether a row may be made of whole trailing axes, or of an equal part of them: then the leading ones are folded
    into the batch on purpose, as in (N, L, C) to (N*L, C)."""
    return any(divides(row, product(shape[start:])) is not Verdict.FAILS for start in range(2, len(shape)))


def cuts_across(shape: Shape, row: Size) -> bool:
    """Whether rows that divide a sample of several known axes end within the axes behind the first of them, neither
    where one ends nor at an equal part of it."""
    sizes = known(shape[1:])
    if sizes is None or not isinstance(row, int) or row < 1 or len([s for s in sizes if s > 1]) < 2:
        return False
    if prod(sizes) % row:
        return False
    inner = 1
    for extent in reversed(sizes):
        if row % inner == 0 and extent % (row // inner) == 0:
            return False
        inner *= extent
    return True


def is_cut_for_a_layer(run: Run, node: Node) -> bool:
    """Whether the rows go into a linear layer, and nothing puts them together again."""
    flow = flow_of(run)
    if len(node.output_types[0].shape or ()) != 2 or not any(
        isinstance(n.operation, Linear) for n in flow.reached(node)
    ):
        return False
    return not any(isinstance(later.operation, Reshape) for later in flow.descendants(node))


RULE = Rule("SHP201", "view-folds-batch", "warning", __doc__ or "", (Run,), check, has_fixes=True)
