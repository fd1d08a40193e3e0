"""Two linear layers with nothing between them are one linear layer.

## What it does
Reports a `Linear` or `Dense` without an activation that feeds nothing but another one, unless the size between them is
smaller than both outer ones, as in a low-rank factorization. Off by default.

## Why is this bad
The product of two matrices is a matrix: the second layer adds parameters and time, and nothing that the first could not
do alone. Mostly an activation has been forgotten.

## Example
```python
import torch
from torch import nn

nn.Sequential(nn.Linear(16, 64), nn.Linear(64, 10))(torch.randn(2, 16))
```

## Use instead
```python
import torch
from torch import nn

nn.Sequential(nn.Linear(16, 64), nn.ReLU(), nn.Linear(64, 10))(torch.randn(2, 16))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Node
from shapelint.ir.run import Run
from shapelint.ops.dense.linear import Linear
from shapelint.symbolic import Verdict, less
from shapelint_rules.support.dataflow import flow_of
from shapelint_rules.support.failures import layer_name


def check(run: Run) -> Iterator[Finding]:
    flow = flow_of(run)
    for node in run.nodes:
        if node.definition is None or not isinstance(node.operation, Linear):
            continue
        later = flow.consumers(node)
        if len(later) == 1 and isinstance(later[0].operation, Linear) and not is_bottleneck(node, later[0]):
            yield finding(node, later[0])


def is_bottleneck(first: Node, second: Node) -> bool:
    """Whether the size in the middle is smaller than what goes in and what comes out, or may be."""
    assert isinstance(first.operation, Linear)
    assert isinstance(second.operation, Linear)
    middle, start, end = first.operation.out_features, first.operation.in_features, second.operation.out_features
    if start is None:
        return True
    return less(middle, start) is not Verdict.FAILS and less(middle, end) is not Verdict.FAILS


def finding(first: Node, second: Node) -> Finding:
    related = () if first.definition is None else (Related(first.definition.place, "the one before it is built"),)
    return Finding(
        f"{layer_name(second)} follows {layer_name(first)} with nothing between them: both are one linear layer",
        second.definition.place if second.definition is not None else second.place,
        help="put an activation between them",
        related=related,
    )


RULE = Rule("SHP307", "linear-after-linear", "warning", __doc__ or "", (Run,), check, is_on_by_default=False)
