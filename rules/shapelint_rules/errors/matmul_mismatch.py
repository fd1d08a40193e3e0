"""Matrices that are multiplied do not fit.

## What it does
Checks the sizes that `matmul`, `@`, `mm`, `bmm`, `einsum`, `tensordot` and Keras `Dot` contract, and the batch axes
that they broadcast.

## Why is this bad
The framework raises as soon as the operation runs.

## What the framework says
```text
Expected size for first two dimensions of batch2 tensor to be: [8, 64] but got: [8, 10].
```

## Example
```python
import torch

scores = torch.randn(8, 10, 64) @ torch.randn(8, 10, 64)
```

## Use instead
```python
import torch

scores = torch.randn(8, 10, 64) @ torch.randn(8, 10, 64).transpose(1, 2)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node, Tensor
from shapelint.ops.axes import render_shape
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.failures import Failure, Subject, failures
from shapelint_rules.support.swapped_axes import place_of_input


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.MATMUL):
        required, turned = failure.requirement, wrong_way_round(failure)
        yield Finding(
            failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            help=advice(turned) if turned else "",
            operand=failure.operand,
            remedy=transposed(failure, turned) if turned else None,
        )


def wrong_way_round(failure: Failure) -> Tensor | None:
    """The factor whose transpose would fit, where that is one alone: mostly the second."""
    node = failure.subject
    if not isinstance(node, Node) or not isinstance(node.operation, MatrixMultiply) or len(node.inputs) != 2:
        return None
    first, second = node.inputs
    if first.shape is None or second.shape is None or min(len(first.shape), len(second.shape)) < 2:
        return None
    if node.operation.transpose_first or node.operation.transpose_second:
        return None
    if any(equal(a, b) is Verdict.FAILS for a, b in zip(first.shape[-3:-2], second.shape[-3:-2], strict=False)):
        return None
    fits_second = equal(first.shape[-1], second.shape[-1]) is Verdict.HOLDS
    fits_first = equal(first.shape[-2], second.shape[-2]) is Verdict.HOLDS
    return second if fits_second else first if fits_first else None


def advice(turned: Tensor) -> str:
    return f"the transpose of the factor of shape {render_shape(turned.shape)} would fit: exchange its last two axes"


def transposed(failure: Failure, turned: Tensor) -> Remedy | None:
    node = failure.subject
    if not isinstance(node, Node):
        return None
    spelling = node.dialect.spelling
    place, template = place_of_input(node, turned), spelling.transposed
    if node.callee == "@" and spelling.operand_transposed is not None and node.inputs[0] is not node.inputs[1]:
        place, template = node.place, spelling.operand_transposed[turned is node.inputs[1]]
    if place is None or not template:
        return None
    return Remedy((Rewrite(place, template),), "exchange the last two axes of one factor", "unsafe")


RULE = Rule(
    "SHP109",
    "matmul-mismatch",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    check,
    has_fixes=True,
    of_failures=True,
)
