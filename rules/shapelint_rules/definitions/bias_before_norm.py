"""The bias of a layer right before a batch normalization has no effect.

## What it does
Reports a convolution or linear layer with a bias whose only consumer is a `BatchNorm` or `InstanceNorm` that has
no other input. Off by default.

## Why is this bad
The normalization subtracts the mean, and the bias with it: its parameters are trained, stored and moved about for
nothing. The normalization has a bias of its own.

## Example
```python
import torch
from torch import nn

nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))(torch.randn(2, 3, 8, 8))
```

## Use instead
```python
import torch
from torch import nn

nn.Sequential(nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8))(torch.randn(2, 3, 8, 8))
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from shapelint.diagnostics.remedy import Keyword, Remedy
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node
from shapelint.ir.run import Run
from shapelint.ops.dense.linear import Linear
from shapelint.ops.norm.normalization import BatchNormalization
from shapelint.ops.spatial.convolution import Convolution
from shapelint_rules.support.dataflow import flow_of
from shapelint_rules.support.failures import layer_name


def check(run: Run) -> Iterator[Finding]:
    flow = flow_of(run)
    layers = [n for n in run.nodes if n.definition is not None and isinstance(n.operation, (Convolution, Linear))]
    counts = Counter(id(node.definition) for node in run.nodes if node.definition is not None)
    pairs = {id(node): cancelling(node, flow.consumers(node)) for node in layers}
    alone = Counter((id(n.definition), id(norm.definition)) for n in layers for norm in pairs[id(n)])
    needed = {id(node.definition) for node in layers if not pairs[id(node)]}
    for node in layers:
        own, norms = id(node.definition), pairs[id(node)]
        if own not in needed and all(alone[own, id(norm.definition)] == counts[id(norm.definition)] for norm in norms):
            yield finding(node, norms[0])


def cancelling(node: Node, later: Sequence[Node]) -> Sequence[Node]:
    """The normalizations that subtract the bias of a layer again; none where something else makes use of it."""
    cancelled = node.operation.bias is True and all(cancels(node, n) for n in later)  # type: ignore[attr-defined]
    return later if cancelled else ()


def cancels(node: Node, norm: Node) -> bool:
    """Whether a normalization subtracts one mean for each of the layer's outputs."""
    operation = norm.operation
    if not isinstance(operation, BatchNormalization) or len(norm.inputs[0].shape or ()) < 2:
        return False
    rank = len(norm.inputs[0].shape or ())
    last = isinstance(node.operation, Linear) or getattr(node.operation, "channels_last", False)
    return operation.axis % rank == (rank - 1 if last else 1)


def finding(node: Node, norm: Node) -> Finding:
    assert node.definition is not None
    argument = node.dialect.spelling.bias
    return Finding(
        f"the bias of {layer_name(node)} has no effect: the {layer_name(norm)} after it subtracts it",
        node.definition.place,
        help=f"pass {argument}=False",
        remedy=Remedy((Keyword(node.definition.place, argument, "False"),), applicability="unsafe"),
    )


RULE = Rule(
    "SHP306", "bias-before-norm", "warning", __doc__ or "", (Run,), check, is_on_by_default=False, has_fixes=True
)
