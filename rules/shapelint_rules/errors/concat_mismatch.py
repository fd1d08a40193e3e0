"""Tensors that are concatenated or stacked differ in an axis that must be equal.

## What it does
Reports `cat`, `stack` and Keras `Concatenate` of tensors that have different ranks, or different sizes in an axis other
than the one they are joined along.

## Why is this bad
The framework raises as soon as the operation runs.

## What the framework says
```text
Sizes of tensors must match except in dimension 1. Expected size 8 but got size 7 for tensor number 1 in the list.
A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis.
```

## Example
```python
import torch

torch.cat([torch.randn(1, 64, 8, 8), torch.randn(1, 64, 7, 7)], dim=1)
```

## Use instead
```python
import torch

torch.cat([torch.randn(1, 64, 8, 8), torch.randn(1, 32, 8, 8)], dim=1)
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node, Tensor
from shapelint_rules.support.advice import makers
from shapelint_rules.support.failures import Subject, failures


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.CONCATENATE):
        required = failure.requirement
        tensors = subject.inputs if isinstance(subject, Node) else ()
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
    """What tensors that are put together must have in common."""
    ranks = {len(tensor.shape) for tensor in tensors if tensor.shape is not None}
    if len(ranks) > 1:
        return "flatten the larger one, or give the smaller one the axes that it lacks"
    if ranks and ranks <= {4, 5}:
        return "crop, pad or resize one of them to the size of the other, or give both the same strides and padding"
    return "all sizes but that of the axis along which they are put together must be the same"


RULE = Rule("SHP108", "concat-mismatch", "error", __doc__ or "", (Node, Definition, Event), check, of_failures=True)
